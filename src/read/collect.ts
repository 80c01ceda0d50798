import GithubSlugger from "github-slugger";
import type { Node, Parent, PhrasingContent, Root, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, type VisitorResult, visit } from "unist-util-visit";
import { type Citation, findCitations } from "../cite/citation.ts";
import { setMaths } from "../maths/maths.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { type ComponentUse, readComponent } from "./component.ts";
import { placer, startOf } from "./placer.ts";
import type { Source } from "./source.ts";

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
export type Use = { kind: "citation"; citation: Citation; place: (offset: number) => Place } | ComponentUse;

/** What a page holds beside its text, in its order. */
export interface Collected {
	headings: Heading[];
	links: Link[];
	uses: Use[];
	/** Running text, but for what <Fact> marks as no measurement. */
	texts: { value: string; place: (offset: number) => Place }[];
}

/** Collects what a page cites, links and uses. Gives headings their anchors, and makes citations nodes of their own. */
export function collect(tree: Root, source: Source, problems: Problems): Collected {
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
				found.links.push({ url: node.url, isImage: node.type === "image", place: startOf(node, source) });
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
					startOf(node, source),
					`A page cannot ${/^\s*export/.test(node.value) ? "export" : "import"}: pages are data. Components are there without it.`,
				);
				return;
			case "mdxFlowExpression":
			case "mdxTextExpression":
				problems.add(
					"mdx-code",
					startOf(node, source),
					"A page cannot hold an expression in braces: pages are data. For a brace in the text write \\{.",
				);
				return;
			case "mdxJsxFlowElement":
			case "mdxJsxTextElement": {
				const use = readComponent(node, source, problems);
				if (use === undefined) return;
				// The renderer finds what was derived for this use by its number.
				node.attributes = [{ type: "mdxJsxAttribute", name: "use", value: String(found.uses.length) }];
				found.uses.push(use);
				return;
			}
		}
	});
	return found;
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
	parent.children.splice(index, 1, ...parts);
	return [SKIP, index + parts.length];
}
