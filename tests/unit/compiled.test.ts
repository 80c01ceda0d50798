import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetOver } from "../../src/cli/compiled.ts";
import { temporaryFolder } from "../site/site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test.for([
	[2, true],
	[3, true],
	[4, false],
] as const)("what Node compiled stays while it is no more than three files: %i files", async ([files, stays]) => {
	const kept = join(folder.path, "compiled");
	await mkdir(kept);
	for (let file = 0; file < files; file++) await writeFile(join(kept, String(file)), "");
	forgetOver(3, kept);
	expect(existsSync(kept)).toBe(stays);
	expect(await readdir(folder.path)).toEqual(stays ? ["compiled"] : []);
	forgetOver(3, join(folder.path, "none"));
});

test("it can be removed while other runs write to it", async () => {
	const kept = join(folder.path, "compiled");
	const writing = `const { mkdirSync, writeFileSync } = require("node:fs");
for (let file = 0; ; file++) try {
	mkdirSync(${JSON.stringify(kept)}, { recursive: true });
	writeFileSync(${JSON.stringify(kept)} + "/" + file, "");
	if (file === 100) console.log("begun");
} catch {}`;
	const others = [1, 2].map(() => spawn(process.execPath, ["-e", writing], { stdio: ["ignore", "pipe", "inherit"] }));
	try {
		await Promise.all(others.map(({ stdout }) => once(stdout, "data")));
		for (let run = 0; run < 20; run++) expect(() => forgetOver(50, kept)).not.toThrow();
	} finally {
		await Promise.all(
			others.map((other) => {
				other.kill("SIGKILL");
				return once(other, "exit");
			}),
		);
	}
});
