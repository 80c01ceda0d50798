import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { buildSite } from "../../src/cli/site.ts";
import { load } from "../../src/model/load.ts";
import { codes } from "../../src/problem/codes.ts";
import { print } from "../../src/problem/print.ts";
import { command, root, temporaryFolder } from "../site/site.ts";
import { fixtures } from "./cases.ts";
import { broken } from "./overlay.ts";

const golden = join(root, "tests/golden/errors");
const cases = (await readdir(join(fixtures, "broken"))).sort();

test.for(cases)("a knowledge base that is broken by %s is told so, and nothing else", async (name) => {
	const kb = await broken(name);
	const loaded = await load(kb.path);
	const problems = loaded.problems.sorted();
	expect(loaded.kb).toBeUndefined();
	for (const { place, message } of problems) {
		expect(message, "is a sentence").toMatch(/[.?]$/);
		expect(message, "names no folder of this machine").not.toContain(kb.path);
		const text = await readFile(join(kb.path, place.file), "utf8").catch(() => "");
		const line = text.split(/\r?\n/)[place.line - 1];
		expect(line, `${place.file} has a line ${place.line}`).toBeDefined();
		expect(place.column, "is on the line").toBeLessThanOrEqual((line ?? "").length + 1);
	}
	await expect(`${print(problems, "text")}\n`).toMatchFileSnapshot(join(golden, `${name}.txt`));
	await kb.remove();
});

test("every golden text has its case, and every kind of problem has one", async () => {
	const files = await readdir(golden);
	expect(files.map((file) => file.replace(/\.txt$/, "")).sort()).toEqual(cases);
	const told = (await Promise.all(files.map((file) => readFile(join(golden, file), "utf8")))).join("\n");
	// A file of ten megabytes is made where it is tested, in files.test.ts.
	const missing = Object.entries(codes).flatMap(([code, { severity }]) =>
		severity === "error" && code !== "file-size" && !told.includes(` ${code} `) ? [code] : [],
	);
	expect(missing).toEqual([]);
});

/** What a folder holds, to the byte and the minute. */
async function contents(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const lines = files.sort().map(async (file) => {
		const digest = createHash("sha256")
			.update(await readFile(file))
			.digest("hex");
		return `${file} ${digest} ${(await stat(file)).mtimeMs}`;
	});
	return Promise.all(lines);
}

async function published(): Promise<{ path: string; out: string; remove(): Promise<void> }> {
	const { path, remove } = await temporaryFolder();
	const out = join(path, "dist");
	await mkdir(join(out, "teas"), { recursive: true });
	await writeFile(join(out, "index.html"), "<p>The last good build.\n");
	await writeFile(join(out, "teas/index.html"), "<p>Teas.\n");
	return { path, out, remove };
}

test("a broken knowledge base leaves what was built before as it is, to the byte", async () => {
	const said = vi.spyOn(console, "error").mockImplementation(() => {});
	const site = await published();
	const before = await contents(site.path);
	for (const name of cases) {
		const kb = await broken(name);
		expect(await buildSite(kb.path, site.out), name).toBeUndefined();
		expect(await contents(site.path), name).toEqual(before);
		await kb.remove();
	}
	expect(said).toHaveBeenCalledTimes(2 * cases.length);
	said.mockRestore();
	await site.remove();
});

test("the command exits with 1 and prints all that is wrong in one run", async () => {
	const [site, kb] = [await published(), await broken("everything-at-once")];
	const before = await contents(site.path);
	const { code, out, err } = await command("build", ["--kb", kb.path, "--out", site.out]);
	expect(code).toBe(1);
	expect(out).toBe("");
	expect(err).toContain(await readFile(join(golden, "everything-at-once.txt"), "utf8"));
	expect(err).toMatch(/\d+ errors in \d+ files/);
	expect(await contents(site.path)).toEqual(before);
	await Promise.all([site.remove(), kb.remove()]);
});
