import type { CitationItem } from "./citation.ts";
import { type CslItem, engineFor } from "./citation-js.ts";

/** Everything formatted once: the list's entries, and each distinct citation. */
export interface References {
	/** Keys in the order of the list. */
	keys: readonly string[];
	/** The number of a work in the list, from 1. */
	number(key: string): number;
	/** A work's entry in the list, as HTML without its number. */
	entry(key: string): string;
	/** A citation, as HTML: what stands in the text, without a link. */
	citation(items: readonly CitationItem[]): string;
	/** A narrative citation's names: "Sato et al." */
	names(key: string): string;
}

const margin = /<div class="csl-left-margin">([\s\S]*?)<\/div>/;
const inline = /<div class="csl-right-inline">([\s\S]*?)<\/div>\s*<\/div>/;
const whole = /<div[^>]*class="csl-entry"[^>]*>([\s\S]*?)<\/div>\s*$/;

/**
 * Formats a library in a style. Pure: the same works, style and language give the same strings, whatever is asked
 * for and in whatever order. Throws where the style cannot be used.
 */
export function formatReferences(works: readonly CslItem[], style: { name: string; xml?: string }, language: string): References {
	const engine = engineFor([...works], style, language);
	engine.updateItems(works.map(({ id }) => String(id)));
	const bibliography = engine.makeBibliography();
	if (bibliography === false) throw new Error("the style has no bibliography");
	const [{ entry_ids }, formatted] = bibliography;
	const keys = entry_ids.map((ids) => ids[0] ?? "");
	const position = new Map(keys.map((key, index) => [key, index]));
	const work = new Map(works.map((item) => [String(item.id), item]));
	const clusters = new Map<string, string>();

	return {
		keys,
		number: (key) => (position.get(key) ?? -1) + 1,
		entry(key) {
			const html = formatted[position.get(key) ?? -1] ?? "";
			const parts = inline.exec(html) ?? whole.exec(html);
			return (parts?.[1] ?? html).replace(margin, "").trim();
		},
		citation(items) {
			const cluster = items.map(({ offset, suppressAuthor, key, ...rest }) => ({
				id: key,
				...rest,
				...(suppressAuthor ? { "suppress-author": true } : {}),
			}));
			const id = JSON.stringify(cluster);
			const known = clusters.get(id);
			if (known !== undefined) return known;
			const html = engine.makeCitationCluster(cluster);
			clusters.set(id, html);
			return html;
		},
		names: (key) => narrativeNames(work.get(key)),
	};
}

/** Names as a sentence has them: one, two joined by "and", or the first "et al." */
export function narrativeNames(work: CslItem | undefined): string {
	const people = work?.author ?? work?.editor ?? [];
	const names = people.map(
		(person) => person.literal ?? [person["non-dropping-particle"], person.family ?? person.given].filter(Boolean).join(" "),
	);
	const [first, second] = names;
	if (first === undefined) return work?.title ?? String(work?.id ?? "");
	if (names.length === 1 && work?.contributor === undefined) return first;
	if (names.length === 2 && work?.contributor === undefined) return `${first} and ${second}`;
	return `${first} et al.`;
}
