import { type CSL, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { parsers } from "@citation-js/plugin-doi";
import "@citation-js/plugin-csl";
import { type Citeproc, lighter } from "./engine.ts";
import { characters, composed, silent, wrappers } from "./latex.ts";

// The only module that knows citation-js, whose state is global. What is wrong in a library is found by
// read/bibtex.ts, with places.

/** A work in CSL-JSON. */
export type CslItem = CSL;

/** An entry of a library, as far as its values go: fields without outer braces, `@string`s replaced. */
export interface EntryValues {
	key: string;
	type: string;
	fields: ReadonlyMap<string, { text: string }>;
}

/** The fields that say something a style can print, or that another field depends on; the rest is for programs. */
const printed = new Set(
	`addendum address archiveprefix author bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter crossref date
	day doi edition editor eid entrysubtype eprint eprinttype eventdate eventtitle eventtitleaddon howpublished institution isan
	isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journal journalsubtitle journaltitle journaltitleaddon
	langid language library location mainsubtitle maintitle maintitleaddon month note number numpages organization origdate
	origlocation origpublisher origtitle pages pagetotal part pmcid pmid publisher pubstate school series shortjournal shortseries
	shorttitle subtitle title titleaddon translator type url urldate venue version volume volumes year`.split(/\s+/),
);

/**
 * Works in CSL-JSON, in the order of the entries, each with what its `crossref` hands down. The BibLaTeX reading is
 * forced, since the BibTeX one loses `date` and `journaltitle`. Throws where a value cannot be understood.
 */
export function worksOf(entries: readonly EntryValues[]): CslItem[] {
	if (entries.length === 0) return [];
	const list = entries.map(({ key, type, fields }) => ({ type, label: key, properties: propertiesOf(fields) }));
	const works: CslItem[] = plugins.input.chain(list, {
		forceType: "@biblatex/entries+list",
		generateGraph: false,
		maxChainLength: 10,
		strict: true,
		target: "@csl/list+object",
	});
	return works.map((work) => withPlainDoi(withoutOthers(composedWork(work))));
}

function propertiesOf(fields: EntryValues["fields"]): Record<string, string> {
	const properties = Object.fromEntries([...fields].flatMap(([name, { text }]) => (printed.has(name) ? [[name, text]] : [])));
	for (const name of ["doi", "url"]) if (properties[name] !== undefined) properties[name] = plainAddress(properties[name]);
	const { year, date, eprint, eprinttype, archiveprefix, doi, url } = properties;
	// Some programs write a whole date as the year.
	if (date === undefined && year !== undefined && /^\d{4}[-/]\d/.test(year)) {
		delete properties.year;
		properties.date = year;
	}
	if (eprint !== undefined && /^arxiv$/i.test(eprinttype ?? archiveprefix ?? "") && doi === undefined && url === undefined)
		properties.url = `https://arxiv.org/abs/${eprint.replace(/^arxiv:/i, "")}`;
	return properties;
}

const { constants } = plugins.config.get("@bibtex");
Object.assign(constants.commands, characters);
for (const name of wrappers) constants.argumentCommands[name] = (text: string) => text;
for (const name of silent) constants.argumentCommands[name] = (_text: string) => "";

/** The keys by which BibLaTeX names kinds of theses and reports, as a reader has them. */
const genres: Record<string, string> = {
	bathesis: "Bachelor’s thesis",
	mathesis: "Master’s thesis",
	phdthesis: "PhD thesis",
	candthesis: "Candidate thesis",
	techreport: "technical report",
	resreport: "research report",
};

/** A work with its characters put together; what BibLaTeX takes for a list (a publisher "John Wiley and Sons") is one text. */
function composedWork(work: CslItem): CslItem {
	return JSON.parse(JSON.stringify(work), (key, value: unknown) => {
		if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string")) return value.join(" and ");
		if (typeof value !== "string") return value;
		if (key === "genre") return genres[value] ?? value;
		if (key === "page") return value.replaceAll(/\s*[–—]+\s*/g, "-");
		return composed(value);
	});
}

/** Some programs write LaTeX in a DOI or an address ("{\_}"), where it has no place, or several addresses in one field. */
function plainAddress(text: string): string {
	// Dashes that the reader of BibTeX has made of hyphens are hyphens again: an address holds no other.
	const plain = text
		.replace(/\{?\\([_%&#~$])\}?/g, "$1")
		.replaceAll("—", "---")
		.replaceAll("–", "--")
		.trim();
	return /^(?:https?:\/\/\S+\s+)+https?:\/\/\S+$/.test(plain) ? plain.replace(/\s[\s\S]*/, "") : plain;
}

/** People paste a DOI as an address, too. */
function withPlainDoi(work: CslItem): CslItem {
	return work.DOI === undefined ? work : { ...work, DOI: work.DOI.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)\s*/i, "").trim() };
}

/** citation-js makes a person of `and others`. The style prints "et al." for a work that has a contributor. */
function withoutOthers(work: CslItem): CslItem {
	const last = work.author?.at(-1);
	if (last?.family !== "others" || last.given !== undefined) return work;
	return { ...work, author: work.author?.slice(0, -1) ?? [], contributor: [last] };
}

/** For a style that does not, "others" stands at the end of the names: that a list goes on is never lost. */
function withOthers({ contributor, ...work }: CslItem): CslItem {
	return contributor === undefined ? work : { ...work, author: [...(work.author ?? []), { literal: "others" }] };
}

/** The names of the styles that come with citation-js. */
export function libraryStyles(): string[] {
	return plugins.config.get("@csl").styles.list();
}

/**
 * The work of a registry's answer to a DOI, as the DOI plugin reads it. The plugin would ask doi.org
 * itself, but wait for an answer without end: so it is handed in. What is in it comes from outside and may be
 * anything; nothing comes back where it is no work.
 */
export function workOfAnswer(answer: object): unknown {
	return plugins.input.chain(parsers.json.parse(answer), {
		forceType: "@csl/object",
		generateGraph: false,
		maxChainLength: 10,
		strict: false,
		target: "@csl/list+object",
	})[0];
}

let engines = 0;

/** A work's id in an engine. citeproc keeps works in plain objects, where a key "constructor" would be there already. */
export function engineId(key: string): string {
	return `@${key}`;
}

/** How a style leads from the text to the list: by numbers, by labels, or by names and years. */
export type StyleKind = "numeric" | "label" | "author-date";

function kindOf(xml: string): StyleKind {
	const declared = /citation-format="(numeric|label|author-date)"/.exec(xml)?.[1];
	if (declared === "numeric" || declared === "label") return declared;
	if (declared !== undefined) return "author-date";
	const layout = /<citation\b[\s\S]*?<\/citation>/.exec(xml)?.[0] ?? "";
	return /<text variable="citation-number"/.test(layout)
		? "numeric"
		: /<text variable="citation-label"/.test(layout)
			? "label"
			: "author-date";
}

/**
 * A citeproc engine over some works, giving HTML, and what kind its style is of; the style is one that comes with the
 * library, or one's own as XML. Throws where the style cannot be used.
 */
export function engineFor(
	works: CslItem[],
	style: { name: string; xml?: string },
	language: string,
): { engine: Citeproc; kind: StyleKind } {
	const { styles, locales, engine } = plugins.config.get("@csl");
	const xml = style.xml ?? styles.get(style.name);
	const kind = kindOf(xml);
	// citation-js keeps one engine for each name and hands it new works: under a name of its own it stays whole.
	engines += 1;
	const name = `${style.name}#${engines}`;
	// A number or label stands apart from its entry, whatever the style says: it is set in the margin.
	styles.add(
		name,
		kind === "author-date" ? xml : xml.replace(/<bibliography\b(?![^>]*second-field-align)/, '<bibliography second-field-align="flush"'),
	);
	const contributor = xml.indexOf('variable="contributor"');
	const knowsOthers = contributor >= 0 && xml.includes('term="and others"', contributor);
	const items = (knowsOthers ? works : works.map(withOthers)).map((work) => ({ ...work, id: engineId(String(work.id)) }));
	const locale = locales.has(language)
		? language
		: (locales.list().find((one: string) => one.split("-")[0] === language.split("-")[0]) ?? "en-US");
	return { engine: lighter(engine(items, name, locale, "html"), xml), kind };
}
