import { bibtexFile } from "../cite/export/bibtex.ts";
import { dateOf, doiOf, plain, webAddress } from "../cite/export/fields.ts";
import { highwire, highwireReference, type Tag } from "../cite/export/highwire.ts";
import { contextObject } from "../cite/export/openurl.ts";
import { ris } from "../cite/export/ris.ts";
import { type Linked, linkedReference, linkedWork } from "../cite/export/schema.ts";
import type { References } from "../cite/references.ts";
import { narrativeNames } from "../cite/references.ts";
import type { KnowledgeBase, Work } from "../model/types.ts";
import { type KindOfPlace, type Mark, markOf, type ReferenceView } from "./citing.ts";
import type { DisagreementView } from "./disagreements.ts";
import { type Misprint, misprintsOf } from "./misprints.ts";
import { fullAddress, recordPath, referencePath } from "./paths.ts";
import { type AllPlaces, allPlaces } from "./places.ts";
import type { CitingPage } from "./uses.ts";

/** A place on the site that uses a work. */
export interface UseOfWork {
	kind: KindOfPlace;
	/** The page or record. */
	title: string;
	/** Its address with the anchor. */
	to: string;
	/** The sentence, table or value. */
	text: string;
}

/** A work in the list of another one. */
export interface Elsewhere {
	key: string;
	short: string;
	/** Its numbers there. */
	numbers: string[];
	/** How it is printed there. */
	printed: string | undefined;
	/** Places there that cite it under another work's number. */
	wrong: Misprint[];
	/** Works that are cited there, wrongly, under its number. */
	confused: { short: string; to: string; number: string }[];
}

export interface LibraryEntry {
	key: string;
	path: string;
	mark: Mark;
	/** Its place in the list of all, from 1. */
	order: number;
	html: string;
	/** First author and year, as a heading: "Chiku et al. 2024". */
	short: string;
	title: string | undefined;
	authors: string[];
	/** What it is sorted by among authors. */
	firstAuthor: string;
	journal: string | undefined;
	year: string;
	doi: string | undefined;
	/** A safe web address, where it has no DOI. */
	url: string | undefined;
	/** Where to look a work without DOI up. */
	crossref: string | undefined;
	/** As files; what its entry takes fields from is with it. */
	bibtex: string;
	ris: string;
	/** What machines read on its page, and in a page's list of references. */
	machines: { tags: Tag[]; reference: string; contextObject: string; linked: Linked; linkedReference: Linked };
	elsewhere: Elsewhere[];
	uses: UseOfWork[];
	/** Disagreements about the work itself. */
	disagreements: { what: string; shown: string; to: string }[];
	/** Records whose study it is. */
	records: { name: string; to: string }[];
	/** All places that have to do with it, where they are too many for its page. */
	all: AllPlaces | undefined;
}

/** The whole library, each work with everything that uses it. */
export function libraryView(
	kb: KnowledgeBase,
	references: References,
	citing: readonly CitingPage[],
	disagreements: readonly DisagreementView[],
): LibraryEntry[] {
	const uses = new Map<string, UseOfWork[]>();
	for (const { title, path, cited } of citing) {
		for (const { kind, keys, anchor, text } of cited)
			for (const key of keys) {
				const list = uses.get(key) ?? [];
				list.push({ kind, title, to: `${path}#${anchor}`, text });
				uses.set(key, list);
			}
	}
	const about = Map.groupBy(
		disagreements.flatMap((one) => one.about.map(({ to }) => ({ one, to }))),
		({ to }) => to,
	);
	const misprints = misprintsOf(kb);
	const records = Map.groupBy(kb.records.values(), ({ study }) => study);
	return references.keys.flatMap((key) => {
		const work = kb.works.get(key);
		if (work === undefined) return [];
		const path = referencePath(key);
		const places = {
			elsewhere: elsewhere(work, misprints, kb),
			uses: uses.get(key) ?? [],
			disagreements: (about.get(path) ?? []).map(({ one: { what, shown, to } }) => ({ what, shown, to })),
		};
		return [
			{
				...entryView(work, kb, references),
				path,
				...places,
				records: (records.get(key) ?? []).map(({ id, name }) => ({ name, to: recordPath(id, kb) })),
				all: allPlaces(key, places),
			},
		];
	});
}

