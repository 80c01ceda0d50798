import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command, copyFixture, filesIn, temporaryFolder } from "./site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const git = (at: string, ...words: string[]) =>
	execFileSync("git", ["-C", at, "-c", "user.name=Tea", "-c", "user.email=tea@example.org", ...words], {
		env: {
			...process.env,
			GIT_CONFIG_GLOBAL: "/dev/null",
			GIT_COMMITTER_DATE: "2024-03-01T12:00:00Z",
			GIT_AUTHOR_DATE: "2024-03-01T12:00:00Z",
		},
	});

beforeAll(async () => {
	folder = await temporaryFolder();
	const first = join(folder.path, "first");
	await copyFixture("tea", first);
	git(first, "init", "-q", "-b", "main");
	git(first, "add", ".");
	git(first, "commit", "-q", "-m", "Tea");
	git(folder.path, "clone", "-q", first, "another place/deeper/tea");
	git(folder.path, "clone", "-q", "--depth", "1", `file://${first}`, "shallow");
});
afterAll(() => folder?.remove());

/** Builds a clone; all files of the site, by name. */
async function built(clone: string, variables: Readonly<Record<string, string>>, from?: string): Promise<Map<string, string>> {
	const kb = join(folder.path, clone);
	const { code, err } = await command("build", ["--kb", kb, "--out", join(kb, "site")], variables, from);
	expect({ code, err }).toEqual({ code: 0, err: "" });
	const files = (await filesIn(join(kb, "site"))).sort();
	return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(kb, "site", file), "latin1")] as const)));
}

test("two builds of one commit are the same byte for byte, wherever, whenever and from which folder they are made", async () => {
	const one = await built("first", { TZ: "America/Lima", LANG: "en_US.UTF-8" });
	const other = await built("another place/deeper/tea", { TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8" }, folder.path);
	expect([...other.keys()]).toEqual([...one.keys()]);
	expect([...one].filter(([file, text]) => other.get(file) !== text).map(([file]) => file)).toEqual([]);
	expect(one.get("teas/sencha/index.html"), "dates come from the commit").toContain("2024-03-01");
});

test("a shallow clone says that it knows no dates, and its pages carry none", async () => {
	const kb = join(folder.path, "shallow");
	const { out } = await command("build", ["--kb", kb, "--out", join(kb, "site")]);
	expect(out).toContain("This clone is shallow");
	expect(await readFile(join(kb, "site/teas/sencha/index.html"), "utf8")).not.toContain("2024-03-01");
});
