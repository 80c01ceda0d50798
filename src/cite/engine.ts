import citeproc from "citeproc";

/** What citeproc takes for one work of a cluster. */
export interface ClusterItem {
	id: string;
	locator?: string;
	label?: string;
	prefix?: string;
	suffix?: string;
	"suppress-author"?: boolean;
	"author-only"?: boolean;
}

/** The part of a citeproc engine that is used. */
export interface Citeproc {
	updateItems(ids: readonly string[]): void;
	makeBibliography(): [{ entry_ids: string[][] }, string[]] | false;
	makeCitationCluster(items: readonly ClusterItem[]): string;
	/** A word of the style's language. */
	getTerm(name: string, form: "short" | "long", plural: 0 | 1): string | undefined;
	opt: Record<string, unknown>;
	/** Turns quotes and tags inside a piece of text into pieces of their own. */
	fun: { flipflopper: { processTags(blob: { blobs: string }): void } };
	/** What to put before and behind each entry of the list, by its key. */
	sys: { wrapBibliographyEntry?: (key: string) => [string, string] };
	registry: {
		registerAmbigToken(looks: string, id: string, settings: unknown): void;
		namereg: {
			addname(id: string, name: unknown, place: number): void;
			evalname(id: string, name: unknown, place: number, base: number, form: unknown, initials: unknown): number;
		};
	};
}

/** What must be escaped, or may have to be: all but single spaces and the letters and signs of most texts. */
const special = /[&<>]|\s\s|[^ -~\u00c0-\u02af\u2010-\u201f]/;

// citeproc goes five times through each piece it prints, and most hold nothing to escape: a tenth of the time.
const { html } = citeproc.Output.Formats;
const escapeAll = html.text_escape;
html.text_escape = (text) => (text && special.test(text) ? escapeAll(text) : (text ?? ""));

/**
 * citeproc does much for every work that few works need. It registers every name each time it prints it, and every work
 * with those that look like it in the text, to tell them apart; where a style does not (all works of a numeric one look
 * alike), that takes a third of the time and grows with the square of the library: nothing is registered then. Where it
 * does, each name of each work is registered once. And it takes every piece apart at quotes and tags: only one that has
 * any needs that.
 */
export function lighter<E extends Citeproc>(engine: E, xml: string): E {
	const { registry } = engine;
	const { namereg } = registry;
	if (!engine.opt["disambiguate-add-givenname"]) {
		namereg.addname = () => {};
		namereg.evalname = (_id, _name, _place, _base, form, initials) => (form === "short" ? 0 : typeof initials === "string" ? 1 : 2);
	} else {
		const add = namereg.addname;
		const seen = new Set<string>();
		namereg.addname = (id, name, place) => {
			const key = JSON.stringify([id, place === 0, name]);
			if (seen.has(key)) return;
			seen.add(key);
			add.call(namereg, id, name, place);
		};
	}
	const { flipflopper } = engine.fun;
	const quotes = ["open-quote", "close-quote", "open-inner-quote", "close-inner-quote"].map((name) => engine.getTerm(name, "long", 0));
	const marks = ["<", '"', "'", "’", ...quotes.filter((quote) => quote)];
	const process = flipflopper.processTags;
	flipflopper.processTags = (blob) => {
		if (marks.some((mark) => mark && blob.blobs.includes(mark))) process.call(flipflopper, blob);
	};
	if (!xml.includes("disambiguate")) {
		const register = registry.registerAmbigToken;
		registry.registerAmbigToken = (_looks, id, settings) => register.call(registry, id, id, settings);
	}
	return engine;
}
