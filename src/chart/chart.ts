import type { ChartView } from "../derive/chart/view.ts";
import { escapeHtml } from "../html/escape.ts";
import { drawChanges } from "./change.ts";
import { drawCompleteness } from "./completeness.ts";
import { drawControls } from "./control.ts";
import { drawDecay } from "./decay.ts";
import type { Drawing, Drawn } from "./drawing.ts";
import { drawMap } from "./map.ts";
import { rounded } from "./plot.ts";
import { drawSeries } from "./series.ts";
import { drawStrip } from "./strip.ts";

/**
 * Draws a chart as SVG, as text. Colours, type and strokes are classes (`group-<id>` and the like), so that the page's
 * theme decides. Every mark leads to its record.
 */
export function drawChart(view: ChartView, drawing: Drawing): string {
	const { body, height } = drawInside(view, drawing);
	return `<svg class="chart" role="group" aria-label="${escapeHtml(view.title)}" viewBox="0 0 ${drawing.width} ${Math.ceil(height)}" width="${drawing.width}" height="${Math.ceil(height)}">${body}</svg>`;
}

/** The marks and words of a chart, without the SVG around them. */
export function drawInside({ picture, groups }: ChartView, drawing: Drawing): Drawn {
	const headings = new Map(groups.map(({ id, label }) => [id, label]));
	const { body, height } = make(picture, headings, drawing);
	return { body: rounded(body), height };
}

function make(picture: ChartView["picture"], headings: ReadonlyMap<string, string>, drawing: Drawing): Drawn {
	switch (picture.kind) {
		case "change":
			return drawChanges(picture, headings, drawing);
		case "control":
			return drawControls(picture, drawing);
		case "decay":
			return drawDecay(picture, drawing);
		case "strip":
			return drawStrip(picture, headings, drawing);
		case "series":
			return drawSeries(picture, drawing);
		case "map":
			return drawMap(picture, headings, drawing);
		case "completeness":
			return drawCompleteness(picture, drawing);
	}
}
