import type { Piece } from "../formula/formula.ts";

/** The kinds of results, in the order in which they are listed. */
export const kinds = ["tree", "record", "term", "page", "reference"] as const;
export type Kind = (typeof kinds)[number];

/** What is shown of something that was found. Its texts are marked: see `marked`. */
export interface Card {
	kind: Kind;
	/** The word for what it is: a facet's label, or the page that a section is of. */
	label: string;
	title: string;
	/** What can be quoted, each part with the anchor of its place on the page. */
	parts: { anchor: string; text: string }[];
	/** The figures that matter most, with their conditions. */
	figures: { label: string; value: string; conditions: string }[];
}

/** The file that holds what is shown of an entry, in the index's folder, by the index's name for it. */
export function cardFile(name: string): string {
	return `cards/${name}.json`;
}

const signs = { sub: "\u{e000}", sup: "\u{e001}" };
const end = "\u{e002}";
const runs = /([\u{e000}\u{e001}])([^\u{e002}]*)\u{e002}/gu;

/** Pieces as one text in which signs of private use stand around what is lowered or raised. */
export function marked(pieces: readonly Piece[]): string {
	return pieces.map(({ text, script }) => (script === undefined ? text : `${signs[script]}${text}${end}`)).join("");
}

/** A marked text as pieces again. */
export function unmarked(text: string): Piece[] {
	const result: Piece[] = [];
	let at = 0;
	for (const match of text.matchAll(runs)) {
		result.push({ text: text.slice(at, match.index), script: undefined });
		result.push({ text: match[2] ?? "", script: match[1] === signs.sub ? "sub" : "sup" });
		at = match.index + match[0].length;
	}
	return [...result, { text: text.slice(at), script: undefined }].filter(({ text: piece }) => piece !== "");
}

/** A marked text without its marks. */
export function bareText(text: string): string {
	return text.replace(/[\u{e000}-\u{e002}]/gu, "");
}
