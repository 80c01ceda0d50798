import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { learnMaths } from "../maths/maths.ts";
import { type Made, parseBatches, type Work } from "./batches.ts";
import { isPage } from "./plain.ts";
import type { Source } from "./source.ts";

/** How many characters are worth a thread: until it has started and is as fast as one that has run for a while, a million could be parsed. */
const perThread = 2_000_000;
/** Each thread has all texts. */
const most = 16;
/** How many characters a thread takes at once. */
const perBatch = 50_000;

/** In how many threads some files are best parsed: in this one alone, where they are few. */
export function threadsFor(sources: readonly Source[]): number {
	const length = sources.reduce((sum, { text }) => sum + text.length, 0);
	return Math.max(1, Math.min(availableParallelism(), Math.floor(length / perThread), most));
}

/**
 * Parses files in so many threads, this one among them. Gives what each gave as JSON, by file; nothing for one that has
 * problems, nor for one at which a thread failed: parsing it here tells them.
 */
export async function parseAll(sources: readonly Source[], threads: number): Promise<Map<string, string>> {
	const batches = [...batchesOf(sources.filter(({ file }) => isPage(file))), ...batchesOf(sources.filter(({ file }) => !isPage(file)))];
	const work: Work = { batches, taken: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) };
	const parsed = new Map<string, string>();
	const take = (made: Made) => {
		for (const [file, json] of made.parsed) parsed.set(file, json);
		learnMaths(made.maths);
	};
	const here = async () => {
		for await (const made of parseBatches(work, "front")) take(made);
	};
	const elsewhere = () =>
		new Promise((resolve) => {
			const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: work });
			thread.on("message", take);
			thread.on("error", resolve);
			thread.on("exit", resolve);
		});
	await Promise.all([...Array.from({ length: threads - 1 }, elsewhere), here().catch(() => {})]);
	return parsed;
}

function batchesOf(sources: readonly Source[]): Work["batches"] {
	const batches: Work["batches"] = [];
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
