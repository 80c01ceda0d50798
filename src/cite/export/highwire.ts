import type { CslItem } from "../citation-js.ts";
import { dateOf, doiOf, inverted, pagesOf, plain, webAddress } from "./fields.ts";
import { kindOf } from "./kinds.ts";

/** A <meta> element of a page's head. */
export type Tag = [name: string, content: string];

/** A work as Highwire's `citation_*` tags, which Google Scholar and reference managers read. What is not known is left out. */
export function highwire(work: CslItem): Tag[] {
	const [first, last] = pagesOf(work);
	const authors = (work.author ?? []).map(inverted);
	const tags: [name: string, content: string | number | undefined][] = [
		["citation_title", work.title],
		...authors.map((name): [string, string] => ["citation_author", alone(name, authors)]),
		...(work.editor ?? []).map((person): [string, string] => ["citation_editor", inverted(person)]),
		["citation_publication_date", dateOf(work).join("/")],
		...container(work),
		["citation_volume", work.volume],
		["citation_issue", work.issue],
		["citation_firstpage", first],
		["citation_lastpage", last],
		["citation_publisher", work.publisher],
		["citation_issn", work.ISSN],
		["citation_isbn", work.ISBN],
		["citation_doi", doiOf(work)],
		["citation_public_url", webAddress(work)],
		["citation_language", work.language],
	];
	const known = tags.flatMap(([name, content]): Tag[] => (content === undefined || content === "" ? [] : [[name, plain(String(content))]]));
	const { zotero } = kindOf(work);
	return zotero === "journalArticle" ? known : [...known, ["z:itemType", zotero]];
}

/** A work as the content of a `citation_reference` tag: what a page's list of references is to machines. */
export function highwireReference(work: CslItem): string {
	return highwire(work)
		.filter(([name]) => name.startsWith("citation_") && name !== "citation_public_url")
		.map(([name, content]) => `${name}=${content.replace(/;+/g, ",")}`)
		.join("; ");
}

/** Zotero takes a lone "van der Berg, Anna Maria" for two people, unless a semicolon says that there is one. */
function alone(name: string, authors: readonly string[]): string {
	return authors.length === 1 && /^\S+ .*, \S+ /.test(name) ? `${name};` : name;
}

/** Where the work stands: the tag's name also tells its kind. */
function container({ type, publisher, number, ...work }: CslItem): [string, string | number | undefined][] {
	const within = work["container-title"];
	switch (type) {
		case "chapter":
			return [["citation_inbook_title", within]];
		case "paper-conference":
			return [["citation_conference_title", work["event-title"] ?? within]];
		case "thesis":
			return [["citation_dissertation_institution", publisher]];
		case "report":
			return [
				["citation_technical_report_institution", publisher],
				["citation_technical_report_number", number],
			];
		case "article-journal":
		case "article-magazine":
		case "article-newspaper":
			return [
				["citation_journal_title", within],
				["citation_journal_abbrev", work["container-title-short"]],
			];
		default:
			return [];
	}
}
