import { escapeHtml } from "../html/escape.ts";
import type { CitationItem } from "./citation.ts";
import { type CslItem, engineFor, engineId, type StyleKind } from "./citation-js.ts";
import type { Citeproc, ClusterItem } from "./engine.ts";
import { cleanHtml, unescapeHtml } from "./html.ts";
import type { Style } from "./styles.ts";

/** Everything formatted once: the list's entries, and each distinct citation. */
export interface References {
	kind: StyleKind;
	/** Keys in the order of the list. */
	keys: readonly string[];
	/** The place of a work in the list, from 1; in a numeric style, the number that citations print. */
	number(key: string): number;
	/** What stands before a work in the list of a label style: "[Chik24]". */
	label(key: string): string | undefined;
	/** A work's entry in the list, as HTML without its number or label. */
	entry(key: string): string;
	/** A citation, as HTML: what stands in the text, without a link. */
	citation(items: readonly CitationItem[]): string;
	/** A narrative citation's names: "Sato et al." */
	names(key: string): string;
}

const margin = /<div class="csl-left-margin">([\s\S]*?)<\/div>/;
const inline = /<div class="csl-right-inline">([\s\S]*?)<\/div>\s*<\/div>/;
const whole = /<div[^>]*class="csl-entry"[^>]*>([\s\S]*?)<\/div>\s*$/;

/** All that formatting a library gave so far, as plain data: what a cache keeps. */
export interface Formatted {
	kind: StyleKind;
	/** In the order of the list: key, entry, and label or nothing. */
	list: (readonly [key: string, entry: string, label: string])[];
	/** Citations by what they hold. */
	citations: Record<string, string>;
	/** Names by key. */
	names: Record<string, string>;
}

/**
 * Formats a library in a style. Pure: the same works, style and language give the same strings, whatever is asked
 * for and in whatever order. Each entry and each distinct citation is formatted once; of what was `known` before, nothing
 * is formatted again. Throws where the style cannot be used.
 */
export function formatReferences(
	works: readonly CslItem[],
	style: Style,
	language: string,
	known?: Formatted,
): References & { formatted: Formatted } {
	let made: { engine: Citeproc; words: Words; kind: StyleKind } | undefined;
	const work = new Map(works.map((item) => [String(item.id), item]));
	const start = () => {
		if (made !== undefined) return made;
		const { engine, kind } = engineFor([...works], style, language);
		engine.updateItems([...work.keys()].map(engineId));
		made = { engine, kind, words: wordsOf(engine, works[0] === undefined ? undefined : String(works[0].id)) };
		return made;
	};
	const formatted = known ?? { ...listOf(start()), citations: {}, names: {} };
	const { kind, list } = formatted;
	const citations = new Map(Object.entries(formatted.citations));
	const names = new Map(Object.entries(formatted.names));
	const position = new Map(list.map(([key], index) => [key, index]));
	const once = (known: Map<string, string>, id: string, make: () => string) => {
		const html = known.get(id) ?? make();
		known.set(id, html);
		return html;
	};

	return {
		kind,
		keys: list.map(([key]) => key),
		number: (key) => (position.get(key) ?? -1) + 1,
		label: (key) => list[position.get(key) ?? -1]?.[2] || undefined,
		entry: (key) => list[position.get(key) ?? -1]?.[1] ?? "",
		citation: (items) =>
			once(citations, JSON.stringify(items.map(({ offset, ...item }) => item)), () => {
				const { engine, words } = start();
				const html = engine.makeCitationCluster(items.map((item) => clusterItem(item, words)));
				return html.includes(noForm) || html === ""
					? escapeHtml(items.map(({ key }) => key).join(", "))
					: spaced(cleanHtml(joined(html)), kind);
			}),
		names: (key) =>
			once(names, key, () => (kind === "author-date" ? namesInStyle(start().engine, key) : "") || narrativeNames(work.get(key))),
		get formatted() {
			return { kind, list, citations: Object.fromEntries(citations), names: Object.fromEntries(names) };
		},
	};
}

const mark = /\ue002([^\ue003]*)\ue003/;
/** What citeproc prints where a style prints nothing. */
const noForm = "CSL STYLE ERROR";

