import type { PhrasingContent, Root, RootContent, Table } from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { SKIP, type VisitorResult, visit } from "unist-util-visit";
import type { CitationView } from "../derive/citing.ts";
import { escapeHtml } from "../html/escape.ts";
import { setMaths } from "../maths/maths.ts";
import { textSetter } from "./text.ts";

/** What setting a page's tree needs to know. */
export interface PageSetting {
	path: string;
	/** The site's base path, without a slash at its end. */
	base: string;
	/** Where a link within the site leads. */
	leadsTo(link: string): string;
	/** What was derived for a use, by its number, where it is a citation. */
	citation(use: number): CitationView | undefined;
	formulas: ReadonlySet<string>;
	units: readonly string[];
}

/**
 * Sets a page's tree: citations, maths, substances and units become finished HTML, components learn where they stand,
 * internal links get the base path. Changes the tree.
 */
export function setPage(tree: Root, page: PageSetting): void {
	// Citations first: they move punctuation, and the text beside them is still text.
	visit(tree, "citation", (node, index, parent): VisitorResult => {
		const view = page.citation(node.use);
		if (view === undefined || parent === undefined || index === undefined) return;
		const at = view.html.startsWith("<sup>") && view.names === undefined ? raise(parent.children, index) : index;
		parent.children[at] = htmlElement(citationHtml(view), "mdxJsxTextElement");
		return [SKIP, at + 1];
	});
	// <Fact> tells check something; to a reader it is plain text.
	visit(tree, "mdxJsxTextElement", (node, index, parent): VisitorResult => {
		if (node.name !== "Fact" || parent === undefined || index === undefined) return;
		parent.children.splice(index, 1, ...node.children);
		return [SKIP, index];
	});
	visit(tree, "table", (node, index, parent): VisitorResult => {
		alignTable(node);
		if (parent === undefined || index === undefined) return;
		parent.children[index] = scrolling(node);
		return SKIP;
	});
	const set = textSetter(page.formulas, page.units);
	visit(tree, (node, index, parent): VisitorResult => {
		switch (node.type) {
			case "math":
			case "inlineMath": {
				const maths = setMaths(node.value, node.type === "math");
				if (parent === undefined || index === undefined || "problem" in maths) return;
				const html =
					node.type === "math" ? `<div class="equation" role="group" aria-label="Equation" tabindex="0">${maths.html}</div>` : maths.html;
				parent.children[index] = htmlElement(html, node.type === "math" ? "mdxJsxFlowElement" : "mdxJsxTextElement");
				return SKIP;
			}
			case "link":
			case "image":
			case "definition":
				node.url = withBase(page.leadsTo(node.url), page.base);
				return;
			case "mdxJsxFlowElement":
			case "mdxJsxTextElement":
				if (node.attributes.some((attribute) => attribute.type === "mdxJsxAttribute" && attribute.name === "use"))
					node.attributes.push({ type: "mdxJsxAttribute", name: "page", value: page.path });
				return;
			case "text": {
				if (parent === undefined || index === undefined) return;
				const html = set(node.value);
				if (html === undefined) return;
				parent.children[index] = htmlElement(html, "mdxJsxTextElement");
				return SKIP;
			}
		}
	});
}

/** An internal link with the site's base path. */
export function withBase(url: string, base: string): string {
	return url.startsWith("/") && !url.startsWith("//") ? `${base}${url}` : url;
}

/** A citation as a link to its first work in the list at the page's end. */
export function citationHtml({ id, keys, html, names }: CitationView): string {
	const link = `<a class="cite" id="${id}" href="#ref-${encodeURIComponent(keys[0] ?? "")}" data-keys="${escapeHtml(keys.join(" "))}" role="doc-biblioref">${html}</a>`;
	return names === undefined ? link : `${escapeHtml(names)}${html.startsWith("<sup>") ? "" : " "}${link}`;
}

/** A citation above the line stands behind the punctuation, without a space before it. Gives its new place. */
function raise(siblings: (RootContent | PhrasingContent)[], index: number): number {
	const [before, after] = [siblings[index - 1], siblings[index + 1]];
	if (before?.type === "text") before.value = before.value.replace(/[ \n]+$/, "");
	const mark = after?.type === "text" ? /^[.,;:]/.exec(after.value)?.[0] : undefined;
	if (mark === undefined || after?.type !== "text" || before === undefined) return index;
	after.value = after.value.slice(1);
	if (before.type === "text") {
		before.value += mark;
		return index;
	}
	siblings.splice(index, 0, { type: "text", value: mark });
	return index + 1;
}

/** Finished HTML survives MDX only as a Fragment with `set:html`. */
function htmlElement(html: string, type: "mdxJsxTextElement"): MdxJsxTextElement;
function htmlElement(html: string, type: "mdxJsxTextElement" | "mdxJsxFlowElement"): MdxJsxTextElement & MdxJsxFlowElement;
function htmlElement(html: string, type: "mdxJsxTextElement" | "mdxJsxFlowElement"): unknown {
	return { type, name: "Fragment", attributes: [{ type: "mdxJsxAttribute", name: "set:html", value: html }], children: [] };
}

/** A table in a place that scrolls inside itself, and can be scrolled with the keyboard. */
function scrolling(table: Table): MdxJsxFlowElement {
	const attribute = (name: string, value: string) => ({ type: "mdxJsxAttribute" as const, name, value });
	return {
		type: "mdxJsxFlowElement",
		name: "div",
		attributes: [attribute("class", "scroll"), attribute("role", "group"), attribute("aria-label", "Table"), attribute("tabindex", "0")],
		children: [table],
	};
}

/** GFM aligns cells by an obsolete attribute; classes do it here. */
function alignTable(table: Table): void {
	for (const row of table.children) {
		for (const [index, cell] of row.children.entries()) {
			const align = table.align?.[index];
			if (align !== null && align !== undefined) cell.data = { ...cell.data, hProperties: { className: [`align-${align}`] } };
		}
	}
	table.align = null;
}
