import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { VFileMessage } from "vfile-message";
import type { Place, Problems } from "../problem/problem.ts";
import { excessIn } from "./excess.ts";
import { frontmatterStart } from "./page.ts";
import type { Source } from "./source.ts";
import type { YamlNode } from "./tree.ts";
import { parseTree } from "./yaml.ts";

/** A page's text, before anything is collected from it. */
export interface ParsedText {
	/** Nothing where it could not be read. */
	frontmatter: YamlNode | null | undefined;
	/** Nothing where it does not parse at all. */
	tree: Root | undefined;
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkMath);
const fence = /^---[ \t]*\n((?:[\s\S]*?\n)?)---[ \t]*(?:\n|$)/;

/** Parses a page's text. */
export function parseText(source: Source, problems: Problems): ParsedText {
	const [head = "", text = ""] = fence.exec(source.text) ?? [];
	if (head === "")
		problems.add(
			"field-missing",
			source.place(0),
			'The page has no frontmatter. Begin the file with --- on a line, "title: …", and --- again.',
		);
	const frontmatter = head === "" ? undefined : parseTree(source, problems, text, frontmatterStart(source));
	// Blanks in place of the frontmatter keep every position right; Astro hands over the same text.
	const body = head.replace(/[^\n]/g, " ") + source.text.slice(head.length);
	const excess = excessIn(body);
	if (excess !== undefined) {
		problems.add("mdx-syntax", source.place(excess.at), excess.message);
		return { frontmatter, tree: undefined };
	}
	try {
		return { frontmatter, tree: parser.parse(body) };
	} catch (error) {
		if (!(error instanceof VFileMessage)) throw error;
		problems.add("mdx-syntax", ...syntaxError(error, source));
		return { frontmatter, tree: undefined };
	}
}

/** Where an error of the parser is best told, and how: an unclosed tag or brace where it opens. */
function syntaxError(error: VFileMessage, source: Source): [Place, string] {
	const [, said, line, column] = /^(.*) \((\d+):(\d+)-\d+:\d+\)/.exec(error.reason) ?? [];
	const brace = /closing brace for `\{`/.test(error.reason)
		? openBrace(source.text, source.offset(error.line ?? 1, error.column ?? 1))
		: -1;
	const place =
		brace >= 0
			? source.place(brace)
			: { file: source.file, line: error.line ?? Number(line ?? 1), column: error.column ?? Number(column ?? 1) };
	const what = (said ?? error.reason).replace(/\s*\(`?note[\s\S]*$/i, "").replace(/[.\s]*$/, "");
	return [place, advice(what) ?? `${what}. Where a bracket is meant as text, write \\< or \\{.`];
}

/** What to do about the errors that people make, in place of the parser's words. */
function advice(what: string): string | undefined {
	const open = /^Expected a closing tag for `<([^`>]+)>`/.exec(what)?.[1];
	if (open !== undefined) return `<${open}> is not closed. Add </${open}> behind what it holds, or write \\< where the sign is meant.`;
	if (/closing brace for `\{`/.test(what))
		return "The { that opens here is not closed. Pages hold no expressions: for a brace in the text write \\{.";
	const sign = /^Unexpected character `(.+)` \(U\+[0-9A-F]+\) before name/.exec(what)?.[1];
	if (sign !== undefined) return `A < begins a tag, and its name cannot begin with "${sign}". For the sign itself write \\<.`;
	return undefined;
}

/** The last brace before an offset that is not closed before it; -1 where there is none. */
function openBrace(text: string, before: number): number {
	let closed = 0;
	for (let at = before - 1; at >= 0; at--) {
		if (text[at] === "}") closed++;
		else if (text[at] === "{" && closed-- === 0) return at;
	}
	return -1;
}
