import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Problems } from "../../src/problem/problem.ts";
import { listFiles, readSource } from "../../src/read/files.ts";
import { Source } from "../../src/read/source.ts";
import { temporaryFolder } from "../site/site.ts";

async function read(bytes: string | Uint8Array) {
	const folder = await temporaryFolder();
	await writeFile(join(folder.path, "x.yaml"), bytes);
	const problems = new Problems();
	const source = await readSource(folder.path, "x.yaml", problems);
	await folder.remove();
	return { text: source?.text, told: problems.all.map(({ place, code }) => `${place.line}:${place.column} ${code}`) };
}

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

test.for([
	["line ends become one", bytes("a\r\nb\n"), "a\nb\n"],
	["a mark at the beginning is left out", bytes([0xef, 0xbb, 0xbf], "a"), "a"],
	["the sign for a lost character may be in a file", bytes("a\ufffd: 煎茶 🍵"), "a\ufffd: 煎茶 🍵"],
	["an empty file is an empty text", bytes(""), ""],
] as const)("of a text file, %s", async ([, given, text]) => {
	expect(await read(given)).toEqual({ text, told: [] });
});

test.for([
	["in the first line", bytes("gr", [0xfc], "n"), "1:3"],
	["before the end", bytes("gr", [0xfc]), "1:3"],
	["behind letters of several bytes", bytes("a\n煎茶🍵 ", [0xe9], "é"), "2:6"],
	["behind a mark at the beginning", bytes([0xef, 0xbb, 0xbf], "a", [0xff]), "1:2"],
	["behind the sign for a lost character", bytes("\ufffd\ufffd", [0xff]), "1:3"],
	["in UTF-16", bytes([0xff, 0xfe, 0x61, 0x00]), "1:1"],
] as const)("a byte that is not UTF-8 is told where it stands: %s", async ([, given, place]) => {
	expect(await read(given)).toEqual({ text: undefined, told: [`${place} file-encoding`] });
});

test("a file beyond a megabyte is not read", async () => {
	expect((await read("#".repeat(1_000_001))).told).toEqual(["1:1 file-size"]);
	expect((await read("#".repeat(1_000_000))).told).toEqual([]);
});

test("files are listed in order, hidden ones left out; a folder that is not there is empty", async () => {
	const folder = await temporaryFolder();
	await mkdir(join(folder.path, "content/b"), { recursive: true });
	for (const file of ["content/b/c.mdx", "content/a.yaml", "content/.hidden.yaml", "other.txt"])
		await writeFile(join(folder.path, file), "");
	expect(await listFiles(folder.path, "content")).toEqual(["content/a.yaml", "content/b/c.mdx"]);
	expect(await listFiles(folder.path, "references")).toEqual([]);
	await folder.remove();
});

test("every offset has its line and column, and back", () => {
	const source = new Source("x", "ab\n\ncd");
	const places = [0, 1, 2, 3, 4, 5, 6].map((offset) => source.place(offset));
	expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual(["1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "3:3"]);
	expect(places.map(({ line, column }) => source.offset(line, column))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
