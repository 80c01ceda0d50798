// What Zotero makes of a page: the rules of its translators "Embedded Metadata" (2024-06-13, with "RDF" for the type) and
// "COinS" (with parseContextObject of zotero/utilities), as far as they concern what this site writes.

export interface ZoteroItem {
	itemType: string;
	creators: { firstName: string; lastName: string }[];
	[field: string]: unknown;
}

/** A name in parts: initials get a full stop and a space each. */
function nameOf(written: string): ZoteroItem["creators"][number] {
	const name = written
		.replace(/^[\s.,/[\]:]+/, "")
		.replace(/[\s.,/[\]:]+$/, "")
		.replace(/\s+/, " ");
	const inverted = name.includes(",");
	const [lastName = "", given = ""] = inverted
		? name.replace(/\.([^ ])/, ". $1").split(/, ?/)
		: [name.slice(name.lastIndexOf(" ") + 1), name.slice(0, Math.max(0, name.lastIndexOf(" ")))];
	const spread = /^[A-Z\u0400-\u042f]{1,3}$/.test(given) && (given.length === 1 || lastName.toUpperCase() !== lastName);
	const firstName = (spread ? [...given].map((letter) => `${letter}.`).join(" ") : given)
		.replace(/\s*-\s*/, "-")
		.split(/[\s.]+|(?=-)/)
		.map((part) => (/^-?[A-Z\u0400-\u042f]$/.test(part) ? `${part}.` : part))
		.join(" ")
		.replace(/ -/g, "-")
		.trim();
	return { firstName, lastName };
}

const fields: Record<string, string> = {
	citation_title: "title",
	citation_publication_date: "date",
	citation_journal_title: "publicationTitle",
	citation_journal_abbrev: "journalAbbreviation",
	citation_inbook_title: "publicationTitle",
	citation_volume: "volume",
	citation_issue: "issue",
	citation_conference_title: "conferenceName",
	citation_dissertation_institution: "university",
	citation_technical_report_institution: "institution",
	citation_technical_report_number: "number",
	citation_publisher: "publisher",
	citation_isbn: "ISBN",
	citation_issn: "ISSN",
	citation_doi: "DOI",
	citation_public_url: "url",
	citation_language: "language",
};
const kinds: Record<string, string> = {
	citation_journal_title: "journalArticle",
	citation_technical_report_institution: "report",
	citation_conference_title: "conferencePaper",
	citation_inbook_title: "bookSection",
	citation_dissertation_institution: "thesis",
};

/** The item that the head of a page makes. `title` is the document's, which stands in for one that is not given. */
export function embedded(tags: readonly (readonly [name: string, content: string])[], title = ""): ZoteroItem {
	// A tag counts by the end of its name, and the first of several counts.
	const first = (name: string) => tags.find(([own]) => own.endsWith(name))?.[1].trim();
	let byTag: string | undefined;
	for (const [name] of tags) byTag = kinds[name] ?? byTag;
	const guess = first("citation_isbn") !== undefined ? "book" : first("citation_title") !== undefined ? "journalArticle" : "webpage";
	const item: ZoteroItem = { itemType: byTag ?? tags.find(([name]) => name === "z:itemType")?.[1] ?? guess, creators: [] };
	const site = tags.find(([name]) => name === "og:site_name")?.[1];
	if (site !== undefined) item.publicationTitle = site;
	for (const [name, field] of Object.entries(fields)) {
		const value = first(name)?.replace(/\s+/g, " ");
		if (value !== undefined && value !== "") item[field] = value;
	}
	const people = tags.filter(([name]) => name.endsWith("citation_author")).map(([, content]) => content);
	for (const one of people) {
		let names = one.split(/\s*;\s*/);
		const byComma = one.split(/\s*,\s*/);
		if (names.length === 1 && people.length === 1 && byComma[0]?.includes(" ") && byComma[1]?.includes(" ")) names = byComma;
		item.creators.push(...names.filter((name) => /[^\s,-.;]/.test(name)).map(nameOf));
	}
	const [firstPage, lastPage] = [first("citation_firstpage")?.split(/\s*[-–]\s*/)[0], first("citation_lastpage")];
	if (firstPage !== undefined) item.pages = lastPage === undefined ? firstPage : `${firstPage}-${lastPage}`;
	item.title ??= title;
	return item;
}

const formats: Record<string, string> = {
	journal: "journalArticle",
	book: "book",
	dissertation: "thesis",
	patent: "patent",
	dc: "webpage",
};
const books: Record<string, string> = { bookitem: "bookSection", proceeding: "conferencePaper", report: "report", document: "document" };

/** The item of a COinS span's title; nothing where its format is not known. One without a title is looked up elsewhere. */
export function coins(contextObject: string): ZoteroItem | undefined {
	// A plus is a space here, however it is written.
	const pairs = contextObject.split("&").map((pair): [string, string] => {
		const [name = "", value = ""] = pair.split("=");
		return [name, decodeURIComponent(value.replace(/\+|%2b/gi, " "))];
	});
	const one = (name: string) => pairs.findLast(([own, value]) => own === name && value !== "")?.[1];
	const format = formats[/^info:ofi\/fmt:kev:mtx:(.*)$/.exec(one("rft_val_fmt") ?? "")?.[1] ?? ""];
	if (format === undefined) return undefined;
	const genre = one("rft.genre") ?? "";
	const byType = format === "webpage" ? one("rft.type") : undefined;
	const item: ZoteroItem = { itemType: byType ?? (format === "book" ? (books[genre] ?? format) : format), creators: [] };
	const inside = ["journalArticle", "bookSection", "conferencePaper"].includes(item.itemType);
	const set = (field: string, value: string | undefined) => {
		if (value !== undefined) item[field] = value;
	};
	set(inside ? "publicationTitle" : "title", one("rft.title"));
	set(inside ? "publicationTitle" : "title", one("rft.btitle"));
	if (inside) set("title", one("rft.atitle"));
	set("publicationTitle", one("rft.jtitle") ?? (format === "webpage" ? one("rft.source") : undefined) ?? stringOf(item.publicationTitle));
	set("publisher", item.itemType === "thesis" ? one("rft.inst") : (one("rft.pub") ?? one("rft.publisher")));
	for (const name of ["date", "volume", "issue", "place", "edition", "series"]) set(name, one(`rft.${name}`));
	const [start, end] = [one("rft.spage"), one("rft.epage")];
	set("pages", one("rft.pages") ?? (start !== undefined && end !== undefined ? `${start}-${end}` : (start ?? end)));
	set("ISSN", one("rft.issn"));
	set("ISBN", one("rft.isbn"));
	for (const [name, value] of pairs) {
		if (name === "rft.au") item.creators.push(nameOf(value));
		if (name === "rft.aucorp") item.creators.push({ firstName: "", lastName: value });
		if (name === "rft_id" && /^info:doi/i.test(value)) item.DOI = value.slice(9);
		if (name === "rft_id" && /^https?:\/\//.test(value)) item.url = value;
	}
	return item;
}

function stringOf(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}
