import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

// The only module that knows the chart library: it gives scales, axes, grids and marks; words and links are placed by us.
export { Plot };

/** A scale of an axis: where a value stands, in pixels. */
export function scaleOf(options: Plot.ScaleOptions): (value: number) => number {
	const scale = Plot.scale({ x: options });
	return (value) => scale.apply(value);
}

/** Draws marks, and gives the inside of the SVG: no style element, no namespaces, coordinates rounded. */
export function draw(options: Plot.PlotOptions): string {
	const { document } = parseHTML("<!doctype html><html><body></body></html>");
	const svg = Plot.plot({ ...options, document, className: "plot" });
	// What the library says once for all words stands at the SVG itself.
	const inside = `<g text-anchor="middle">${svg.innerHTML}</g>`;
	return rounded(
		inside
			.replace(/<style>[\s\S]*?<\/style>/g, "")
			.replace(/ xmlns(?::\w+)?="[^"]*"/g, "")
			.replace(/ aria-label="[^"]*"/g, "")
			.replace(/ aria-hidden="true"/g, "")
			// No value that the attribute takes: the style sheet says it.
			.replace(/ font-variant="tabular-nums"/g, ""),
	);
}

/** Coordinates with two decimals: more cannot be seen, and differ between machines. Words keep their numbers. */
export function rounded(svg: string): string {
	return svg.replace(/<[^>]*>/g, (tag) =>
		tag.replace(/ (?!aria-label|href)[\w-]+="[^"]*"/g, (attribute) =>
			attribute.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
		),
	);
}
