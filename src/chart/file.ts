import { DOMParser } from "linkedom";
import type { ChartView } from "../derive/chart/view.ts";
import { escapeHtml } from "../html/escape.ts";
import { drawInside } from "./chart.ts";
import type { Drawing } from "./drawing.ts";
import { linesOf, piecesOf, textAt } from "./text.ts";

/** The look of charts as a file of its own needs it: the rules of the style sheet, and the values of its variables. */
export interface Look {
	/** The rules for marks and words, as CSS: selectors of classes with presentation properties. */
	css: string;
	/** The style sheet that declares the variables. */
	variables: string;
	/** Each group's colour on paper. */
	colours: ReadonlyMap<string, string>;
}

const margin = 24;
const faces = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/**
 * A chart as an SVG file that stands by itself: its finding, measure, key and how it is cited are in it, links lead to
 * the site, and every colour is an attribute, which drawing programs understand where style sheets confuse them.
 */
export function chartFile(view: ChartView, drawing: Drawing, look: Look): string {
	const width = drawing.width + 2 * margin;
	const { body, height } = drawInside(view, drawing);
	const words: string[] = [];
	let y = margin;
	const write = (text: string, className: string, size: number) => {
		for (const pieces of linesOf(piecesOf(text), className === "title" ? drawing.width / 1.12 : drawing.width, size)) {
			y += Math.round(size * 1.35);
			words.push(textAt(pieces, { x: margin, y, className }));
		}
	};
	write(view.title, "title", 18);
	y += 2;
	write(`${view.subtitle.charAt(0).toUpperCase()}${view.subtitle.slice(1)}. ${view.key.join(" ")}`, "at", 12);
	if (view.groups.length > 0 && !grouping.has(view.picture.kind))
		write(view.groups.map(({ id, label }) => `${label}: ${drawing.shape(id)}`).join("; "), "at", 12);
	y += 16;
	const at = y;
	y += height + 6;
	for (const line of [view.guard, sourceLine(view), `Cite as: ${view.citation}`]) if (line !== "") write(line, "at", 11);
	const full = Math.ceil(y + margin);
	// As XML: the file is read as that, and HTML's rules for "<" in an attribute are others.
	const document = new DOMParser().parseFromString(
		`<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${width} ${full}" width="${width}" height="${full}" font-family="${faces}" font-size="12"><title>${escapeHtml(view.title)}</title><desc>${escapeHtml(view.subtitle)}</desc><rect class="paper" width="${width}" height="${full}"/>${words.join("")}<g transform="translate(${margin},${at})">${body}</g></svg>`,
		"image/svg+xml",
	);
	paint(document, look);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${document.documentElement.outerHTML.replace(/>(?=<(?!\/?tspan|\/text))/g, ">\n")}\n`;
}

/** The studies and the documents they were read in, by the keys of the list of references. */
function sourceLine({ sources: { studies, read, more }, cut }: ChartView): string {
	if (studies === undefined) return "";
	const rest = more === 0 ? "" : ` and ${more} more`;
	return `Studies${cut === undefined ? "" : " of what is drawn"}: ${studies.keys.join(", ")}${read === undefined ? "" : `; read in ${read.keys.join(", ")}`}${rest}.`;
}

/** Kinds whose headings show shape and group by themselves. */
const grouping: ReadonlySet<string> = new Set(["change", "strip", "map", "completeness"]);

/** Gives every element the declarations of the rules that match it as attributes; later rules win. Classes go. */
function paint(document: ReturnType<DOMParser["parseFromString"]>, { css, variables, colours }: Look): void {
	const plain = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "");
	const known = new Map(
		[...plain(variables).matchAll(/(--[\w-]+):\s*(?:light-dark\((#\w+),[^)]*\)|(#\w+))/g)].map((match) => [match[1], match[2] ?? match[3]]),
	);
	for (const [, selectors = "", declarations = ""] of plain(css).matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
		if (selectors.includes(":")) continue;
		for (const element of document.querySelectorAll(selectors.trim()))
			for (const declaration of declarations.split(";")) {
				const [property = "", value = ""] = declaration.split(/:(.*)/s).map((part) => part.trim());
				if (!presentation.has(property)) continue;
				const resolved = value.replace(/var\((--[\w-]+)\)/g, (_, name: string) =>
					name === "--group" ? colourOf(element, colours, known) : (known.get(name) ?? "none"),
				);
				element.setAttribute(property, resolved.replace(/px$/, ""));
			}
	}
	for (const element of document.querySelectorAll("[class]")) element.removeAttribute("class");
}

const presentation = new Set([
	"fill",
	"fill-opacity",
	"stroke",
	"stroke-width",
	"stroke-dasharray",
	"stroke-linejoin",
	"stroke-opacity",
	"opacity",
	"font-size",
	"font-weight",
	"paint-order",
]);

function colourOf(element: Element, colours: Look["colours"], known: ReadonlyMap<string | undefined, string | undefined>): string {
	const group = /\bgroup-([\w-]+)/.exec(element.closest("[class*=group-]")?.getAttribute("class") ?? "")?.[1];
	return colours.get(group ?? "") ?? known.get("--quiet") ?? "none";
}
