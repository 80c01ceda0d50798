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
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return new Source(file, text.replaceAll("\r\n", "\n"));
	} catch {
		const offset = firstInvalidByte(bytes);
		const before = bytes.subarray(0, offset);
		const line = before.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1);
		const column = offset - (before.lastIndexOf(10) + 1) + 1;
		problems.add("file-encoding", { file, line, column }, "This byte is not UTF-8. Save the file as UTF-8.");
		return undefined;
	}
}

function firstInvalidByte(bytes: Uint8Array): number {
	let low = 0;
	let high = bytes.length;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		try {
			new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
			low = middle;
		} catch {
			high = middle - 1;
		}
	}
	return low;
}
