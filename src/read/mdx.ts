import GithubSlugger from "github-slugger";
import type { Node, Parent, PhrasingContent, Root, RootContent, Text } from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { SKIP, type VisitorResult, visit } from "unist-util-visit";
import { VFileMessage } from "vfile-message";
import { type Citation, findCitations } from "../cite/citation.ts";
import { setMaths } from "../maths/maths.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { type ComponentName, components, isComponentName, plainElements } from "../schema/component.ts";
import { excessIn } from "./excess.ts";
import { placer } from "./placer.ts";
import type { Source } from "./source.ts";
import { parseYaml, type Yaml } from "./yaml.ts";

declare module "mdast" {
	interface CitationNode extends Node {
		type: "citation";
		/** Its number among the page's uses. */
		use: number;
	}
	interface RootContentMap {
		citation: CitationNode;
	}
	interface PhrasingContentMap {
		citation: CitationNode;
	}
}

export interface Heading {
	depth: number;
	text: string;
	/** The anchor. */
	id: string;
}

export interface Link {
	url: string;
	/** The page loads it, rather than lead there. */
	isImage: boolean;
	place: Place;
}

/** Something on a page that uses the model, in the page's order: a citation, or a component. */
export type Use =
	| { kind: "citation"; citation: Citation; place: (offset: number) => Place }
	| {
			kind: "component";
			name: ComponentName;
			attributes: Record<string, string>;
			place: Place;
			placeOf: Record<string, Place>;
	  };

/** A page as it was read: its syntax tree, and what it uses. */
export interface ParsedPage {
	source: Source;
	/** Nothing where it could not be read. */
	frontmatter: Yaml | undefined;
	/** The tree; citations are nodes of their own, headings have their anchors. */
	tree: Root;
	headings: Heading[];
	links: Link[];
	uses: Use[];
	/** Running text, but for what <Fact> marks as no measurement. */
	texts: { value: string; place: (offset: number) => Place }[];
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkMath);
const fence = /^---[ \t]*\n((?:[\s\S]*?\n)?)---[ \t]*(?:\n|$)/;

