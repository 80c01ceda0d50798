import type { KnowledgeBase } from "../model/types.ts";
import type { Site } from "../schema/site.ts";
import type { DataFile } from "./data/package.ts";
import type { PageView } from "./pages.ts";
import { fullAddress } from "./paths.ts";
import type { RecordView } from "./records.ts";
import type { TermView } from "./terms.ts";

/** An address with what is there, as llms.txt lists it. */
interface Entry {
	title: string;
	path: string;
	summary: string | undefined;
}

/** What of the knowledge base it lists, in the order of the lists. */
export interface LlmsLists {
	pages: Entry[];
	records: Entry[];
	terms: Entry[];
}

/** What llms.txt lists of these views; a term that has a page of its own is listed with the pages. */
export function llmsLists(
	{ pages, records, terms }: { pages: readonly PageView[]; records: readonly RecordView[]; terms: readonly TermView[] },
	{ addresses }: Pick<KnowledgeBase, "addresses">,
): LlmsLists {
	return {
		pages: pages.map(({ title, path, summary }) => ({ title, path, summary })),
		records: records.map(({ name, path, description }) => ({ title: name, path, summary: description.slice(name.length + 2) })),
		terms: terms
			.filter(({ path }) => addresses.get(path)?.kind === "term")
			.map(({ label, path, summary }) => ({ title: label, path, summary })),
	};
}

/** The site's contents as language models read them: Markdown as llmstxt.org has it, with full addresses. */
export function llmsText(
	{ site, llms: lists }: { site: Site; llms: LlmsLists },
	files: Iterable<Pick<DataFile, "name" | "title" | "description">>,
): string {
	const { label, plural } = site.record;
	const line = ({ title, path, summary }: Entry) =>
		`- [${escaped(title)}](${fullAddress(path, { site })})${summary === undefined ? "" : `: ${escaped(summary)}`}`;
	const section = (heading: string, entries: readonly Entry[]) =>
		entries.length === 0 ? [] : [`## ${heading}\n\n${entries.map(line).join("\n")}`];
	const licence = site.licence === undefined ? "" : ` The content is licensed under [${site.licence.name}](${site.licence.url}).`;
	return `${[
		`# ${escaped(site.title)}`,
		`> ${escaped(site.description)}`,
		`To cite a value, cite its study, which the page of its ${label} names, and the document it was read in where that is another; for a comparison cite the page and its address.${licence} A value means something only with its conditions. What a source does not give is left out, and computed values are marked.`,
		...section("Pages", lists.pages),
		...section("Data", [
			...Array.from(files, ({ name, title, description }) => ({ title, path: `/data/${name}`, summary: description })),
			{ title: "The data package", path: "/data/datapackage.json", summary: "All tables with their columns, types and units." },
			{ title: "About the data", path: "/data/", summary: "Files, columns and programs that read them." },
		]),
		...section(plural.charAt(0).toUpperCase() + plural.slice(1), lists.records),
		...section("Lists", [
			{ title: "References", path: "/references/", summary: "All works, each with what cites it." },
			{ title: "Disagreements", path: "/disagreements/", summary: "Where sources differ, or print what cannot be right." },
			{ title: "Glossary", path: "/glossary/", summary: "Quantities and terms." },
		]),
		// What may be left out where room is short, as llmstxt.org has it.
		...section("Optional", lists.terms),
	].join("\n\n")}\n`;
}

/** A text on one line in which nothing begins a link. */
function escaped(text: string): string {
	return text
		.replace(/\s+/g, " ")
		.replace(/[\\[\]]/g, "\\$&")
		.trim();
}
