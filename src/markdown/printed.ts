import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { SKIP, visit } from "unist-util-visit";

/** A page as part of a longer one. */
export interface Part {
	/** Stands before each of its ids. */
	prefix: string;
	/** How far its headings go down: 1 makes an h2 an h3. */
	down: number;
	/** Where a link to an address of the site leads within the whole, where it does. */
	within(address: string): string | undefined;
}

/** Attributes that name other elements by their ids. */
const naming = ["htmlFor", "ariaLabelledBy", "ariaDescribedBy", "ariaControls", "headers"];

/**
 * The HTML of a page as part of a longer one to be printed: its ids are its own, what leads to them follows, its headings
 * stand below the whole's, citations lead to the one list of references, and what only works on a screen is left out.
 */
export function printedPart(html: string, part: Part): string {
	const tree = fromHtml(html, { fragment: true });
	const own = (id: string) => (id.startsWith("ref-") ? id : `${part.prefix}${id}`);
	visit(tree, "element", (node, index, parent) => {
		if (isForScreen(node) && parent !== undefined && index !== undefined) {
			parent.children.splice(index, 1);
			return [SKIP, index];
		}
		const { properties } = node;
		if (typeof properties.id === "string") properties.id = own(properties.id);
		for (const name of naming) {
			const ids = properties[name];
			if (Array.isArray(ids)) properties[name] = ids.map((id) => own(String(id)));
			else if (typeof ids === "string") properties[name] = ids.split(" ").map(own).join(" ");
		}
		for (const [name, value] of Object.entries(properties)) {
			if (typeof value === "string" && value.includes("url(#"))
				properties[name] = value.replace(/url\(#([^)]+)\)/g, (_, id) => `url(#${own(id)})`);
		}
		if (typeof properties.href === "string") {
			if (properties.href.startsWith("#")) properties.href = `#${own(properties.href.slice(1))}`;
			else properties.href = part.within(properties.href) ?? properties.href;
		}
		const level = /^h([1-6])$/.exec(node.tagName)?.[1];
		if (level !== undefined) node.tagName = `h${Math.min(6, Number(level) + part.down)}`;
		if (node.tagName === "section" && properties.tabIndex !== undefined) delete properties.tabIndex;
		return undefined;
	});
	return toHtml(withoutBlank(tree));
}

/** Scripts, controls, downloads, and the drawing for narrow places, which stands beside the one for wide ones. */
function isForScreen({ tagName, properties }: Element): boolean {
	const classes = Array.isArray(properties.className) ? properties.className : [];
	const has = (name: string) => classes.includes(name);
	return (
		["script", "style", "details", "button"].includes(tagName) ||
		properties.download !== undefined ||
		has("views") ||
		has("tools") ||
		has("answer") ||
		has("for-narrow") ||
		(has("panel") && (has("data") || has("about")))
	);
}

/** Blank lines that were left behind tell nobody anything. */
function withoutBlank(tree: Root): Root {
	tree.children = tree.children.filter((node) => node.type !== "text" || node.value.trim() !== "");
	return tree;
}
