import GithubSlugger from "github-slugger";
import type { Node, Parent, PhrasingContent, Root, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, type VisitorResult, visit } from "unist-util-visit";
import { type Citation, findCitations } from "../cite/citation.ts";
import { setMaths } from "../maths/maths.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { type ComponentUse, readComponent } from "./component.ts";
import { type PlaceIn, placeOf, placer, type Written, writtenAt } from "./placer.ts";
import { type Block, proseOf } from "./prose.ts";
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

/** A piece of running text. */
export interface RunningText extends Written {
	/** It stands in <Fact>: numbers in it are no measurements. */
	isFact?: true;
}

/** A citation, and the number of the text that it stands in. */
export interface CitationUse {
	kind: "citation";
	citation: Citation;
	text: number;
}

/** What a page holds, in its order: plain data, which can be kept. */
export interface Collected {
	headings: Heading[];
	links: Link[];
	/** What uses the model. */
	uses: (CitationUse | ComponentUse)[];
	texts: RunningText[];
	formulas: { tex: string; display: boolean }[];
	prose: Block[];
}

/** Collects what a page cites, links, uses and says. Gives headings their anchors, and makes citations nodes of their own. */
export function collect(tree: Root, source: Source, problems: Problems): Collected {
	const slugger = new GithubSlugger();
	const found: Omit<Collected, "prose"> = { headings: [], links: [], uses: [], texts: [], formulas: [] };
	const headings: Node[] = [];
	/** The text of links, where no citation can stand: it would be a link in a link. */
	const linked = new Set<Node>();
	visit(tree, (node, index, parent): VisitorResult => {
		switch (node.type) {
			case "heading": {
				const text = withoutCitations(textOf(node));
				const id = slugger.slug(text);
				node.data = { ...node.data, hProperties: { id } };
				found.headings.push({ depth: node.depth, text, id });
				headings.push(node);
				return;
			}
			case "text":
				found.texts.push({ ...writtenAt(node, source), ...(isFact(parent) ? { isFact: true } : {}) });
				if (parent !== undefined && index !== undefined && !linked.has(node)) return cite(node, index, parent, source, found, problems);
				return;
			case "linkReference":
				visit(node, "text", (text) => void linked.add(text));
				return;
			case "link":
				visit(node, "text", (text) => void linked.add(text));
				found.links.push({ url: node.url, isImage: false, place: placeOf(node, source) });
				return;
			case "imageReference":
				problems.add("unsafe-link", placeOf(node, source), "An image names its file itself. Write it as ![what it shows](/file.png).");
				return;
			case "definition":
			case "image":
				found.links.push({ url: node.url, isImage: node.type === "image", place: placeOf(node, source) });
				return;
			case "math":
			case "inlineMath": {
				const formula = { tex: node.value, display: node.type === "math" };
				found.formulas.push(formula);
				const maths = setMaths(formula.tex, formula.display);
				if ("problem" in maths)
					problems.add("maths-invalid", placer(writtenAt(node, source), source, node.type)(maths.offset), maths.problem);
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
			case "mdxJsxTextElement": {
				const use = readComponent(node, source, problems);
				if (use === undefined) return;
				for (const name of ["caption", "alt"])
					if (findCitations(use.attributes[name] ?? "").citations.length > 0)
						problems.add(
							"citation-syntax",
							use.placeOf[name] ?? use.place,
							`"${name}" of <${use.name}> is plain text and cannot cite. Cite the work in the text beside it.`,
						);
				// The renderer finds what was derived for this use by its number.
				node.attributes = [{ type: "mdxJsxAttribute", name: "use", value: String(found.uses.length) }];
				found.uses.push(use);
				return;
			}
		}
	});
	const isValue = (use: ComponentUse | CitationUse | undefined) => use?.kind === "component" && use.name === "Value";
	return { ...found, prose: proseOf(tree, headings, (use) => isValue(found.uses[use])) };
}

/** Whether a node is <Fact>. */
function isFact(node: Node | undefined): boolean {
	return node?.type === "mdxJsxTextElement" && "name" in node && node.name === "Fact";
}

/** A heading as the list of contents has it. */
function withoutCitations(text: string): string {
	let out = "";
	let at = 0;
	for (const { start, end } of findCitations(text).citations) {
		out += text.slice(at, start).trimEnd();
		at = end;
	}
	return out + text.slice(at);
}

/** A text in which an @ that is written \@ or &#64; begins no citation. Of the same length. */
function withoutEscaped(text: string, place: PlaceIn, source: Source): string {
	return text.replaceAll("@", (sign, offset: number) => {
		const { line, column } = place(offset);
		const at = source.offset(line, column);
		return source.text[at] === "@" && source.text[at - 1] !== "\\" ? sign : "\ufffc";
	});
}

/** Makes nodes of the citations in a text, the last one that was found. */
function cite(
	node: Text,
	index: number,
	parent: Parent,
	source: Source,
	{ texts, uses }: Pick<Collected, "texts" | "uses">,
	problems: Problems,
): VisitorResult {
	if (!node.value.includes("@")) return undefined;
	const place = placer(writtenAt(node, source), source);
	const { citations, problems: wrong } = findCitations(withoutEscaped(node.value, place, source));
	for (const { offset, message } of wrong) problems.add("citation-syntax", place(offset), message);
	if (citations.length === 0) return undefined;
	const parts: PhrasingContent[] = [];
	let at = 0;
	for (const citation of citations) {
		if (citation.start > at) parts.push({ type: "text", value: node.value.slice(at, citation.start) });
		parts.push({ type: "citation", use: uses.length });
		uses.push({ kind: "citation", citation, text: texts.length - 1 });
		at = citation.end;
	}
	if (at < node.value.length) parts.push({ type: "text", value: node.value.slice(at) });
	parent.children.splice(index, 1, ...parts);
	return [SKIP, index + parts.length];
}
