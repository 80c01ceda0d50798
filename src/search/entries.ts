import type { Views } from "../derive/derive.ts";
import type { PageView } from "../derive/pages.ts";
import { readableText } from "../derive/sentences.ts";
import { tokenise } from "./normalise.ts";

/** The kinds of results, in the order in which they are shown. */
export const kinds = ["page", "record", "term", "reference"] as const;
export type Kind = (typeof kinds)[number];

/** One thing that can be found. */
export interface SearchEntry {
	/** Its address from the site's root, with an anchor where it is a part of a page. */
	to: string;
	kind: Kind;
	/** The word for its kind, for readers. */
	label: string;
	title: string;
	/** Other names: an exact one comes first. */
	names: string[];
	/** What is read and quoted. */
	text: string;
	/** What finds it, normalised. */
	tokens: { words: string[]; formulas: string[] };
	filters: Record<string, string[]>;
}

/** Everything on the site that can be found. */
export function searchEntries(views: Views): SearchEntry[] {
	const entries: Omit<SearchEntry, "tokens">[] = [];
	for (const record of views.records.values()) {
		entries.push({
			to: record.path,
			kind: "record",
			label: views.site.record.label,
			title: record.name,
			names: [record.name, ...record.aliases, record.id],
			text: [record.description, ...record.observations.map(({ text }) => text), record.remarks, views.library.get(record.studyKey)?.short]
				.filter(Boolean)
				.join(" "),
			filters: {
				...Object.fromEntries(record.facets.map(({ label, terms }) => [label, terms.map((term) => term.label)])),
				element: record.elements,
			},
		});
	}
	for (const term of views.terms.values()) {
		const own = [...views.pages.values()].find(({ path }) => path === term.path);
		if (own !== undefined) continue;
		entries.push({
			to: term.path,
			kind: "term",
			label: term.facet.label,
			title: term.label,
			names: [term.label, term.formula ?? "", ...term.synonyms],
			text: term.summary ?? "",
			filters: { element: term.elements },
		});
	}
	for (const page of views.pages.values()) entries.push(...sections(page, views));
	for (const entry of views.library.values()) {
		entries.push({
			to: entry.path,
			kind: "reference",
			label: "reference",
			title: entry.short,
			names: [entry.short, entry.key, entry.doi ?? "", entry.title ?? ""],
			text: [
				entry.authors.join(", "),
				entry.title,
				entry.journal,
				entry.year,
				...entry.elsewhere.map(({ numbers, printed }) => [...numbers.map((number) => `reference ${number}`), printed ?? ""].join(" ")),
			]
				.filter(Boolean)
				.join(". "),
			filters: { year: [entry.year] },
		});
	}
	const carried = carriedNames(views);
	return entries.map((entry) => ({
		...entry,
		tokens: tokenise([entry.title, ...entry.names, entry.text, ...(carried.get(entry.to) ?? [])].join(" ; ")),
	}));
}

/** A record is found by all names of the terms that it carries. */
function carriedNames(views: Views): Map<string, string[]> {
	const names = new Map([...views.terms.values()].map((term) => [term.path, [term.label, term.formula ?? "", ...term.synonyms]]));
	return new Map(
		[...views.records.values()].map((record) => [
			record.path,
			record.facets.flatMap(({ terms }) => terms.flatMap(({ to }) => names.get(to) ?? [])),
		]),
	);
}

/** A page's sections, each with its own anchor. */
function sections(page: PageView, views: Views): Omit<SearchEntry, "tokens">[] {
	const parts: { anchor: string; title: string; text: string[] }[] = [{ anchor: "", title: page.title, text: [page.summary ?? ""] }];
	let heading = 0;
	for (const node of page.tree.children) {
		if (node.type === "heading") {
			const found = page.headings[heading];
			heading += 1;
			if (found !== undefined) parts.push({ anchor: `#${found.id}`, title: found.text, text: [] });
		} else parts.at(-1)?.text.push(readableText(node, page.uses));
	}
	const term = page.term === undefined ? undefined : views.terms.get(page.term);
	return parts.map(({ anchor, title, text }, index) => ({
		to: `${page.path}${anchor}`,
		kind: "page",
		label: index === 0 ? "page" : page.title,
		title,
		names: index === 0 ? [title, ...(term === undefined ? [] : [term.label, ...term.synonyms])] : [title],
		text: text.join(" ").replace(/\s+/g, " ").trim(),
		filters: {},
	}));
}
