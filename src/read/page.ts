import type { Root } from "mdast";
import type { CitationUse, Collected } from "./collect.ts";
import type { ComponentUse } from "./component.ts";
import { type PlaceIn, placer } from "./placer.ts";
import type { Source } from "./source.ts";
import { Yaml, type YamlNode } from "./tree.ts";

/** What parsing a page gives: plain data, which can be kept. */
export interface PlainPage extends Collected {
	/** Nothing where it could not be read. */
	frontmatter: YamlNode | null | undefined;
}

/** Something on a page that uses the model, in the page's order: a citation, or a component. */
export type Use = (CitationUse & { place: PlaceIn }) | ComponentUse;

/** A page as it was read: its syntax tree, and what it holds. */
export interface ParsedPage extends Omit<Collected, "uses" | "texts"> {
	source: Source;
	/** Nothing where it could not be read. */
	frontmatter: Yaml | undefined;
	/** The syntax tree; citations are nodes of their own, headings have their anchors. */
	tree(): Root;
	uses: Use[];
	/** Running text, but for what <Fact> marks as no measurement. */
	texts: { value: string; place: PlaceIn }[];
}

/**
 * A page as what parsing its text gave says.
 * @param plain becomes the page's own
 * @param tree gives its tree
 */
export function pageOf(source: Source, { frontmatter, texts, uses, ...plain }: PlainPage, tree: () => Root): ParsedPage {
	const places = texts.map((text) => placer(text, source));
	const placeIn = (text: number): PlaceIn => places[text] ?? (() => source.place(0));
	return {
		source,
		frontmatter: frontmatter === undefined ? undefined : new Yaml(source, frontmatter, frontmatterStart(source)),
		tree,
		uses: uses.map((use) => (use.kind === "citation" ? { ...use, place: placeIn(use.text) } : use)),
		texts: texts.flatMap(({ value, isFact }, index) => (isFact ? [] : [{ value, place: placeIn(index) }])),
		...plain,
	};
}

/** Where the frontmatter of a page that has one begins, behind its fence. */
export function frontmatterStart({ text }: Source): number {
	return text.indexOf("\n") + 1;
}
