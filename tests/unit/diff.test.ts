import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inMarkdown } from "../../src/changes/escape.ts";
import { readHistory } from "../../src/read/history.ts";
import { command, root } from "../site/site.ts";
import { tea } from "./overlay.ts";

let kb: Awaited<ReturnType<typeof tea>>;
const time = "2024-03-01T12:00:00Z";
const git = (...args: string[]) =>
	execFileSync("git", ["-C", kb.path, "-c", "user.name=Tea", "-c", "user.email=tea@example.org", ...args], {
		env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_COMMITTER_DATE: time, GIT_AUTHOR_DATE: time },
	});
const diff = (revision: string) => command("diff", [revision, "--kb", kb.path]);
const edit = async (file: string, change: (text: string) => string) =>
	writeFile(join(kb.path, file), change(await readFile(join(kb.path, file), "utf8")));

beforeAll(async () => {
	kb = await tea();
	git("init", "-q", "-b", "main");
	git("add", ".");
	git("commit", "-q", "-m", "Tea");
});
afterAll(() => kb?.remove());

test("nothing changed is said so, and every file has the time of its commit", async () => {
	expect((await diff("main")).out).toBe("No change to the knowledge base.\n");
	const { changed, updated } = await readHistory(kb.path);
	expect(changed).toBe("2024-03-01T12:00:00.000Z");
	expect(updated.get("content/index.mdx")).toBe(changed);
});

test("a revision that is not there is a clear error, and no temporary folder stays", async () => {
	const { code, err, out } = await diff("mian");
	expect({ code, out, err: err.trim() }).toEqual({
		code: 1,
		out: "",
		err: '"mian" is no revision of this repository. Did you mean "main"?',
	});
	expect((await readdir(tmpdir())).filter((name) => name.startsWith("atlas-revision-"))).toEqual([]);
});

test("records, measurements, pages, references and disagreements that changed are listed", async () => {
	const assam = "content/records/assam.yaml";
	await edit("content/records/green/sencha.yaml", (text) => text.replace("value: 27.9", "value: 28.50"));
	await edit(assam, (text) => text.replace("value: 24.5", "value: 24.9").replace("name: Assam", "name: Assam, second flush"));
	await edit("content/origins/japan.mdx", (text) => text.replace("; @brown1987, p. 402]", "]"));
	const added = "@article{new2024, author = {New, A.}, title = {A @everyone <b>title</b> #1}, journal = {J}, year = {2024}}";
	await edit("references/library.bib", (text) => `${text}\n${added}\n`);
	const { out, err, code } = await diff("main");
	expect({ err, code }).toEqual({ err: "", code: 0 });
	expect((await readHistory(kb.path)).updated.has(assam), "what is not committed has no date").toBe(false);
	await expect(out).toMatchFileSnapshot(join(root, "tests/golden/diff/tea.md"));
});

test("what comes from content makes no markup, calls nobody and refers to nothing", () => {
	expect(inMarkdown("<b>@all</b> *x* #1 [l](https://e.org)\n- y \u202e")).toBe(
		"&lt;b&gt;@\u200ball&lt;/b&gt; \\*x\\* #\u200b1 \\[l\\](https:\u200b//e.org) - y \\[U+202E\\]",
	);
});
