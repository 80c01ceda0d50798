import { execFile } from "node:child_process";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readHistory } from "../../src/read/history.ts";
import { temporaryFolder } from "../site/site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const kb = () => join(folder.path, "repository/kb");
const names = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.org", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.org" };
const git = (at: string, words: readonly string[], date = "") =>
	promisify(execFile)("git", ["-C", at, ...words], {
		env: { ...process.env, ...names, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
	});

async function write(file: string, text: string): Promise<void> {
	await mkdir(dirname(join(kb(), file)), { recursive: true });
	await writeFile(join(kb(), file), text);
}
async function commit(day: number, subject: string): Promise<void> {
	await git(kb(), ["add", "--all", ".."]);
	await git(kb(), ["commit", "--quiet", "--message", subject], `2025-03-0${day}T12:00:00+02:00`);
}

beforeAll(async () => {
	folder = await temporaryFolder();
	await mkdir(kb(), { recursive: true });
	await git(join(kb(), ".."), ["init", "--quiet"]);
	await write("content/a.mdx", "one\ntwo\nthree\nfour\n");
	await write("content/é b.mdx", "another\n");
	await write("../README.md", "not of the knowledge base\n");
	await commit(1, "First");
	await write("content/a.mdx", "one\ntwo\nthree\n4\n");
	await commit(2, "Second");
	await rename(join(kb(), "content/a.mdx"), join(kb(), "content/c.mdx"));
	await rm(join(kb(), "content/é b.mdx"));
	await write("../README.md", "changed\n");
	await commit(3, "Third");
	await write("../README.md", "changed again\n");
	await commit(4, "Not of the knowledge base");
});
afterAll(() => folder?.remove());

test("each file has its commits, a renamed one also those of its old name, with dates in UTC", async () => {
	const history = await readHistory(kb());
	expect(history.commits.map(({ date, subject, changes }) => ({ date, subject, changes }))).toEqual([
		{
			date: "2025-03-03T10:00:00.000Z",
			subject: "Third",
			changes: [
				{ file: "content/c.mdx", kind: "moved" },
				{ file: "content/é b.mdx", kind: "removed" },
			],
		},
		{ date: "2025-03-02T10:00:00.000Z", subject: "Second", changes: [{ file: "content/c.mdx", kind: "changed" }] },
		{
			date: "2025-03-01T10:00:00.000Z",
			subject: "First",
			changes: [
				{ file: "content/c.mdx", kind: "added" },
				{ file: "content/é b.mdx", kind: "added" },
			],
		},
	]);
	expect(history.updated.get("content/c.mdx")).toBe("2025-03-02T10:00:00.000Z");
});

test("a shallow clone tells no commits, since its oldest one seems to add everything; nor does a folder outside any repository", async () => {
	const clone = join(folder.path, "clone");
	await git(folder.path, ["clone", "--quiet", "--depth", "3", `file://${join(folder.path, "repository")}`, clone]);
	expect((await readHistory(join(clone, "kb"))).commits).toEqual([]);
	expect((await readHistory(folder.path)).commits).toEqual([]);
});