/** Parses a page and collects what it cites, links and queries. Returns nothing when it does not parse at all. */
export function parsePage(source: Source, problems: Problems): ParsedPage | undefined {
	const [head = "", text = ""] = fence.exec(source.text) ?? [];
	if (head === "")
		problems.add(
			"field-missing",
			source.place(0),
			'The page has no frontmatter. Begin the file with --- on a line, "title: …", and --- again.',
		);
	const frontmatter = head === "" ? undefined : parseYaml(source, problems, text, head.indexOf("\n") + 1);
	// Blanks in place of the frontmatter keep every position right; Astro hands over the same text.
	const body = head.replace(/[^\n]/g, " ") + source.text.slice(head.length);
	const excess = excessIn(body);
	if (excess !== undefined) {
		problems.add("mdx-syntax", source.place(excess.at), excess.message);
		return undefined;
	}
	let tree: Root;
	try {
		tree = parser.parse(body);
	} catch (error) {
		if (!(error instanceof VFileMessage)) throw error;
		problems.add("mdx-syntax", ...syntaxError(error, source));
		return undefined;
	}
	return { source, frontmatter, tree, ...collect(tree, source, problems) };
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
	return [place, `${what}. Where a bracket is meant as text, write \\< or \\{.`];
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

function placeOf(node: Node, source: Source): Place {
	return { file: source.file, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

type Collected = Pick<ParsedPage, "headings" | "links" | "uses" | "texts">;

function collect(tree: Root, source: Source, problems: Problems): Collected {
	const slugger = new GithubSlugger();
	const found: Collected = { headings: [], links: [], uses: [], texts: [] };
	visit(tree, (node, index, parent): VisitorResult => {
		switch (node.type) {
			case "heading": {
				const text = textOf(node);
				const id = slugger.slug(text);
				node.data = { ...node.data, hProperties: { id } };
				found.headings.push({ depth: node.depth, text, id });
				return;
			}
			case "text":
				if (!isFact(parent)) found.texts.push({ value: node.value, place: placer(node, source) });
				if (parent !== undefined && index !== undefined && parent.type !== "link")
					return cite(node, index, parent, source, found.uses, problems);
				return;
			case "link":
			case "definition":
			case "image":
				found.links.push({ url: node.url, isImage: node.type === "image", place: placeOf(node, source) });
				return;
			case "math":
			case "inlineMath": {
				const maths = setMaths(node.value, node.type === "math");
				if ("problem" in maths) problems.add("maths-invalid", placer(node, source)(maths.offset), maths.problem);
				return;
			}
			case "mdxjsEsm":
				problems.add(
					"mdx-code",
					placeOf(node, source),
					`A page cannot ${/^\s*export/.test(node.value) ? "export" : "import"}: pages are data. Components are there without it.`,
				);
				return;
			case "mdxFlowExpression":
			case "mdxTextExpression":
				problems.add(
					"mdx-code",
					placeOf(node, source),
					"A page cannot hold an expression in braces: pages are data. For a brace in the text write \\{.",
				);
				return;
			case "mdxJsxFlowElement":
			case "mdxJsxTextElement":
				component(node, source, found.uses, problems);
				return;
		}
	});
	return found;
}

function component(node: MdxJsxFlowElement | MdxJsxTextElement, source: Source, uses: Use[], problems: Problems): void {
	const place = placeOf(node, source);
	const name = node.name ?? "";
	if (!isComponentName(name)) {
		if (!plainElements.has(name))
			problems.add(
				"unknown-component",
				place,
				`There is no component <${name}>.${suggestion(name, [...Object.keys(components), ...plainElements])}`,
			);
		else if (node.attributes.length > 0) problems.add("component-attribute", place, `<${name}> has no attributes here. Remove them.`);
		return;
	}
	const attributes: Record<string, string> = {};
	const places: Record<string, Place> = {};
	for (const attribute of node.attributes) {
		const start = attribute.position?.start;
		const at = start === undefined ? place : { file: source.file, line: start.line, column: start.column };
		if (attribute.type !== "mdxJsxAttribute") {
			problems.add("mdx-code", at, `<${name}> cannot take an expression: pages are data. Write each attribute as name="text".`);
			continue;
		}
		const twice = places[attribute.name] !== undefined;
		places[attribute.name] = at;
		if (twice) problems.add("component-attribute", at, `"${attribute.name}" of <${name}> is given twice. Leave one of them out.`);
		else if (typeof attribute.value === "string") attributes[attribute.name] = attribute.value;
		else
			problems.add(
				attribute.value === null ? "component-attribute" : "mdx-code",
				at,
				`"${attribute.name}" of <${name}> must be a literal text in quotes.`,
			);
	}
	const checked = components[name].safeParse(attributes);
	const misnamed = checked.error?.issues.some(({ code }) => code === "unrecognized_keys") ?? false;
	for (const issue of checked.error?.issues ?? []) {
		const attribute = String(issue.path[0]);
		if (issue.code === "unrecognized_keys") {
			const known = Object.keys(components[name].shape);
			for (const key of issue.keys) {
				problems.add("component-attribute", places[key] ?? place, `<${name}> has no attribute "${key}".${suggestion(key, known)}`);
				delete attributes[key];
			}
		} else if (issue.code === "invalid_value" && attributes[attribute] !== undefined) {
			const allowed = issue.values.map(String);
			problems.add(
				"component-attribute",
				places[attribute] ?? place,
				`"${attribute}" of <${name}> cannot be "${attributes[attribute]}".${suggestion(attributes[attribute], allowed)}`,
			);
		} else if (places[attribute] === undefined && !misnamed)
			problems.add("component-attribute", place, `<${name}> needs the attribute "${attribute}".`);
	}
	// The renderer finds what was derived for this use by its number.
	node.attributes = [{ type: "mdxJsxAttribute", name: "use", value: String(uses.length) }];
	uses.push({ kind: "component", name, attributes: checked.success ? given(checked.data) : attributes, place, placeOf: places });
}

/** Attributes that are there, those by default among them. */
function given(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
	return Object.fromEntries(Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Whether a node is <Fact>: numbers in it are no measurements. */
function isFact(node: Node | undefined): boolean {
	return node?.type === "mdxJsxTextElement" && "name" in node && node.name === "Fact";
}

function cite(node: Text, index: number, parent: Parent, source: Source, uses: Use[], problems: Problems): VisitorResult {
	if (!node.value.includes("@")) return undefined;
	const { citations, problems: wrong } = findCitations(node.value);
	const place = placer(node, source);
	for (const { offset, message } of wrong) problems.add("citation-syntax", place(offset), message);
	if (citations.length === 0) return undefined;
	const parts: PhrasingContent[] = [];
	let at = 0;
	for (const citation of citations) {
		if (citation.start > at) parts.push({ type: "text", value: node.value.slice(at, citation.start) });
		parts.push({ type: "citation", use: uses.length });
		uses.push({ kind: "citation", citation, place });
		at = citation.end;
	}
	if (at < node.value.length) parts.push({ type: "text", value: node.value.slice(at) });
	parent.children.splice(index, 1, ...(parts as RootContent[]));
	return [SKIP, index + parts.length];
}
