import type { CslItem } from "../citation-js.ts";
import { dateOf, doiOf, inverted, pagesOf, plain, webAddress } from "./fields.ts";
import { kindOf } from "./kinds.ts";

type Pairs = [name: string, value: string | number | undefined][];

/**
 * A work as an OpenURL context object (ANSI/NISO Z39.88-2004), which a COinS span carries in its title. A title that is
 * not known is left out: reference managers then look the work up by journal, volume and page.
 */
export function contextObject(work: CslItem): string {
	const doi = doiOf(work);
	const [first, last] = pagesOf(work);
	// Pages are their first and last one: to say them once more in `rft.pages` tells nobody more.
	const pairs: Pairs = [
		["ctx_ver", "Z39.88-2004"],
		...specific(work),
		...(work.author ?? []).map((person): Pairs[number] => [person.literal === undefined ? "rft.au" : "rft.aucorp", inverted(person)]),
		["rft.date", dateOf(work).join("-")],
		["rft.volume", work.volume],
		["rft.issue", work.issue],
		["rft.spage", first],
		["rft.epage", last],
		["rft.issn", work.ISSN],
		["rft.isbn", work.ISBN],
		["rft_id", doi === undefined ? webAddress(work) : `info:doi/${doi}`],
	];
	return pairs
		.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name}=${encoded(plain(String(value)))}`]))
		.join("&");
}

/** A value as a query holds it: a space is a plus, and what needs no other spelling there keeps its own. */
function encoded(value: string): string {
	return encodeURIComponent(value).replace(/%(?:20|2C|3A|2F)/g, (code) => ({ "%20": "+", "%2C": ",", "%3A": ":" })[code] ?? "/");
}

/** The format of the work's kind, and what only that has. */
function specific(work: CslItem): Pairs {
	const { title, publisher, edition, type, genre } = work;
	const container = work["container-title"];
	const format = (name: string, kind?: string): Pairs => [
		["rft_val_fmt", `info:ofi/fmt:kev:mtx:${name}`],
		["rft.genre", kind],
	];
	const made: Pairs = [
		["rft.pub", publisher],
		["rft.place", work["publisher-place"]],
		["rft.edition", edition],
		["rft.series", work["collection-title"]],
	];
	switch (type) {
		case "article-journal":
			return [
				...format("journal", "article"),
				["rft.atitle", title],
				["rft.jtitle", container],
				["rft.stitle", work["container-title-short"]],
			];
		case "book":
			return [...format("book", "book"), ["rft.btitle", title], ...made];
		case "report":
			return [...format("book", "report"), ["rft.btitle", title], ...made];
		case "chapter":
			return [...format("book", "bookitem"), ["rft.atitle", title], ["rft.btitle", container], ...made];
		case "paper-conference":
			return [...format("book", "proceeding"), ["rft.atitle", title], ["rft.btitle", container], ...made];
		case "thesis":
			return [...format("dissertation"), ["rft.title", title], ["rft.inst", publisher], ["rft.degree", genre]];
		default:
			return [
				...format("dc"),
				["rft.type", kindOf(work).zotero],
				["rft.title", title],
				["rft.source", container],
				["rft.publisher", publisher],
			];
	}
}
