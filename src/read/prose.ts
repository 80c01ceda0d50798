import type { Node, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

/** A part of what a page says, without its markup. */
export type Part =
	| string
	/** What a use shows in the text, by its number among the page's uses. */
	| { use: number }
	| { tex: string; display: boolean }
	/** A paragraph, or a cell of a table: what its sentences stand in. */
	| { paragraph: Part[] };

/** What stands at the top level of a page. */
export interface Block {
	/** Its number among the page's headings, where it is one. */
	heading?: number;
	parts: Part[];
}

/**
 * What a page says, block by block.
 * @param headings the nodes of its headings
 * @param shown whether a use shows something in the text
 */
export function proseOf(tree: Root, headings: readonly Node[], shown: (use: number) => boolean): Block[] {
	const numbers = new Map(headings.map((node, number) => [node, number]));
	return tree.children.map((node) => {
		const [heading, parts] = [numbers.get(node), joined(partsOf(node, shown))];
		return heading === undefined ? { parts } : { heading, parts };
	});
}

function partsOf(node: RootContent, shown: (use: number) => boolean): Part[] {
	if (node.type === "math" || node.type === "inlineMath") return [{ tex: node.value, display: node.type === "math" }];
	if (node.type === "citation") return [{ use: node.use }];
	if (node.type === "mdxJsxTextElement" || node.type === "mdxJsxFlowElement") {
		const use = node.attributes.find((attribute) => attribute.type === "mdxJsxAttribute" && attribute.name === "use")?.value;
		if (typeof use === "string" && shown(Number(use))) return [{ use: Number(use) }];
	}
	if (!("children" in node)) return [textOf(node)];
	const apart = node.children.some(({ type }) => apartFrom.has(type));
	const parts = node.children.flatMap((child, index) => [...(apart && index > 0 ? [" "] : []), ...partsOf(child, shown)]);
	return node.type === "paragraph" || node.type === "tableCell" ? [{ paragraph: joined(parts) }] : parts;
}

/** What has a blank between it and what stands beside it. */
const apartFrom: ReadonlySet<string> = new Set(["paragraph", "listItem", "tableRow", "tableCell"]);

/** Parts with those that are texts put together. */
function joined(parts: readonly Part[]): Part[] {
	const out: Part[] = [];
	for (const part of parts) {
		const last = out.at(-1);
		if (typeof part === "string" && typeof last === "string") out[out.length - 1] = last + part;
		else if (part !== "") out.push(part);
	}
	return out;
}
