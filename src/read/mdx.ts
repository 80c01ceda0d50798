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
	frontmatter: Yaml;
	/** The tree; citations are nodes of their own, headings have their anchors. */
	tree: Root;
	headings: Heading[];
	links: Link[];
	uses: Use[];
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkMath);
const fence = /^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/;

/** Parses a page and collects what it cites, links and queries. Returns nothing when it does not parse at all. */
export function parsePage(source: Source, problems: Problems): ParsedPage | undefined {
	const match = fence.exec(source.text);
	if (match === null) {
		problems.add(
			"field-missing",
			source.place(0),
			'The page has no frontmatter. Begin the file with --- on a line, "title: …", and --- again.',
		);
		return undefined;
	}
	const frontmatter = parseYaml(source, problems, match[1] ?? "", match[0].indexOf("\n") + 1);
	// Blanks in place of the frontmatter keep every position right; Astro hands over the same text.
	const body = match[0].replace(/[^\n]/g, " ") + source.text.slice(match[0].length);
	let tree: Root;
	try {
		tree = parser.parse(body);
	} catch (error) {
		if (!(error instanceof VFileMessage)) throw error;
		const place = { file: source.file, line: error.line ?? 1, column: error.column ?? 1 };
		problems.add("mdx-syntax", place, `${error.reason.replace(/\s*\(`?note[\s\S]*$/i, "").replace(/[.\s]*$/, "")}.`);
		return undefined;
	}
	if (frontmatter === undefined) return undefined;
	return { source, frontmatter, tree, ...collect(tree, source, problems) };
}

function placeOf(node: Node, source: Source): Place {
	return { file: source.file, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

function collect(tree: Root, source: Source, problems: Problems): Pick<ParsedPage, "headings" | "links" | "uses"> {
	const slugger = new GithubSlugger();
	const found: Pick<ParsedPage, "headings" | "links" | "uses"> = { headings: [], links: [], uses: [] };
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
				if (parent !== undefined && index !== undefined && parent.type !== "link")
					return cite(node, index, parent, source, found.uses, problems);
				return;
			case "link":
			case "definition":
			case "image":
				found.links.push({ url: node.url, place: placeOf(node, source) });
				return;
			case "math":
			case "inlineMath": {
				const maths = setMaths(node.value, node.type === "math");
				if ("problem" in maths) problems.add("maths-invalid", placeOf(node, source), `${maths.problem}.`.replace(/\.\.$/, "."));
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
		if (plainElements.has(name) && node.attributes.length === 0) return;
		problems.add("unknown-component", place, `There is no component <${name}>.${suggestion(name, Object.keys(components))}`);
		return;
	}
	const attributes: Record<string, string> = {};
	const places: Record<string, Place> = {};
	for (const attribute of node.attributes) {
		const at =
			attribute.position === undefined
				? place
				: { file: source.file, line: attribute.position.start.line, column: attribute.position.start.column };
		if (attribute.type !== "mdxJsxAttribute" || typeof attribute.value !== "string") {
			const what = attribute.type === "mdxJsxAttribute" ? `"${attribute.name}"` : "An attribute";
			problems.add(
				attribute.type === "mdxJsxAttribute" && attribute.value === null ? "component-attribute" : "mdx-code",
				at,
				`${what} of <${name}> must be a literal text in quotes.`,
			);
			continue;
		}
		attributes[attribute.name] = attribute.value;
		places[attribute.name] = at;
	}
	const checked = components[name].safeParse(attributes);
	if (!checked.success) {
		for (const issue of checked.error.issues) {
			const known = Object.keys(components[name].shape);
			if (issue.code === "unrecognized_keys") {
				for (const key of issue.keys)
					problems.add("component-attribute", places[key] ?? place, `<${name}> has no attribute "${key}".${suggestion(key, known)}`);
			} else if (issue.code === "invalid_value") {
				problems.add(
					"component-attribute",
					places[String(issue.path[0])] ?? place,
					`"${String(issue.path[0])}" of <${name}> cannot be "${attributes[String(issue.path[0])]}".${suggestion(attributes[String(issue.path[0])] ?? "", issue.values.map(String))}`,
				);
			} else problems.add("component-attribute", place, `<${name}> needs the attribute "${String(issue.path[0])}".`);
		}
		return;
	}
	// The renderer finds what was derived for this use by its number.
	node.attributes = [{ type: "mdxJsxAttribute", name: "use", value: String(uses.length) }];
	uses.push({ kind: "component", name, attributes: { ...checked.data }, place, placeOf: places });
}

function cite(node: Text, index: number, parent: Parent, source: Source, uses: Use[], problems: Problems): VisitorResult {
	if (!node.value.includes("@")) return undefined;
	const { citations, problems: wrong } = findCitations(node.value);
	const place = (offset: number) => textPlace(node, offset, source);
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

/** Where a character of a text node stands in the file; entities and escapes before it on the line can shift it. */
function textPlace(node: Text, offset: number, source: Source): Place {
	const before = node.value.slice(0, offset).split("\n");
	const start = node.position?.start;
	if (start?.offset === undefined) return source.place(0);
	if (before.length === 1) {
		const found = source.text.indexOf(node.value.slice(offset, offset + 20).split("\n")[0] ?? "", start.offset + offset);
		return source.place(found >= 0 && found < start.offset + offset + 80 ? found : start.offset + offset);
	}
	const line = start.line + before.length - 1;
	const text = source.text.split("\n")[line - 1] ?? "";
	const rest = (node.value.slice(offset).split("\n")[0] ?? "").slice(0, 20);
	return { file: source.file, line, column: Math.max(0, text.indexOf(rest)) + 1 };
}
