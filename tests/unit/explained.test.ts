import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { type Code, codes, groups, isCode } from "../../src/problem/codes.ts";
import { type ExampleFile, readExplanation } from "../../src/problem/explanation.ts";
import { print } from "../../src/problem/print.ts";
import { root } from "../site/site.ts";
import { tea } from "./overlay.ts";

const folder = join(root, "src/problem/explained");
const all = Object.keys(codes).filter(isCode);
const explanation = async (code: Code) => readExplanation(await readFile(join(folder, `${code}.md`), "utf8"));

/** What a sound knowledge base says with some files laid over it. */
async function said(files: readonly ExampleFile[], mended: readonly ExampleFile[]) {
	const kb = await tea();
	for (const { file, text, as, times } of files) {
		const path = join(kb.path, file);
		await mkdir(dirname(path), { recursive: true });
		if (as === "missing") await rm(path);
		else if (as === "link") await symlink(text.trim(), path);
		else if (as === "part") {
			const sound = mended.find((one) => one.file === file)?.text ?? "";
			const before = await readFile(path, "utf8");
			expect(before.split(sound), `what is mended in ${file} stands in it once`).toHaveLength(2);
			await writeFile(
				path,
				before.replace(sound, () => text),
			);
		} else await writeFile(path, text.repeat(times), as === "latin1" ? "latin1" : "utf8");
	}
	const { problems } = await load(kb.path);
	await kb.remove();
	return problems.sorted();
}

test.for(all)("%s is explained with an example that check refuses for it alone, and with the mended one, which is sound", async (code) => {
	const { why, wrong, mended, mend, related } = await explanation(code);
	expect([why.length, mend.length, related.length].every((length) => length > 0)).toBe(true);
	expect(related).not.toContain(code);
	const problems = await said(wrong, mended);
	expect([...new Set(problems.map((one) => one.code))], print(problems, "text")).toEqual([code]);
	await expect(`${print(problems, "text", { columns: 80 })}\n`).toMatchFileSnapshot(join(folder, `${code}.txt`));
	expect(print(await said(mended, mended), "text")).toBe("");
});

test("every code has its explanation and belongs to one group, and nothing else is explained", async () => {
	expect((await readdir(folder)).sort()).toEqual(all.flatMap((code) => [`${code}.md`, `${code}.txt`]).sort());
	expect(groups.flatMap((group) => group.codes).sort()).toEqual([...all].sort());
});
