import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Views } from "../derive/derive.ts";
import { textPieces } from "../formula/text.ts";
import { marked } from "./card.ts";
import { type Filter, searchEntries, searchFilters } from "./entries.ts";
import type { SearchEntry } from "./entry.ts";
import { fragmentFile, writeIndex } from "./pagefind.ts";
import { tokensOf } from "./tokens.ts";
import { wordLists } from "./words.ts";

/** What searching a site is made from: plain data, that another thread can take over. */
export interface Searched {
	entries: SearchEntry[];
	filters: Filter[];
	formulas: Views["formulas"];
	units: Views["units"];
	/** Files of entries that are there already, by their paths in the index's folder. */
	there: ReadonlySet<string>;
}

/**
 * Writes all that searching a site needs into a folder, in a thread of its own; but for files of entries that are `there`
 * already, which are named by what they hold. Gives the files of all entries. Throws what is thrown in the thread.
 */
export async function writeSearch(views: Views, folder: string, there: ReadonlySet<string>): Promise<string[]> {
	const { formulas, units } = views;
	const searched: Searched = { entries: searchEntries(views), filters: searchFilters(views), formulas, units, there };
	const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: { ...searched, folder } });
	let written: string[] = [];
	thread.on("message", (files: string[]) => {
		written = files;
	});
	await once(thread, "exit");
	return written;
}

/** Writes the index, the lists of words and the filters of some entries: what that thread does. Gives the files of the entries. */
export async function writeEntries({ entries, filters, formulas, units, there }: Searched, folder: string): Promise<string[]> {
	const cut = textPieces(formulas, units);
	const set = (text: string) => {
		const pieces = cut(text);
		return pieces === undefined ? text : marked(pieces);
	};
	const names = await writeIndex(
		entries.map((entry) => ({
			to: entry.to,
			kind: entry.statement ? "statement" : entry.kind,
			tokens: tokensOf(entry),
			card: {
				kind: entry.kind,
				label: entry.label,
				title: set(entry.title),
				parts: entry.parts.map(({ anchor, text }) => ({ anchor, text: set(text) })),
				figures: entry.figures,
			},
		})),
		folder,
		there,
	);
	await writeFile(join(folder, "filters.json"), JSON.stringify(filterLists(entries, filters, names, set)));
	await mkdir(join(folder, "words"), { recursive: true });
	for (const [letter, list] of wordLists(entries)) await writeFile(join(folder, `words/${letter}.txt`), list);
	return [...names.values()].map(fragmentFile);
}

/** What filters.json holds: Pagefind's names of the entries, and for each value which of them have it, as steps from one to the next. */
export interface FilterLists {
	entries: string[];
	filters: { id: string; label: string; values: { id: string; label: string; steps: number[] }[] }[];
}

function filterLists(
	entries: readonly SearchEntry[],
	filters: readonly Filter[],
	names: ReadonlyMap<string, string>,
	set: (text: string) => string,
): FilterLists {
	const having = new Map(filters.map(({ id }) => [id, new Map<string, number[]>()]));
	for (const [index, entry] of entries.entries())
		for (const [id, values] of Object.entries(entry.filters))
			for (const value of values) {
				const list = having.get(id)?.get(value);
				if (list === undefined) having.get(id)?.set(value, [index]);
				else list.push(index);
			}
	return {
		entries: entries.map(({ to }) => (names.get(to) ?? "").replace(/^und_/, "")),
		filters: filters
			.map(({ id, label, labels }) => ({
				id,
				label,
				values: [...(having.get(id) ?? [])].map(([value, list]) => ({
					id: value,
					label: set(labels.get(value) ?? value),
					steps: list.map((entry, at) => entry - (list[at - 1] ?? 0)),
				})),
			}))
			.filter(({ values }) => values.length > 0),
	};
}
