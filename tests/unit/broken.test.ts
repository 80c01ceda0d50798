import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { buildSite } from "../../src/cli/site.ts";
import { codes } from "../../src/problem/codes.ts";
import { command, root, temporaryFolder } from "../site/site.ts";
import { fixtures } from "./cases.ts";
import { broken } from "./overlay.ts";

const golden = join(root, "tests/golden/errors");
const cases = (await readdir(join(fixtures, "broken"))).sort();

/** What was built before, and what the commands say. */
let site: Awaited<ReturnType<typeof published>>;
let before: string[];
const said = vi.spyOn(console, "error").mockImplementation(() => {});
beforeAll(async () => {
	site = await published();
	before = await contents(site.path);
});
afterEach(() => said.mockClear());
afterAll(() => site.remove());

test.for(cases)("a knowledge base that is broken by %s is told so, and what was built before stays as it is", async (name) => {
	const kb = await broken(name);
	expect(await buildSite(kb.path, site.out)).toBeUndefined();
	expect(await contents(site.path), "to the byte").toEqual(before);
	const [[told = ""] = [], [end = ""] = []] = said.mock.calls.map((words) => words.map(String));
	expect(end).toBe("Nothing was built; dist is as it was.");
	const [, text = "", count] = /^([\s\S]*)\n(\d+) errors? in \d+ files?$/.exec(told) ?? [];
	const [quoted = ""] = text.split("\n\n");
	const problems = quoted.split("\n").filter((line) => !line.startsWith("  "));
	expect(problems).toHaveLength(Number(count));
	for (const problem of problems) {
		const [, file = "", line = "", column = "", message = ""] = /^(.+?):(\d+):(\d+) [a-z-]+ (.+)$/.exec(problem) ?? [];
		expect(message, "is a sentence").toMatch(/[.?]$/);
		expect(message, "names no folder of this machine").not.toContain(kb.path);
		const lines = (await readFile(join(kb.path, file), "utf8").catch(() => "")).split(/\r?\n/);
		expect(lines.length, `${file} has a line ${line}`).toBeGreaterThanOrEqual(Number(line));
		expect(Number(column), "is on the line").toBeLessThanOrEqual((lines[Number(line) - 1] ?? "").length + 1);
	}
	await expect(`${quoted}\n`).toMatchFileSnapshot(join(golden, `${name}.txt`));
	await kb.remove();
});

test("every golden text has its case, and every kind of problem has one", async () => {
	const files = await readdir(golden);
	expect(files.map((file) => file.replace(/\.txt$/, "")).sort()).toEqual(cases);
	const told = (await Promise.all(files.map((file) => readFile(join(golden, file), "utf8")))).join("\n");
	// A file that is too large, and a link, are made where they are tested, in refused.test.ts.
	const made = ["file-size", "file-link"];
	const missing = Object.entries(codes).flatMap(([code, { severity }]) =>
		severity === "error" && !made.includes(code) && !told.includes(` ${code} `) ? [code] : [],
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

test("the command exits with 1 and prints all that is wrong in one run", async () => {
	const kb = await broken("everything-at-once");
	const { code, out, err } = await command("build", ["--kb", kb.path, "--out", site.out]);
	expect(code).toBe(1);
	expect(out).toBe("");
	expect(err).toContain(await readFile(join(golden, "everything-at-once.txt"), "utf8"));
	expect(err).toMatch(/\d+ errors in \d+ files/);
	expect(await contents(site.path)).toEqual(before);
	await kb.remove();
});
