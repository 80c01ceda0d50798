import { type Maths, mathsDone } from "../maths/maths.ts";
import { parsePlain } from "./plain.ts";

/** Files to be parsed, in batches; each is taken by one thread. */
export interface Work {
	batches: { file: string; text: string }[][];
	/** In memory that all threads share: how many batches are taken, and how many of them from the end. */
	taken: Int32Array<SharedArrayBuffer>;
}

/** What a batch gave: JSON by file, of those that parsed; and formulas that were set for it. */
export interface Made {
	parsed: [file: string, json: string][];
	maths: [id: string, maths: Maths][];
}

/**
 * Parses batch by batch until none is left. One thread takes from the front and the others from the end, since a parser
 * that a thread has not used yet takes long at first: so one that is needed at one end only is not used everywhere.
 */
export async function* parseBatches({ batches, taken }: Work, end: "front" | "back"): AsyncGenerator<Made> {
	let told = mathsDone().size;
	for (let own = 0; Atomics.add(taken, 0, 1) < batches.length; own++) {
		const parsed: Made["parsed"] = [];
		for (const { file, text } of batches.at(end === "front" ? own : -1 - Atomics.add(taken, 1, 1)) ?? []) {
			const json = await parsePlain(file, text);
			if (json !== undefined) parsed.push([file, json]);
		}
		yield { parsed, maths: [...mathsDone()].slice(told) };
		told = mathsDone().size;
	}
}
