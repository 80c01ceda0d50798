import type { References } from "../cite/references.ts";
import { narrativeNames } from "../cite/references.ts";
import type { KnowledgeBase, Work } from "../model/types.ts";
import { type Mark, markOf } from "./citing.ts";
import { recordPath, referencePath } from "./paths.ts";

/** A place on the site that uses a work. */
export interface UseOfWork {
	/** The page or record. */
	title: string;
	/** Its address with the anchor. */
	to: string;
	/** The sentence, table or value. */
	text: string;
}

export interface LibraryEntry {
	key: string;
	path: string;
	mark: Mark;
	html: string;
	/** First author and year, as a heading: "Chiku et al. 2024". */
	short: string;
	title: string | undefined;
	authors: string[];
	journal: string | undefined;
	year: string;
	doi: string | undefined;
	/** A safe web address, where it has no DOI. */
	url: string | undefined;
	/** Where to look a work without DOI up. */
	crossref: string | undefined;
	bibtex: string;
	/** Its numbers in other works' lists, and how it is printed there. */
	elsewhere: { key: string; short: string; numbers: string[]; printed: string | undefined }[];
	uses: UseOfWork[];
	/** Records whose study it is. */
	records: { name: string; to: string }[];
}

/** A page with its citations and what each supports. */
export interface CitingPage {
	title: string;
	path: string;
	cited: readonly { keys: readonly string[]; anchor: string; text: string }[];
}

/** The whole library, each work with everything that uses it. */
export function libraryView(kb: KnowledgeBase, references: References, citing: readonly CitingPage[]): LibraryEntry[] {
	const uses = new Map<string, UseOfWork[]>();
	for (const { title, path, cited } of citing) {
		for (const { keys, anchor, text } of cited)
			for (const key of keys) uses.set(key, [...(uses.get(key) ?? []), { title, to: `${path}#${anchor}`, text }]);
	}
	return references.keys.flatMap((key) => {
		const work = kb.works.get(key);
		return work === undefined ? [] : [entryView(work, kb, references, uses.get(key) ?? [])];
	});
}

function entryView(work: Work, kb: KnowledgeBase, references: References, uses: UseOfWork[]): LibraryEntry {
	const { csl, key } = work;
	const elsewhere = [...new Set([...work.numbered.keys(), ...work.printed.keys()])].map((other) => ({
		key: other,
		short: kb.works.has(other) ? shortName(kb.works.get(other)) : other,
		numbers: work.numbered.get(other) ?? [],
		printed: work.printed.get(other),
	}));
	return {
		key,
		path: referencePath(key),
		mark: markOf(key, references),
		html: references.entry(key),
		short: shortName(work),
		title: csl.title,
		authors: (csl.author ?? []).map(
			(person) => person.literal ?? [person.given, person["non-dropping-particle"], person.family].filter(Boolean).join(" "),
		),
		journal: csl["container-title"],
		year: yearOf(work),
		doi: csl.DOI === undefined || !/^10\.\d{4,9}\/\S+$/.test(csl.DOI) ? undefined : csl.DOI,
		url: csl.URL !== undefined && /^https?:\/\//i.test(csl.URL) ? csl.URL : undefined,
		crossref: csl.DOI === undefined ? crossref(work) : undefined,
		bibtex: work.bibtex.text,
		elsewhere,
		uses,
		records: [...kb.records.values()].filter(({ study }) => study === key).map(({ id, name }) => ({ name, to: recordPath(id, kb) })),
	};
}

export function yearOf({ csl }: Work): string {
	return String(csl.issued?.["date-parts"]?.[0]?.[0] ?? "");
}

/** A work as a heading or in a line: "Chiku et al. 2024". */
export function shortName(work: Work | undefined): string {
	return work === undefined ? "" : [narrativeNames(work.csl), yearOf(work)].filter(Boolean).join(" ");
}

/** A search at Crossref by journal, volume and page: what a work without DOI can be found by. */
function crossref({ csl }: Work): string | undefined {
	const words = [csl.author?.[0]?.family, csl["container-title"], csl.volume, csl.page, csl.issued?.["date-parts"]?.[0]?.[0]].filter(
		(word) => word !== undefined && word !== "",
	);
	if (words.length < 2) return undefined;
	return `https://search.crossref.org/search/works?from_ui=yes&q=${encodeURIComponent(words.join(" "))}`;
}
