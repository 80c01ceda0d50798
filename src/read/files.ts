import { readFileSync, statSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Problems } from "../problem/problem.ts";
import { hiddenIn } from "./characters.ts";
import { failedWith } from "./failure.ts";
import { Source } from "./source.ts";

/**
 * The most bytes that are read of a file, by its ending: far above any real page (forty printed ones) or record, and any
 * library of ten thousand entries. Parsers of Markdown take the square of a text's length where somebody means them to.
 */
const limits: Record<string, number> = { ".mdx": 100_000, ".bib": 10_000_000 };
const largest = (file: string) => limits[extname(file)] ?? 1_000_000;

/** Paths of all files in a folder and below, relative to `root`, with `/`, sorted. Empty where there is no such folder. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
	const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/").replace(/^\/+/, ""))
		.sort();
}

/**
 * Paths of what is neither a file nor a folder in a folder and below, and of the folder itself where it is none: links,
 * which may lead anywhere, and what blocks whoever reads it.
 */
export async function listLinks(root: string, folder: string): Promise<string[]> {
	const own = await lstat(join(root, folder)).catch(() => undefined);
	if (own === undefined) return [];
	if (!own.isDirectory()) return [folder];
	const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => !entry.isFile() && !entry.isDirectory())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/").replace(/^\/+/, ""))
		.sort();
}

/**
 * Reads a UTF-8 text file, without its byte-order mark and with `\n` line ends; notes a problem where it cannot. A file
 * that went away since it was listed is as one that never was. It waits for the disk: to ask the system for thousands of
 * small files at once takes seven times as much work.
 */
export async function readSource(root: string, file: string, problems: Problems): Promise<Source | undefined> {
	const start = { file, line: 1, column: 1 };
	const path = join(root, file);
	const size = unlessMissing(() => statSync(path).size);
	if (size === undefined) return undefined;
	if (size > largest(file)) {
		problems.add("file-size", start, `The file has ${size} bytes; at most ${largest(file)} are read.`);
		return undefined;
	}
	const bytes = unlessMissing(() => readFileSync(path));
	if (bytes === undefined) return undefined;
	const text = decoder.decode(bytes);
	const invalid = firstInvalid(text, bytes);
	const source = new Source(file, text.replaceAll("\r\n", "\n"));
	problems.read(file, source.text);
	if (invalid === undefined) {
		const hidden = hiddenIn(source.text, !/\.ya?ml$/.test(file));
		if (hidden === undefined) return source;
		problems.add("character-hidden", source.place(hidden.at), `Here stands ${hidden.name}, which cannot be seen. Remove it.`);
		return undefined;
	}
	problems.add("file-encoding", new Source(file, text).place(invalid), "This character is not UTF-8. Save the file as UTF-8.");
	return undefined;
}

const decoder = new TextDecoder("utf-8");

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

/** What a file gives; nothing where it is not there. */
function unlessMissing<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (!failedWith(error, "ENOENT")) throw error;
		return undefined;
	}
}
