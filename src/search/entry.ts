import type { TermView } from "../derive/terms.ts";
import type { Kind } from "./card.ts";

/** One thing that can be found: a record, a term, a work, a section of a page. */
export interface SearchEntry {
	/** Its address from the site's root, with an anchor where it is a part of a page. */
	to: string;
	kind: Kind;
	/** The word for what it is, for readers. */
	label: string;
	title: string;
	/** Its title is a statement about other things, not a name of its own. */
	statement?: true | undefined;
	/** Other names. */
	names: string[];
	/** What is read and quoted, each part with the anchor of its place on the page. */
	parts: { anchor: string; text: string }[];
	/** What is searched and not quoted: formulas as they are typed, long lists. */
	more: string;
	/** Names of what it belongs to or carries: they find it, after what has them as its own. */
	around: string[];
	/** Symbols of the elements in it. */
	elements: string[];
	figures: { label: string; value: string; conditions: string }[];
	/** Its values of each filter, by the filter's id. */
	filters: Record<string, string[]>;
}

/** All names of a term. */
export function namesOf({ label, formula, synonyms }: TermView): string[] {
	return [label, formula ?? "", ...synonyms].filter(Boolean);
}

/** A term as a value of its facet's filter, with the terms above it. */
export function filterOf(term: TermView, terms: ReadonlyMap<string, TermView>): Record<string, string[]> {
	return { [term.facet.id]: [term.id, ...term.trail.flatMap(({ to }) => terms.get(to)?.id ?? [])] };
}
