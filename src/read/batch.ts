import { type Maths, mathsDone } from "../maths/maths.ts";
import { parsePlain } from "./plain.ts";

/** Files that a thread parses at once. */
export type Batch = { file: string; text: string }[];

/** What a batch gave: JSON by file, of those that parsed; and formulas that were set for it. */
export interface Made {
	parsed: [file: string, json: string][];
	maths: [id: string, maths: Maths][];
}

/** Parses a batch. */
export async function parseBatch(batch: Batch): Promise<Made> {
	const before = mathsDone().size;
	const parsed: Made["parsed"] = [];
	for (const { file, text } of batch) {
		const json = await parsePlain(file, text);
		if (json !== undefined) parsed.push([file, json]);
	}
	return { parsed, maths: [...mathsDone()].slice(before) };
}
