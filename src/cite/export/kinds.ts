import type { CslItem } from "../citation-js.ts";

/** What a kind of work is called elsewhere. */
export interface Kind {
	/** RIS: the value of TY. */
	ris: string;
	/** Zotero's item type. */
	zotero: string;
	/** schema.org: @type. */
	schema: string;
}

const kinds: Partial<Record<CslItem["type"], Kind>> = {
	article: { ris: "UNPB", zotero: "preprint", schema: "ScholarlyArticle" },
	"article-journal": { ris: "JOUR", zotero: "journalArticle", schema: "ScholarlyArticle" },
	"article-magazine": { ris: "MGZN", zotero: "magazineArticle", schema: "Article" },
	"article-newspaper": { ris: "NEWS", zotero: "newspaperArticle", schema: "NewsArticle" },
	book: { ris: "BOOK", zotero: "book", schema: "Book" },
	chapter: { ris: "CHAP", zotero: "bookSection", schema: "Chapter" },
	dataset: { ris: "DATA", zotero: "dataset", schema: "Dataset" },
	"entry-encyclopedia": { ris: "ENCYC", zotero: "encyclopediaArticle", schema: "Article" },
	manuscript: { ris: "UNPB", zotero: "manuscript", schema: "Manuscript" },
	map: { ris: "MAP", zotero: "map", schema: "Map" },
	motion_picture: { ris: "MPCT", zotero: "film", schema: "Movie" },
	"paper-conference": { ris: "CPAPER", zotero: "conferencePaper", schema: "ScholarlyArticle" },
	patent: { ris: "PAT", zotero: "patent", schema: "CreativeWork" },
	"post-weblog": { ris: "BLOG", zotero: "blogPost", schema: "BlogPosting" },
	report: { ris: "RPRT", zotero: "report", schema: "Report" },
	software: { ris: "COMP", zotero: "computerProgram", schema: "SoftwareApplication" },
	speech: { ris: "SLIDE", zotero: "presentation", schema: "CreativeWork" },
	standard: { ris: "STAND", zotero: "standard", schema: "CreativeWork" },
	thesis: { ris: "THES", zotero: "thesis", schema: "Thesis" },
	webpage: { ris: "ELEC", zotero: "webpage", schema: "WebPage" },
};

/** The names of a work's kind. */
export function kindOf({ type }: CslItem): Kind {
	return kinds[type] ?? { ris: "GEN", zotero: "document", schema: "CreativeWork" };
}
