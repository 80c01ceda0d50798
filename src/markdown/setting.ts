import type { Element, ElementContent, Nodes as Html } from "hast";
import { toHtml } from "hast-util-to-html";
import type { CitationNode, Link, LinkReference, Nodes, Paragraph, Parents, Root, Table, Text } from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { defaultHandlers, type Handlers, type State, toHast } from "mdast-util-to-hast";
import type { CitationView } from "../derive/citing.ts";
import { escapeHtml } from "../html/escape.ts";
import { setMaths } from "../maths/maths.ts";
import { type ComponentName, isComponentName } from "../schema/component.ts";
import { textSetter } from "./text.ts";

/** What setting a page's tree needs to know. */
export interface PageSetting {
	/** The site's base path, without a slash at its end. */
	base: string;
	/** Where a link within the site leads. */
	leadsTo(link: string): string;
	/** What was derived for a use, by its number, where it is a citation. */
	citation(use: number): CitationView | undefined;
	formulas: ReadonlySet<string>;
	units: readonly string[];
}

/** A piece of a page's text: HTML, which need not close what it opens, or a component with its number among the page's uses. */
export type Segment = string | { component: ComponentName; use: string; holds: Segment[] };

/** Stands for a component in HTML until that is cut into segments; no text can hold it, as Markdown knows no such character. */
const cut = "\0";

/**
 * Sets a page's tree: citations, maths, substances and units become HTML, internal links get the base path, and components are left
 * for those who lay the page out. A page is data, so nothing of it has to be compiled.
 */
export function setPage(tree: Root, page: PageSetting): Segment[] {
	const components: Exclude<Segment, string>[] = [];
	const set = textSetter(page.formulas, page.units);
	const target = (url: string) => withBase(page.leadsTo(url), page.base);
	/** The citation that a node is, where it stands above the line. */
	const raised = (node: Nodes | undefined): CitationView | undefined => {
		const view = node?.type === "citation" ? page.citation(node.use) : undefined;
		return view?.html.startsWith("<sup>") && view.names === undefined ? view : undefined;
	};
	const jsx = (state: State, node: MdxJsxFlowElement | MdxJsxTextElement): ElementContent | ElementContent[] => {
		const name = node.name ?? "";
		const holds = state.all(node);
		// <Fact> tells check something; to a reader it is plain text.
		if (name === "Fact") return holds;
		if (!isComponentName(name)) return { type: "element", tagName: name, properties: {}, children: holds };
		components.push({ component: name, use: useOf(node), holds: segments({ type: "root", children: holds }) });
		return raw(`${cut}${components.length - 1}${cut}`);
	};
	const segments = (html: Html): Segment[] =>
		toHtml(html, { allowDangerousHtml: true })
			.split(cut)
			.map((piece, index): Segment => (index % 2 === 0 ? piece : (components[Number(piece)] ?? "")))
			.filter((segment) => segment !== "");
	const handlers: Handlers = {
		citation(_: State, node: CitationNode, parent: Parents | undefined) {
			const view = page.citation(node.use);
			if (view === undefined) return undefined;
			const siblings: Nodes[] = parent?.children ?? [];
			const index = siblings.indexOf(node);
			const mark = raised(node) && index > 0 && siblings[index - 1]?.type !== "text" ? markOf(siblings[index + 1]) : "";
			return raw(`${mark}${citationHtml(view)}`);
		},
		text(state: State, node: Text, parent: Parents | undefined) {
			// A citation above the line stands behind the punctuation, without a space before it.
			const siblings: Nodes[] = parent?.children ?? [];
			const index = siblings.indexOf(node);
			let { value } = node;
			if (index > 1 && raised(siblings[index - 1])) value = value.slice(markOf(node).length);
			if (raised(siblings[index + 1])) value = value.replace(/[ \n]+$/, "") + markOf(siblings[index + 2]);
			const html = set(value);
			return html === undefined ? defaultHandlers.text(state, { ...node, value }) : raw(html);
		},
		inlineMath(_: State, { value }: { value: string }) {
			const maths = setMaths(value, false);
			return "html" in maths ? raw(maths.html) : undefined;
		},
		math(_: State, { value }: { value: string }) {
			const maths = setMaths(value, true);
			if (!("html" in maths)) return undefined;
			return raw(`<div class="equation" role="group" aria-label="Equation" tabindex="0">${maths.html}</div>`);
		},
		link: (state: State, node: Link) => defaultHandlers.link(state, { ...node, url: target(node.url) }),
		image: (state, node) => defaultHandlers.image(state, { ...node, url: target(node.url) }),
		linkReference(state: State, node: LinkReference) {
			const definition = state.definitionById.get(node.identifier.toUpperCase());
			if (definition === undefined) return defaultHandlers.linkReference(state, node);
			return defaultHandlers.link(state, { type: "link", url: target(definition.url), title: definition.title, children: node.children });
		},
		// What holds nothing but components is no paragraph.
		paragraph: (state: State, node: Paragraph) =>
			isMarkup(node)
				? node.children.flatMap((child) => (child.type === "mdxJsxTextElement" ? jsx(state, child) : []))
				: defaultHandlers.paragraph(state, node),
		table: (state: State, node: Table) => scrolling(defaultHandlers.table(state, aligned(node))),
		mdxJsxFlowElement: jsx,
		mdxJsxTextElement: jsx,
	};
	return segments(toHast(tree, { handlers, allowDangerousHtml: true }));
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

/** The punctuation that a node begins with. */
function markOf(node: Nodes | undefined): string {
	return (node?.type === "text" ? /^[.,;:]/.exec(node.value)?.[0] : undefined) ?? "";
}

function raw(value: string): ElementContent {
	return { type: "raw", value };
}

function useOf({ attributes }: MdxJsxFlowElement | MdxJsxTextElement): string {
	const use = attributes.find((attribute) => attribute.type === "mdxJsxAttribute" && attribute.name === "use")?.value;
	return typeof use === "string" ? use : "";
}

/** Whether a paragraph holds tags and nothing beside them: MDX takes them for blocks. */
function isMarkup({ children }: Paragraph): boolean {
	return (
		children.some(({ type }) => type === "mdxJsxTextElement") &&
		children.every((child) => child.type === "mdxJsxTextElement" || (child.type === "text" && /^[\t\r\n ]*$/.test(child.value)))
	);
}

/** A table in a place that scrolls inside itself, and can be scrolled with the keyboard. */
function scrolling(table: Element): Element {
	return {
		type: "element",
		tagName: "div",
		properties: { className: ["scroll"], role: "group", ariaLabel: "Table", tabIndex: 0 },
		children: [table],
	};
}

/** GFM aligns cells by an obsolete attribute; classes do it here. */
function aligned(table: Table): Table {
	const rows = table.children.map((row) => ({
		...row,
		children: row.children.map((cell, index) => {
			const align = table.align?.[index];
			return align === null || align === undefined
				? cell
				: { ...cell, data: { ...cell.data, hProperties: { className: [`align-${align}`] } } };
		}),
	}));
	return { ...table, align: null, children: rows };
}
