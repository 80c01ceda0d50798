import type { CitationItem } from "../cite/citation.ts";
import type { References } from "../cite/references.ts";

/** A citation in its place on a page. */
export interface CitationView {
	/** Its anchor. */
	id: string;
	/** The works cited; the first one is what the link leads to. */
	keys: string[];
	/** What stands in the text. */
	html: string;
	/** A narrative citation's names, before it. */
	names: string | undefined;
}

/** What stands before a work in a list. */
export interface Mark {
	number: number | undefined;
	label: string | undefined;
}

/** What stands before a work in a list of the library's style. */
export function markOf(key: string, references: References): Mark {
	return { number: references.kind === "numeric" ? references.number(key) : undefined, label: references.label(key) };
}

/** A work in the list at the end of a page, with the places on the page that cite it. */
export interface ReferenceView {
	key: string;
	/** What stands before it: its number, or in a label style its label; nothing in an author–date style. */
	mark: Mark;
	html: string;
	/** Anchors of the citations, in the page's order. */
	places: string[];
}

/** Numbers the citations of one page in its order, and gathers its list of references. */
export class PageCitations {
	readonly #references: References;
	readonly #places = new Map<string, string[]>();
	#count = 0;

	constructor(references: References) {
		this.#references = references;
	}

	/** A citation at the next place of the page. */
	cite(items: readonly CitationItem[], narrative = false): CitationView {
		this.#count += 1;
		const id = `cite-${this.#count}`;
		const keys = [...new Set(items.map(({ key }) => key))];
		for (const key of keys) this.#places.set(key, [...(this.#places.get(key) ?? []), id]);
		return { id, keys, html: this.#references.citation(items), names: narrative ? this.#references.names(keys[0] ?? "") : undefined };
	}

	/** Every work cited so far, in the order of the whole library's list. */
	list(): ReferenceView[] {
		return [...this.#places]
			.sort(([a], [b]) => this.#references.number(a) - this.#references.number(b))
			.map(([key, places]) => ({ key, mark: markOf(key, this.#references), html: this.#references.entry(key), places }));
	}
}
