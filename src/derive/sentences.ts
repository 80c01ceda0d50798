import type { Paragraph, Root, RootContent, TableCell } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import type { UseView } from "./pages.ts";

/** Stands for a citation in a text, so that the sentence around it can be found. */
const mark = (use: number) => `\u{e000}${use}\u{e001}`;
const marks = /\u{e000}(\d+)\u{e001}/gu;

/**
 * The text of a node as a reader sees it: numbers that components show, names of narrative citations; other citations
 * left out, formulas as they are given back.
 */
export function readableText(
	node: RootContent,
	uses: readonly UseView[],
	maths: (tex: string, display: boolean) => string = () => "",
): string {
	return clean(textWithMarks(node, uses, maths));
}

/** For each citation of a page, by its number among the uses: the sentence that it stands in. */
export function citingSentences(tree: Root, uses: readonly UseView[]): Map<number, string> {
	const sentences = new Map<number, string>();
	visit(tree, (node) => {
		if (node.type !== "paragraph" && node.type !== "tableCell") return undefined;
		for (const sentence of sentencesOf(textWithMarks(node, uses))) {
			for (const [, use] of sentence.matchAll(marks)) sentences.set(Number(use), clean(sentence));
		}
		// Neither stands in another one.
		return SKIP;
	});
	return sentences;
}

/** Cuts at full stops before a capital; a citation right behind the full stop belongs to the sentence before it. */
function sentencesOf(text: string): string[] {
	return text.split(/(?<=[.!?](?:\s*\u{e000}\d+\u{e001})*)\s+(?=[\p{Lu}\u{e000}])/u);
}

function clean(text: string): string {
	return text
		.replace(marks, "")
		.replace(/[ \n]+(?=[.,;:)]|$)/g, "")
		.replace(/[ \n]+/g, " ")
		.trim();
}

function textWithMarks(
	node: RootContent | Paragraph | TableCell,
	uses: readonly UseView[],
	maths: (tex: string, display: boolean) => string = () => "",
): string {
	if (node.type === "math" || node.type === "inlineMath") return maths(node.value, node.type === "math");
	if (node.type === "citation") {
		const view = uses[node.use];
		return `${view?.kind === "citation" ? (view.citation.names ?? "") : ""}${mark(node.use)}`;
	}
	if (node.type === "mdxJsxTextElement" || node.type === "mdxJsxFlowElement") {
		const use = node.attributes.find((attribute) => attribute.type === "mdxJsxAttribute" && attribute.name === "use")?.value;
		const view = typeof use === "string" ? uses[Number(use)] : undefined;
		if (view?.kind === "value") return [view.value.number, view.value.unit].filter(Boolean).join("\u202f");
	}
	if (!("children" in node)) return textOf(node);
	const blocks = node.children.some(
		({ type }) => type === "paragraph" || type === "listItem" || type === "tableRow" || type === "tableCell",
	);
	return node.children.map((child) => textWithMarks(child, uses, maths)).join(blocks ? " " : "");
}
