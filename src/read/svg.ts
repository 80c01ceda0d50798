import type { Element, ElementContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import type { Source } from "./source.ts";

/** What a drawing may hold: shapes and words. Nothing in it can load, link or run anything. */
const elements = new Set(["svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan"]);
const attributes = new Set([
	"viewBox",
	"className",
	"d",
	"points",
	"transform",
	"x",
	"y",
	"x1",
	"x2",
	"y1",
	"y2",
	"cx",
	"cy",
	"r",
	"rx",
	"ry",
	"dx",
	"dy",
	"width",
	"height",
	"textAnchor",
]);

/**
 * Reads a drawing: an SVG of shapes and words, coloured by the classes that the site's style knows. Gives its markup,
 * safe to be put into a page, or nothing where it holds anything else.
 */
export function parseSvg(source: Source, problems: Problems): string | undefined {
	if (depthOf(source.text) > deepest) {
		problems.add("drawing-invalid", source.place(0), `A drawing is at most ${deepest} elements deep. Take it apart.`);
		return undefined;
	}
	const tree = fromHtml(source.text.replace(/<\?[\s\S]*?\?>/g, ""), { fragment: true, space: "svg" });
	const [root, ...others] = tree.children.filter((node): node is Element => node.type === "element");
	if (root?.tagName !== "svg" || others.length > 0 || root.properties.viewBox === undefined) {
		problems.add("drawing-invalid", source.place(0), "A drawing must be one <svg> element with a viewBox.");
		return undefined;
	}
	const before = problems.all.length;
	const clean = cleaned(root, source, problems);
	return problems.all.length > before ? undefined : toHtml(clean, { space: "svg" });
}

/** Deeper than any drawing; what reads one goes some calls deeper for each element. */
const deepest = 100;

/** How many elements are begun and not yet ended, at most; an element without an end counts to the end of the text. */
function depthOf(text: string): number {
	let depth = 0;
	let most = 0;
	for (const [, slash, empty] of text.matchAll(/<(\/?)[A-Za-z][^<>]*?(\/?)>/g)) {
		depth += slash === "/" ? -1 : empty === "/" ? 0 : 1;
		most = Math.max(most, depth);
	}
	return most;
}

function cleaned(node: Element, source: Source, problems: Problems): Element {
	const place = source.place(node.position?.start.offset ?? 0);
	if (!elements.has(node.tagName))
		problems.add("drawing-invalid", place, `<${node.tagName}> is not allowed in a drawing.${suggestion(node.tagName, elements)}`);
	for (const name of Object.keys(node.properties)) {
		if (!attributes.has(name) && name !== "xmlns")
			problems.add(
				"drawing-invalid",
				place,
				`The attribute "${name}" of <${node.tagName}> is not allowed in a drawing.${suggestion(name, attributes)}`,
			);
	}
	const properties = Object.fromEntries(Object.entries(node.properties).filter(([name]) => attributes.has(name)));
	const children = node.children.flatMap((child): ElementContent[] => {
		if (child.type === "element") return [cleaned(child, source, problems)];
		return child.type === "text" && (node.tagName === "text" || node.tagName === "tspan") ? [child] : [];
	});
	return { ...node, properties, children };
}
