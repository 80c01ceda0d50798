import type { Root } from "mdast";
import type { Problems } from "../problem/problem.ts";
import { collect } from "./collect.ts";
import { parseText } from "./markdown.ts";
import { type ParsedPage, type PlainPage, pageOf } from "./page.ts";
import type { Source } from "./source.ts";

/** Parses a page's text and collects what it holds. Returns nothing when it does not parse at all. */
export function parsePlainPage(source: Source, problems: Problems): { page: PlainPage; tree: Root } | undefined {
	const { frontmatter, tree } = parseText(source, problems);
	return tree && { page: { frontmatter, ...collect(tree, source, problems) }, tree };
}

/** Parses a page. Returns nothing when it does not parse at all. */
export function parsePage(source: Source, problems: Problems): ParsedPage | undefined {
	const parsed = parsePlainPage(source, problems);
	return parsed && pageOf(source, parsed.page, () => parsed.tree);
}
