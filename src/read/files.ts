import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Problems } from "../problem/problem.ts";
import { Source } from "./source.ts";

/** Ten megabytes: far above any real page, record or library of ten thousand entries. */
const largest = 10_000_000;

/** Paths of all files in a folder and below, relative to `root`, with `/`, sorted. Empty where there is no such folder. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
	const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/").replace(/^\/+/, ""))
		.sort();
}

/** Reads a UTF-8 text file, without its byte-order mark and with `\n` line ends; notes a problem where it cannot. */
export async function readSource(root: string, file: string, problems: Problems): Promise<Source | undefined> {
	const start = { file, line: 1, column: 1 };
	const path = join(root, file);
	const { size } = await stat(path);
	if (size > largest) {
		problems.add("file-size", start, `The file has ${size} bytes; at most ${largest} are read.`);
		return undefined;
	}
	const bytes = await readFile(path);
	const text = new TextDecoder("utf-8").decode(bytes);
	const invalid = firstInvalid(text, bytes);
	const source = new Source(file, text.replaceAll("\r\n", "\n"));
	problems.read(file, source.text);
	if (invalid === undefined) return source;
	problems.add("file-encoding", new Source(file, text).place(invalid), "This character is not UTF-8. Save the file as UTF-8.");
	return undefined;
}

/** What a text that was decoded has in place of a byte that is not UTF-8. */
const replacement = "\ufffd";
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The first character of a decoded text that stands for a byte that is not UTF-8; a file may hold that character itself. */
function firstInvalid(text: string, bytes: Buffer): number | undefined {
	let from = 0;
	let byte = bytes.subarray(0, 3).equals(mark) ? 3 : 0;
	for (let at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, at + 1)) {
		byte += Buffer.byteLength(text.slice(from, at));
		from = at;
		if (!bytes.subarray(byte, byte + 3).equals(Buffer.from(replacement))) return at;
	}
	return undefined;
}
