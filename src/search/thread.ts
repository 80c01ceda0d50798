import { parentPort, workerData } from "node:worker_threads";
import { textPieces } from "../formula/text.ts";
import { marked } from "./card.ts";
import { type Searched, writeEntries } from "./write.ts";

// Runs in a thread of its own: pages are rendered in the main one meanwhile.
const { entries, filters, formulas, units, folder }: Searched & { folder: string } = workerData;
const cut = textPieces(formulas, units);
const set = (text: string) => {
	const pieces = cut(text);
	return pieces === undefined ? text : marked(pieces);
};
await writeEntries(entries, filters, set, folder);
parentPort?.close();
