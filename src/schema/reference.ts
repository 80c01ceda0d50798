/** The entry types of BibTeX and BibLaTeX. */
export const entryTypes = new Set([
	"article",
	"artwork",
	"audio",
	"bibnote",
	"book",
	"bookinbook",
	"booklet",
	"collection",
	"conference",
	"dataset",
	"electronic",
	"image",
	"inbook",
	"incollection",
	"inproceedings",
	"inreference",
	"jurisdiction",
	"legal",
	"legislation",
	"letter",
	"manual",
	"mastersthesis",
	"misc",
	"movie",
	"music",
	"mvbook",
	"mvcollection",
	"mvproceedings",
	"mvreference",
	"online",
	"patent",
	"performance",
	"periodical",
	"phdthesis",
	"proceedings",
	"reference",
	"report",
	"review",
	"set",
	"software",
	"standard",
	"suppbook",
	"suppcollection",
	"suppperiodical",
	"techreport",
	"thesis",
	"unpublished",
	"video",
	"www",
	"xdata",
]);

/** Something that a reader needs to find a work: any one of some things does. */
interface Need {
	/** As a message names it. */
	name: string;
	any: readonly ("author" | "title" | "year" | "container" | "place" | "publisher" | "number" | "address" | "version")[];
}

const author: Need = { name: "author or editor", any: ["author"] };
const title: Need = { name: "title", any: ["title"] };
const year: Need = { name: "year", any: ["year"] };
const container: Need = { name: "booktitle", any: ["container"] };
const publisher: Need = { name: "institution", any: ["publisher"] };

// References in chemistry leave titles out: an article is found by journal, volume and page as well.
const article = [
	author,
	year,
	{ name: "journal", any: ["container"] },
	{ name: "title, DOI, or volume and pages", any: ["title", "address", "place"] },
] as const;
const book = [author, title, year];
const part = [author, title, year, container];
const thesis = [author, title, year, publisher];
const report = [{ name: "author or institution", any: ["author", "publisher"] }, title, year] as const;
const online = [title, { name: "url", any: ["address"] }] as const;
const made = [title, { name: "year or version", any: ["year", "version"] }] as const;

/** What an entry of a type needs; one of any other type needs a title. */
export const entryNeeds: Readonly<Record<string, readonly Need[]>> = {
	article,
	review: article,
	book,
	mvbook: book,
	inbook: book,
	bookinbook: part,
	suppbook: part,
	incollection: part,
	suppcollection: part,
	inproceedings: part,
	conference: part,
	inreference: [title, container],
	collection: [title, year],
	mvcollection: [title, year],
	proceedings: [title, year],
	mvproceedings: [title, year],
	thesis,
	phdthesis: thesis,
	mastersthesis: thesis,
	report,
	techreport: report,
	online,
	electronic: online,
	www: online,
	dataset: made,
	software: made,
	patent: [{ name: "number", any: ["number"] }, { name: "title or author", any: ["title", "author"] }, year],
	set: [],
};
