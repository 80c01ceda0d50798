import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** Whoever asks for what is kept turns it into a text only when it is needed. */
export type Json = string | Buffer;

/** What some work gave in the run before this one, and gives in this one, in one file of a folder: JSON by key. */
export class Kept {
	readonly #folder: string;
	readonly #file: string;
	readonly #made: string;
	readonly #before: ReadonlyMap<string, Json>;
	readonly #now = new Map<string, Json>();

	/** @param made what everything was made with: what was made with anything else is not taken again */
	constructor(folder: string, file: string, made: string) {
		this.#folder = folder;
		this.#file = file;
		this.#made = made;
		this.#before = readKept(join(folder, file), made);
	}

	/** All that was kept of a kind; what of it is taken is kept on. */
	of(kind: string): Json[] {
		return [...this.#before].flatMap(([key, json]) => (key.startsWith(`${kind}-`) ? [json] : []));
	}

	/** What was kept, before or in this run; it is kept on. */
	take(key: string): Json | undefined {
		const json = this.#now.get(key) ?? this.#before.get(key);
		if (json !== undefined) this.#now.set(key, json);
		return json;
	}

	/** Keeps something new. */
	put(key: string, json: Json): void {
		this.#now.set(key, json);
	}

	/**
	 * Writes what was taken or put since this was made; the rest goes. The file is written whole, so a change that is small
	 * beside it is left out: it is made again until there are more, which takes less time.
	 */
	save(): void {
		const changed = [...this.#now, ...this.#before].filter(
			([key, json]) => this.#now.get(key) !== this.#before.get(key) && json.length > 0,
		);
		if (lengthOf(changed) * small <= lengthOf(this.#now)) return;
		try {
			mkdirSync(this.#folder, { recursive: true });
			const path = join(this.#folder, `${this.#file}.${process.pid}`);
			writeFileSync(path, written(this.#made, this.#now));
			renameSync(path, join(this.#folder, this.#file));
		} catch {
			// The next run makes it again.
		}
	}
}

/** How many times a change fits into a file that is not written for it. */
const small = 20;

/** The name that a text of some kind is kept by. */
export function keyOf(kind: string, text: string): string {
	return `${kind}-${hash("sha256", text)}`;
}

function lengthOf(entries: Iterable<readonly [string, Json]>): number {
	let length = 0;
	for (const [, json] of entries) length += json.length;
	return length;
}

// The file: a line with the fingerprint and the checksum of all that follows; then a line for each key, a blank, and its JSON.

function written(made: string, entries: ReadonlyMap<string, Json>): Buffer {
	const parts = [...entries].flatMap(([key, json]) => [Buffer.from(`${key} `), typeof json === "string" ? Buffer.from(json) : json, end]);
	const sum = parts.reduce((sum, part) => crc32(part, sum), 0);
	return Buffer.concat([Buffer.from(`${made} ${sum}\n`), ...parts]);
}

const end = Buffer.from("\n");

/** What a file keeps; nothing where there is none, it is damaged, or was made with something else. */
function readKept(path: string, made: string): Map<string, Json> {
	const kept = new Map<string, Json>();
	try {
		const bytes = readFileSync(path);
		let at = bytes.indexOf("\n") + 1;
		const [by, sum] = bytes.toString("latin1", 0, at).trimEnd().split(" ");
		if (by !== made || sum !== String(crc32(bytes.subarray(at)))) return kept;
		for (let to = bytes.indexOf("\n", at); to >= 0; to = bytes.indexOf("\n", at)) {
			const blank = bytes.indexOf(" ", at);
			kept.set(bytes.toString("latin1", at, blank), bytes.subarray(blank + 1, to));
			at = to + 1;
		}
		return kept;
	} catch {
		return new Map();
	}
}