/** The list as the style has it; a work of which it prints nothing is there with its key. */
function listOf({ engine, kind }: { engine: Citeproc; kind: StyleKind }): Pick<Formatted, "kind" | "list"> {
	engine.sys.wrapBibliographyEntry = (key) => [`\ue002${key}\ue003`, ""];
	const bibliography = engine.makeBibliography();
	if (bibliography === false) throw new Error("it has no bibliography, and every page ends with one");
	const [{ entry_ids }, entries] = bibliography;
	// citeproc leaves out a work of which it prints nothing: each entry says itself whose it is.
	const byKey = new Map(entries.map((html) => [mark.exec(html)?.[1] ?? "", html.replace(mark, "")]));
	const list = entry_ids.map(([id = ""]) => {
		const key = id.slice(1);
		const html = byKey.get(id) ?? "";
		const inside = ((inline.exec(html) ?? whole.exec(html))?.[1] ?? html).replace(margin, "").trim();
		const label = kind === "label" ? cleanHtml(margin.exec(html)?.[1] ?? "").trim() : "";
		return [key, inside === "" || inside.includes(noForm) ? escapeHtml(key) : cleanHtml(inside), label] as const;
	});
	return { kind, list };
}

/** The style's own names, which tell apart what it tells apart in brackets; a sentence has no ampersand. */
function namesInStyle(engine: Citeproc, key: string): string {
	const html = cleanHtml(engine.makeCitationCluster([{ id: engineId(key), "author-only": true }]));
	const plain = unescapeHtml(html.replace(/<[^>]*>/g, "").replace(/&(?:#38|amp);/g, engine.getTerm("and", "long", 0) || "and"));
	return plain.replace(/^((?:(?!, ).)+), (?=and (?:(?!, ).)+$)/u, "$1 ");
}

// Between locators of different kinds stands a character of no meaning: citeproc would take "5 and Fig. 17" for several
// numbers of one kind, and print "Tables".
const joints = { " and ": "\ue000", ", ": "\ue001" } as const;

function joined(html: string): string {
	return html.replaceAll(joints[" and "], " and ").replaceAll(joints[", "], ", ");
}

/** Numbers stand close together, words do not: "1,also 10". */
function spaced(html: string, kind: StyleKind): string {
	return kind === "numeric" ? html.replace(/([,;])(?=\p{L}{2})/gu, "$1 ") : html;
}

function clusterItem({ key, suppressAuthor, ...item }: CitationItem, words: Words): ClusterItem {
	const { prefix, suffix, locator, label = "page", further = [] } = item;
	const whole = locator && locator + further.map((one) => `${joints[one.by]}${words.short(one.label)}\u00a0${one.locator}`).join("");
	const place =
		whole === undefined
			? { ...(suffix && { suffix }) }
			: words.prints(label, further.length > 0)
				? { locator: whole, label, ...(suffix && { suffix }) }
				: { suffix: `, ${words.short(label)}\u00a0${whole}${suffix ?? ""}` };
	return { id: engineId(key), ...(prefix && { prefix }), ...place, ...(suppressAuthor && { "suppress-author": true }) };
}

/** How a style has kinds of locators. */
interface Words {
	/** Whether it prints them. Many print none, or only pages: there a locator becomes a suffix, and is never lost. */
	prints(label: string, combined: boolean): boolean;
	/** How it abbreviates them. */
	short(label: string): string;
}

function wordsOf(engine: Citeproc, key: string | undefined): Words {
	const printed = new Map<string, boolean>();
	return {
		prints(label, combined) {
			const id = `${label} ${combined}`;
			const known = printed.get(id);
			if (known !== undefined || key === undefined) return known ?? true;
			const html = engine.makeCitationCluster([{ id: engineId(key), locator: combined ? `7319${joints[", "]}p. 1` : "7319", label }]);
			// A page may go without its "p."; of anything else the kind must be named.
			const prints = (label === "page" ? /7319/ : /[\p{L}§¶]\.?[\s\u00a0]*7319/u).test(html);
			printed.set(id, prints);
			return prints;
		},
		short: (label) => engine.getTerm(label, "short", 0) || label,
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