function entryView(
	work: Work,
	kb: KnowledgeBase,
	references: References,
): Omit<LibraryEntry, "path" | "elsewhere" | "uses" | "disagreements" | "records" | "all"> {
	const { csl, key } = work;
	const doi = doiOf(csl);
	const id = `${fullAddress(referencePath(key), kb)}#work`;
	return {
		key,
		mark: markOf(key, references),
		order: references.number(key),
		html: references.entry(key),
		short: shortName(work),
		title: csl.title === undefined ? undefined : plain(csl.title),
		authors: (csl.author ?? []).map(
			(person) => person.literal ?? [person.given, person["non-dropping-particle"], person.family].filter(Boolean).join(" "),
		),
		firstAuthor: csl.author?.[0]?.family ?? csl.author?.[0]?.literal ?? csl.editor?.[0]?.family ?? csl.title ?? key,
		journal: csl["container-title"],
		year: yearOf(work),
		doi,
		url: doi === undefined ? webAddress(csl) : undefined,
		crossref: csl.DOI === undefined ? crossref(work) : undefined,
		bibtex: bibtexFile([work.bibtex], kb.works),
		ris: ris(csl),
		machines: {
			tags: highwire(csl),
			reference: highwireReference(csl),
			contextObject: contextObject(csl),
			linked: linkedWork(csl, id),
			linkedReference: linkedReference(csl, id),
		},
	};
}

/** A page's list of references as a BibTeX file. */
export function bibliography(listed: readonly ReferenceView[], kb: KnowledgeBase): string {
	return bibtexFile(
		listed.flatMap(({ key }) => kb.works.get(key)?.bibtex ?? []),
		kb.works,
	);
}

/** What other works print about this one: its numbers in their lists, and where they cite another one's. */
function elsewhere(work: Work, misprints: ReadonlyMap<string, Misprint[]>, kb: KnowledgeBase): Elsewhere[] {
	const wrong = Map.groupBy(misprints.get(work.key) ?? [], ({ document }) => document);
	return [...new Set([...work.numbered.keys(), ...work.printed.keys(), ...wrong.keys()])].map((document) => {
		const numbers = work.numbered.get(document) ?? [];
		const confused = [...misprints].flatMap(([study, found]) => {
			const number = found.find((one) => one.document === document && numbers.includes(one.number))?.number;
			return number === undefined || study === work.key
				? []
				: [{ short: shortName(kb.works.get(study)), to: referencePath(study), number }];
		});
		return {
			key: document,
			short: kb.works.has(document) ? shortName(kb.works.get(document)) : document,
			numbers,
			printed: work.printed.get(document),
			wrong: wrong.get(document) ?? [],
			confused,
		};
	});
}

export function yearOf({ csl }: Work): string {
	return dateOf(csl)[0] ?? "";
}

/** A work as a heading or in a line: "Chiku et al. 2024". */
export function shortName(work: Work | undefined): string {
	return work === undefined ? "" : [plain(narrativeNames(work.csl)), yearOf(work)].filter(Boolean).join(" ");
}

/** A search at Crossref by journal, volume and page: what a work without DOI can be found by. */
function crossref({ csl }: Work): string | undefined {
	const words = [csl.author?.[0]?.family, csl["container-title"], csl.volume, csl.page, dateOf(csl)[0]].filter(
		(word) => word !== undefined && word !== "",
	);
	if (words.length < 2) return undefined;
	return `https://search.crossref.org/search/works?from_ui=yes&q=${encodeURIComponent(words.join(" "))}`;
}
