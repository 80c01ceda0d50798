import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inMarkdown } from "../../src/changes/escape.ts";
import { readHistory } from "../../src/read/history.ts";
import { command, root, temporaryFolder } from "../site/site.ts";
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

test("a text longer than a comment may be is cut, and says how much is left out", async () => {
	const entry = (index: number) =>
		`@article{many${index}, author = {Many, A.}, title = {A title of some length, so that the list grows long, number ${index}}, journal = {J}, year = {2024}}`;
	await edit("references/library.bib", (text) => `${text}\n${Array.from({ length: 1500 }, (_, index) => entry(index)).join("\n")}\n`);
	const { out } = await diff("main");
	expect(out.length).toBeLessThan(65_536);
	expect(out).toMatch(/A comment holds no more\. Left out: \d+ references added/);
});

test("what does not load is said, on either side, and the rest is compared", async () => {
	git("checkout", "-q", "--", ".");
	const assam = "content/records/assam.yaml";
	await edit(assam, (text) => text.replace("metric: caffeine", "metric: cafeine"));
	const now = await diff("main");
	expect(now.code).toBe(0);
	expect(now.out).toContain("The files as they are now have one error");
	git("commit", "-q", "-a", "-m", "Broken");
	await edit(assam, (text) => text.replace("cafeine", "caffeine").replace("name: Assam", "name: Assam, second flush"));
	const before = await diff("main");
	expect(before.code).toBe(0);
	expect(before.out).toMatch(/The files .*have one error|had one error/);
	expect(before.out).toContain("second flush");
});

test("a shallow clone that lacks the revision says how to fetch it, a folder outside git that it is none", async () => {
	git("commit", "-q", "-a", "-m", "Mended");
	const clone = await temporaryFolder();
	git("clone", "-q", "--depth", "1", `file://${kb.path}`, join(clone.path, "kb"));
	const shallow = await command("diff", ["main~1", "--kb", join(clone.path, "kb")]);
	expect([shallow.code, shallow.err]).toEqual([1, expect.stringContaining("git fetch")]);
	const outside = await tea();
	const none = await command("diff", ["main", "--kb", outside.path]);
	expect([none.code, none.out]).toEqual([1, ""]);
	expect(none.err).not.toBe("");
	await Promise.all([clone.remove(), outside.remove()]);
});

test("what comes from content makes no markup, calls nobody and refers to nothing", () => {
	expect(inMarkdown("<b>@all</b> *x* #1 [l](https://e.org)\n- y \u202e")).toBe(
		"&lt;b&gt;@\u200ball&lt;/b&gt; \\*x\\* #\u200b1 \\[l\\](https:\u200b//e.org) - y \\[U+202E\\]",
	);
});
