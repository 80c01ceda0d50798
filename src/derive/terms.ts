import type { References } from "../cite/references.ts";
import { tablePath } from "../model/addresses.ts";
import { readColumns, select, withNarrower } from "../model/query.ts";
import type { Facet, KnowledgeBase, Term } from "../model/types.ts";
import { Problems } from "../problem/problem.ts";
import { PageCitations, type ReferenceView } from "./citing.ts";
import { type TableView, type TermLink, tableView, termLink } from "./table.ts";

export interface TermView {
	facet: { id: string; label: string; plural: string; to: string };
	id: string;
	label: string;
	formula: string | undefined;
	path: string;
	/** The file that declares it, for the edit link. */
	file: string;
	summary: string | undefined;
	synonyms: string[];
	elements: string[];
	properties: [string, string][];
	trail: TermLink[];
	narrower: (TermLink & { count: number; summary: string | undefined })[];
	/** Pages that speak of it: pages below a term's page, and those that link to it. */
	pages: { title: string; path: string }[];
	table: TableView;
	references: ReferenceView[];
}

/** A facet's index: its terms as a tree, each with its number of records. */
export interface FacetView {
	id: string;
	label: string;
	plural: string;
	path: string;
	tree: TreeNode[];
}

export interface TreeNode {
	id: string;
	label: string;
	formula: string | undefined;
	summary: string | undefined;
	/** Its drawing, as markup. */
	drawing: string | undefined;
	to: string;
	count: number;
	children: TreeNode[];
}

/** The terms of a facet as a tree, with the number of records that carry each or one below it. */
export function treeOf(facet: Facet, kb: KnowledgeBase): TreeNode[] {
	const counts = new Map(
		[...facet.terms.values()].map((term) => [term.id, select(kb.records.values(), [{ facet, terms: [term] }]).length]),
	);
	const below = (parent: string | undefined): TreeNode[] =>
		[...facet.terms.values()]
			.filter((term) => term.parent === parent)
			.map((term) => ({
				id: term.id,
				label: term.label,
				formula: term.formula,
				summary: term.summary,
				drawing: kb.drawings.get(term.figure ?? ""),
				to: term.path,
				count: counts.get(term.id) ?? 0,
				children: below(term.id),
			}));
	return below(undefined);
}

export function facetView(facet: Facet, kb: KnowledgeBase): FacetView {
	return { id: facet.id, label: facet.label, plural: facet.plural, path: `/${facet.address}/`, tree: treeOf(facet, kb) };
}

/** Derives all that a term's own page shows. */
export function termView(term: Term, facet: Facet, kb: KnowledgeBase, references: References): TermView {
	const citations = new PageCitations(references);
	const columns = readColumns(kb.site.record.columns, kb, term.place, new Problems());
	const table = tableView({ query: [{ facet, terms: [term] }], columns, path: tablePath(term.path, 1) }, kb, citations);
	return {
		facet: { id: facet.id, label: facet.label, plural: facet.plural, to: `/${facet.address}/` },
		id: term.id,
		label: term.label,
		formula: term.formula,
		path: term.path,
		file: term.place.file,
		summary: term.summary,
		synonyms: term.synonyms,
		elements: term.elements,
		properties: Object.entries(term.properties).map(([name, value]) => [name, String(value)]),
		trail: trailOf(term, facet),
		narrower: [...facet.terms.values()]
			.filter(({ parent }) => parent === term.id)
			.map((other) => ({
				...termLink(other),
				summary: other.summary,
				count: select(kb.records.values(), [{ facet, terms: [other] }]).length,
			})),
		pages: [...kb.pages.values()]
			.filter(
				(page) =>
					page.parsed.links.some(({ url }) => url.replace(/#.*$/, "") === term.path) ||
					(page.termOf !== undefined &&
						page.termOf !== term &&
						page.termOf.facet === facet.id &&
						withNarrower(term, facet).has(page.termOf.id)),
			)
			.map(({ title, path }) => ({ title, path })),
		table,
		references: citations.list(),
	};
}

/** The terms above one, from the top. */
export function trailOf(term: Term, facet: Facet): TermLink[] {
	const parent = term.parent === undefined ? undefined : facet.terms.get(term.parent);
	return parent === undefined ? [] : [...trailOf(parent, facet), termLink(parent)];
}
