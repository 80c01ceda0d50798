import { type CSL, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { parsers } from "@citation-js/plugin-doi";
import "@citation-js/plugin-csl";

// The only module that knows citation-js, whose state is global. What is wrong in a library is found by
// read/bibtex.ts, with places.

/** A work in CSL-JSON. */
export type CslItem = CSL;

/** What citeproc takes for one work of a cluster. */
export interface ClusterItem {
	id: string;
	locator?: string;
	label?: string;
	prefix?: string;
	suffix?: string;
	"suppress-author"?: boolean;
}

/** The part of a citeproc engine that is used. */
export interface Citeproc {
	updateItems(ids: readonly string[]): void;
	makeBibliography(): [{ entry_ids: string[][] }, string[]] | false;
	makeCitationCluster(items: readonly ClusterItem[]): string;
}

/**
 * The works of a BibTeX or BibLaTeX text, in its order. The BibLaTeX reading is forced, since the BibTeX one loses
 * `date` and `journaltitle`. Throws where an entry cannot be understood at all.
 */
export function worksOf(bibtex: string): CslItem[] {
	const works: CslItem[] = plugins.input.chain(bibtex, {
		forceType: "@biblatex/text",
		generateGraph: false,
		maxChainLength: 10,
		strict: false,
		target: "@csl/list+object",
	});
	return works.map((work) => withPlainDoi(withoutOthers(work)));
}

/** People paste a DOI as an address, too. */
function withPlainDoi(work: CslItem): CslItem {
	return work.DOI === undefined ? work : { ...work, DOI: work.DOI.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)\s*/i, "").trim() };
}

/** citation-js makes a person of `and others`. The style prints "et al." for a work that has a contributor. */
function withoutOthers(work: CslItem): CslItem {
	const last = work.author?.at(-1);
	if (last?.family !== "others" || last.given !== undefined) return work;
	return { ...work, author: work.author?.slice(0, -1) ?? [], contributor: [last] };
}

/** For a style that does not, "others" stands at the end of the names: that a list goes on is never lost. */
function withOthers({ contributor, ...work }: CslItem): CslItem {
	return contributor === undefined ? work : { ...work, author: [...(work.author ?? []), { literal: "others" }] };
}

/** Whether a style of this name comes with the library. */
export function isBundledStyle(name: string): boolean {
	return plugins.config.get("@csl").styles.has(name);
}

/**
 * The work of a registry's answer to a DOI, as the DOI plugin reads it. The plugin would ask doi.org
 * itself, but wait for an answer without end: so it is handed in. What is in it comes from outside and may be
 * anything; nothing comes back where it is no work.
 */
export function workOfAnswer(answer: object): unknown {
	return plugins.input.chain(parsers.json.parse(answer), {
		forceType: "@csl/object",
		generateGraph: false,
		maxChainLength: 10,
		strict: false,
		target: "@csl/list+object",
	})[0];
}

let engines = 0;

/**
 * A citeproc engine over some works, giving HTML; the style is one that comes with the library, or one's own as XML.
 * Throws where the style cannot be used.
 */
export function engineFor(works: CslItem[], style: { name: string; xml?: string }, language: string): Citeproc {
	const { styles, engine } = plugins.config.get("@csl");
	// citation-js keeps one engine for each name and hands it new works: under a name of its own it stays whole.
	engines += 1;
	const name = `${style.name}#${engines}`;
	styles.add(name, style.xml ?? styles.get(style.name));
	const knowsOthers = style.xml?.includes('variable="contributor"') ?? false;
	return engine(knowsOthers ? works : works.map(withOthers), name, language, "html");
}
