import type { Root } from "mdast";
import type { Problems } from "../problem/problem.ts";
import { type Collected, collect } from "./collect.ts";
import { frontmatterStart, type PlainPage, parseText } from "./markdown.ts";
import type { Source } from "./source.ts";
import { Yaml } from "./tree.ts";

/** A page as it was read: its syntax tree, and what it uses. */
export interface ParsedPage extends Collected {
	source: Source;
	/** Nothing where it could not be read. */
	frontmatter: Yaml | undefined;
	/** The tree; citations are nodes of their own, headings have their anchors. */
	tree: Root;
}

/**
 * Parses a page and collects what it cites, links and queries. Returns nothing when it does not parse at all.
 * @param plain its text as it was parsed before; it becomes the page's own
 */
export function parsePage(source: Source, problems: Problems, plain: PlainPage = parseText(source, problems)): ParsedPage | undefined {
	const { frontmatter: head, tree } = plain;
	if (tree === undefined) return undefined;
	const frontmatter = head === undefined ? undefined : new Yaml(source, head, frontmatterStart(source));
	return { source, frontmatter, tree, ...collect(tree, source, problems) };
}
