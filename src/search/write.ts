import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Views } from "../derive/derive.ts";
import { textPieces } from "../formula/text.ts";
import { marked } from "./card.ts";
import { type Filter, searchEntries, searchFilters } from "./entries.ts";
import type { SearchEntry } from "./entry.ts";
import { writeIndex } from "./pagefind.ts";
import { tokensOf } from "./tokens.ts";
import { wordLists } from "./words.ts";

/** What searching a site is made from: plain data, that another thread can take over. */
export interface Searched {
	entries: SearchEntry[];
	filters: Filter[];
	formulas: Views["formulas"];
	units: Views["units"];
}

/** Writes all that searching a site needs into a folder, in a thread of its own. Throws what is thrown there. */
export async function writeSearch(views: Views, folder: string): Promise<void> {
	const { formulas, units } = views;
	const searched: Searched = { entries: searchEntries(views), filters: searchFilters(views), formulas, units };
	const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: { ...searched, folder } });
	await once(thread, "exit");
}

/** Writes the index, the lists of words and the filters of some entries: what that thread does. */
export async function writeEntries({ entries, filters, formulas, units }: Searched, folder: string): Promise<void> {
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
	);
	await writeFile(join(folder, "filters.json"), JSON.stringify(filterLists(entries, filters, names, set)));
	await mkdir(join(folder, "words"), { recursive: true });
	for (const [letter, list] of wordLists(entries)) await writeFile(join(folder, `words/${letter}.txt`), list);
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
