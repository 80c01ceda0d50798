import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Views } from "../derive/derive.ts";
import { cardFile } from "./card.ts";
import { type Filter, searchEntries, searchFilters } from "./entries.ts";
import type { SearchEntry } from "./entry.ts";
import { type Indexed, writeIndex } from "./pagefind.ts";
import { Preparation } from "./prepared.ts";
import { WordLists } from "./words.ts";

/** What searching a site is made from: plain data, that another thread can take over. */
export interface Searched {
	entries: SearchEntry[];
	filters: Filter[];
	formulas: Views["formulas"];
	units: Views["units"];
}

/** Where the index is written, and what is there already. */
export interface Place {
	folder: string;
	/** A folder that keeps what entries give from one build to the next. */
	cache: string;
	/** Files of cards that are there already, by their paths in the index's folder: they are named by what they hold. */
	there: ReadonlySet<string>;
}

/** Writes all that searching a site needs, in a thread of its own. Gives the files of all cards. Throws what is thrown in the thread. */
export async function writeSearch(views: Views, place: Place): Promise<string[]> {
	const { formulas, units } = views;
	const searched: Searched = { entries: searchEntries(views), filters: searchFilters(views), formulas, units };
	const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: { searched, place } });
	let written: string[] = [];
	thread.on("message", (files: string[]) => {
		written = files;
	});
	await once(thread, "exit");
	return written;
}

/** Writes the index, the lists of words and the filters of some entries: what that thread does. Gives the files of their cards. */
export async function writeEntries(searched: Searched, { folder, cache, there }: Place): Promise<string[]> {
	const { entries, filters } = searched;
	const [preparation, words] = [new Preparation(searched, cache), new WordLists()];
	const indexed = function* (): Iterable<Indexed> {
		for (const entry of entries) {
			const prepared = preparation.prepare(entry);
			words.add(prepared.words);
			yield { ...prepared, to: entry.to, kind: entry.statement ? "statement" : entry.kind };
		}
	};
	const names = await writeIndex(indexed(), folder);
	preparation.save(names);
	await writeFile(join(folder, "filters.json"), JSON.stringify(filterLists(entries, filters, names, preparation.set)));
	for (const part of ["words", "cards"]) await mkdir(join(folder, part), { recursive: true });
	for (const [letter, list] of words.files()) await writeFile(join(folder, `words/${letter}.txt`), list);
	const cards = new Map([...names].map(([to, name]) => [cardFile(name), to]));
	// One write after another costs a third of what promises cost, and nothing else waits in this thread.
	for (const [file, to] of cards)
		if (!there.has(file)) writeFileSync(join(folder, file), `{"to":${JSON.stringify(to)},"card":${preparation.card(to)}}`);
	return [...cards.keys()];
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
		entries: entries.map(({ to }) => names.get(to) ?? ""),
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
