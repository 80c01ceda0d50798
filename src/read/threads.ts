import { availableParallelism } from "node:os";
import { learnMaths } from "../maths/maths.ts";
import { share } from "../threads/share.ts";
import { type Batch, type Made, parseBatch } from "./batch.ts";
import { isPage } from "./plain.ts";
import type { Source } from "./source.ts";

/**
 * How many characters are worth a thread: what parses pages is slow until it has run for a second, in each thread anew;
 * what parses YAML is soon warm.
 */
const perThread = { pages: 4_000_000, yaml: 1_500_000 };
/** How many characters a thread is given at once. */
const perBatch = 50_000;

/** In how many threads some files are best parsed: in this one alone, where they are few. */
export function threadsFor(sources: readonly Source[]): number {
	const worth = sources.reduce((sum, { file, text }) => sum + text.length / (isPage(file) ? perThread.pages : perThread.yaml), 0);
	return Math.max(1, Math.min(availableParallelism(), Math.floor(worth)));
}

/**
 * Parses files in so many threads, this one among them. Gives what each gave as JSON, by file; nothing for one that has
 * problems, nor for one at which a thread failed: parsing it here tells them.
 */
export async function parseAll(sources: readonly Source[], threads: number): Promise<Map<string, string>> {
	// This thread takes from the front and the others from the end: so most of them need what parses YAML only.
	const batches = [...batchesOf(sources.filter(({ file }) => isPage(file))), ...batchesOf(sources.filter(({ file }) => !isPage(file)))];
	const parsed = new Map<string, string>();
	const take = (made: Made) => {
		for (const [file, json] of made.parsed) parsed.set(file, json);
		learnMaths(made.maths);
	};
	const script = new URL("./thread.ts", import.meta.url);
	await share(batches, take, { threads, work: parseBatch, script, next: (rest) => rest.pop() }).catch(() => {});
	return parsed;
}

function batchesOf(sources: readonly Source[]): Batch[] {
	const batches: Batch[] = [];
	let room = 0;
	for (const { file, text } of sources) {
		if (room <= 0) {
			batches.push([]);
			room = perBatch;
		}
		batches.at(-1)?.push({ file, text });
		room -= text.length;
	}
	return batches;
}
