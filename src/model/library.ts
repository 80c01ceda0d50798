import { type CslItem, isBundledStyle, worksOf } from "../cite/citation-js.ts";
import { formatReferences } from "../cite/references.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { BibtexEntry, BibtexFile } from "../read/bibtex.ts";
import type { Source } from "../read/source.ts";
import { entryTypes } from "../schema/reference.ts";
import type { Work } from "./types.ts";

/** Reads the library: entries with places, values through citation-js. What is doubled or unknown becomes a problem. */
export function readLibrary(files: readonly BibtexFile[], problems: Problems): Map<string, Work> {
	const works = new Map<string, Work>();
	const first = new Map<string, BibtexEntry>();
	for (const file of files) {
		const usable: BibtexEntry[] = [];
		for (const entry of file.entries) {
			if (!entryTypes.has(entry.type)) {
				problems.add(
					"unknown-entry-type",
					file.source.place(file.source.text.indexOf(entry.text)),
					`@${entry.type} is not a type of entry.${suggestion(entry.type, entryTypes)}`,
				);
				problems.unread("work", entry.key);
				continue;
			}
			const same = first.get(entry.key);
			if (same !== undefined) {
				problems.add(
					"duplicate-key",
					entry.place,
					`The key "${entry.key}" is already used in ${spot(same.place)}. Rename or remove one of them.`,
				);
				continue;
			}
			first.set(entry.key, entry);
			usable.push(entry);
		}
		const values = valuesOf(file, usable, problems);
		for (const entry of usable) {
			const csl = values.get(entry.key);
			if (csl === undefined) {
				problems.unread("work", entry.key);
				continue;
			}
			const url = entry.fields.get("url");
			if (csl.URL !== undefined && !/^https?:\/\//i.test(csl.URL))
				problems.add(
					"unsafe-link",
					url?.place ?? entry.place,
					`"${csl.URL}" is not allowed: a work's address begins with http:// or https://.`,
				);
			works.set(entry.key, {
				key: entry.key,
				csl,
				bibtex: entry,
				numbered: keyed(entry, "numbered", (text) => text.split(/\s*,\s*/)),
				printed: keyed(entry, "printed", (text) => text),
			});
		}
	}
	findDoubles([...works.values()], problems);
	return works;
}

function spot({ file, line }: Place): string {
	return `${file}:${line}`;
}

/** citation-js reads the whole file at once; only where that fails is it asked entry by entry. */
function valuesOf(file: BibtexFile, entries: readonly BibtexEntry[], problems: Problems): Map<string, CslItem> {
	const strings = file.strings.join("\n");
	const read = (some: readonly BibtexEntry[]) => worksOf(`${strings}\n${some.map(({ text }) => text).join("\n\n")}`);
	const values = new Map<string, CslItem>();
	const keep = (items: CslItem[]) => {
		for (const item of items) values.set(String(item.id), item);
	};
	try {
		if (entries.length > 0) keep(read(entries));
	} catch {
		// The entries that are at fault are found below.
	}
	for (const entry of entries) {
		if (values.has(entry.key)) continue;
		let why = "its key cannot be used";
		try {
			keep(read([entry]));
		} catch (error) {
			why = error instanceof Error ? error.message : String(error);
		}
		if (!values.has(entry.key)) problems.add("bibtex-syntax", entry.place, `The entry "${entry.key}" cannot be understood: ${why}.`);
	}
	return values;
}

/** A field that says something for each of several works: `{deng2025: 73, 75; other2020: 4}`. */
function keyed<T>(entry: BibtexEntry, field: string, read: (text: string) => T): Map<string, T> {
	const text = entry.fields.get(field)?.text ?? "";
	return new Map(
		text.split(/;\s*(?=[\w:-]+:)/).flatMap((part) => {
			const [, key, value] = /^([\w-]+):([\s\S]*)$/.exec(part.trim()) ?? [];
			return key === undefined || value === undefined ? [] : [[key, read(value.replace(/\s+/g, " ").trim())] as const];
		}),
	);
}

/** The same DOI; the same journal, volume and page; the same first author, year and title: each is one work twice. */
function findDoubles(works: readonly Work[], problems: Problems): void {
	const seen = { doi: new Map<string, Work>(), place: new Map<string, Work>(), title: new Map<string, Work>() };
	for (const work of works) {
		const { csl, bibtex, key } = work;
		const doi = csl.DOI?.toLowerCase();
		const sameDoi = doi === undefined ? undefined : seen.doi.get(doi);
		if (doi !== undefined && sameDoi !== undefined) {
			problems.add(
				"duplicate-doi",
				bibtex.fields.get("doi")?.place ?? bibtex.place,
				`"${key}" has the DOI of "${sameDoi.key}" (${spot(sameDoi.bibtex.place)}). Keep one entry for a work.`,
			);
			continue;
		}
		if (doi !== undefined) seen.doi.set(doi, work);
		const where =
			csl["container-title"] !== undefined && csl.volume !== undefined && csl.page !== undefined
				? fold(`${csl["container-title"]} ${csl.volume} ${csl.page}`)
				: undefined;
		const [author, year] = [csl.author?.[0]?.family, csl.issued?.["date-parts"]?.[0]?.[0]];
		const title =
			author !== undefined && year !== undefined && csl.title !== undefined ? fold(`${author} ${year} ${csl.title}`) : undefined;
		const same = (where === undefined ? undefined : seen.place.get(where)) ?? (title === undefined ? undefined : seen.title.get(title));
		if (same !== undefined) {
			const why = where !== undefined && seen.place.get(where) === same ? "journal, volume and page" : "author, year and title";
			problems.add(
				"duplicate-work",
				bibtex.place,
				`"${key}" is the same work as "${same.key}" (${spot(same.bibtex.place)}): the same ${why}. Keep one entry for a work.`,
			);
		}
		if (where !== undefined && !seen.place.has(where)) seen.place.set(where, work);
		if (title !== undefined && !seen.title.has(title)) seen.title.set(title, work);
	}
}

function fold(text: string): string {
	return text
		.toLowerCase()
		.normalize("NFD")
		.replace(/<[^<>]*>|[^\p{L}\p{N} ]/gu, "")
		.replace(/\s+/g, " ")
		.trim();
}

/** Finds the citation style that site.yaml names and tries it; a style that cannot be used becomes a problem. */
export function readStyle(
	name: string,
	styles: ReadonlyMap<string, Source>,
	place: Place,
	problems: Problems,
): { name: string; xml?: string } | undefined {
	const own = styles.get(name);
	if (own === undefined) {
		if (isBundledStyle(name)) return { name };
		problems.add(
			"unknown-style",
			place,
			`There is no references/${name}.csl.${suggestion(name, [...styles.keys(), "apa", "vancouver", "harvard1"])}`,
		);
		return undefined;
	}
	const invalid = (why: string) => problems.add("style-invalid", own.place(0), `The style cannot be used: ${why}.`);
	if (/<style\b[^>]*\bclass="note"/.test(own.text)) {
		invalid("it puts citations into notes, and pages here have none. Use a style with class in-text");
		return undefined;
	}
	try {
		const sample: CslItem = { id: "sample", type: "article-journal", title: "Title" };
		formatReferences([sample], { name, xml: own.text }, "en-GB").citation([{ key: "sample", offset: 0 }]);
		return { name, xml: own.text };
	} catch (error) {
		invalid(error instanceof Error ? error.message : String(error));
		return undefined;
	}
}
