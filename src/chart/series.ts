import type { Series, SeriesPicture } from "../derive/chart/series.ts";
import { axisFor, type ValueAxis } from "./axis.ts";
import { around, type Drawing, type Drawn, groupClass, isNarrow, linkOver, stacked } from "./drawing.ts";
import { dotAt, thousands } from "./marks.ts";
import { draw, Plot, scaleOf } from "./plot.ts";
import { type Box, linesOf, textAt, widthOf } from "./text.ts";

const line = 16;
const inset = 24;

/** A panel for each line, all with one vertical axis: lines of several studies do not lie over each other as if they could be compared. */
export function drawSeries(picture: SeriesPicture, drawing: Drawing): Drawn {
	const { series } = picture;
	if (series.length === 0) return { body: "", height: 0 };
	const inRow = isNarrow(drawing) ? 1 : Math.min(3, series.length);
	const space = 28;
	const width = inRow === 1 && !isNarrow(drawing) ? 420 : Math.floor((drawing.width - space * (inRow - 1)) / inRow);
	const axis = axisFor(
		series.flatMap(({ points }) => points.map(({ point }) => point.value)),
		picture.scale,
		4,
	);
	const headings = series.map((one) => headingOf(one, width));
	const rows = Array.from({ length: Math.ceil(series.length / inRow) }, (_, row) => series.slice(row * inRow, (row + 1) * inRow));
	return stacked(
		rows.map((panels, row) => {
			const head = Math.max(...headings.slice(row * inRow, (row + 1) * inRow).map((lines) => lines.length)) * line + 14;
			const drawn = panels.map((panel) => drawPanel(panel, picture, axis, width, head, drawing));
			const body = drawn.map((one, index) => `<g transform="translate(${index * (width + space)},0)">${one.body}</g>`).join("");
			return { body, height: Math.max(...drawn.map(({ height }) => height)) };
		}),
		16,
	);
}

function headingOf({ pieces, at }: Series, width: number) {
	return [
		...linesOf(pieces, width - 24, 13).map((text) => ({ text, className: "heading" })),
		...(at === "" ? [] : [{ text: [{ text: at, script: undefined }], className: "at" }]),
	];
}

function drawPanel(series: Series, { unit, over }: SeriesPicture, axis: ValueAxis, width: number, head: number, drawing: Drawing): Drawn {
	const height = head + 200;
	const ends = series.points.map(({ at }) => at);
	const [first, last] = [Math.min(...ends), Math.max(...ends)];
	const area: Box = { x0: 40, y0: head + 8, x1: width - 4, y1: height - 42 };
	const domain = [first, last];
	// Room at both ends for half a label.
	const type = series.proportional && first > 0 ? "log" : "linear";
	const x = scaleOf({ type, domain, range: [area.x0 + inset, area.x1 - inset] });
	const y = scaleOf({ type: axis.type, domain: axis.domain, range: [area.y1, area.y0] });
	const sound = series.points.filter(({ doubt }) => doubt === undefined);
	const body = draw({
		width,
		height,
		marginLeft: area.x0,
		marginRight: width - area.x1,
		marginTop: area.y0,
		marginBottom: height - area.y1,
		x: { type, domain, axis: null, inset },
		y: { type: axis.type, domain: axis.domain },
		marks: [
			Plot.gridY({ className: "grid", ticks: axis.ticks ?? 4 }),
			Plot.axisY({ className: "axis", ticks: axis.ticks ?? 4, tickSize: 0, label: null, tickFormat: axis.format }),
			Plot.lineY(sound, { className: `line ${groupClass(series.group)}`, x: "at", y: ({ point }: (typeof sound)[number]) => point.value }),
			...series.points.map(({ at, point, doubt }) =>
				dotAt(at, point.value, { group: series.group, hollow: doubt !== undefined, faint: doubt !== undefined }, drawing),
			),
		],
	});
	const words: string[] = headingOf(series, width).map(({ text, className }, index) =>
		textAt(text, { x: 22, y: 13 + index * line, className }),
	);
	const links: string[] = [];
	let used = Number.NEGATIVE_INFINITY;
	for (const { at, point, reached, doubt } of series.points) {
		const [cx, cy] = [x(at), y(point.value)];
		const half = widthOf(point.text, 12) / 2;
		// A value whose words would touch those before it stands below its mark.
		const below = cx - half < used + 4;
		if (!below) used = cx + half;
		words.push(
			textAt(point.text, {
				x: cx,
				y: below ? cy + 20 : cy - 10,
				className: `label${doubt === undefined ? "" : " doubtful"}`,
				anchor: "middle",
			}),
		);
		const conditions = point.conditions === "" ? "" : ` (${point.conditions})`;
		const said = `${series.name}: ${point.text} ${unit} at ${reached}${conditions}${doubt === undefined ? "" : "; doubtful"}`;
		links.push(linkOver([around(cx, cy)], series.to, said, drawing));
	}
	words.push(...ticksAt(ends, x, area.y1 + 16));
	const name = `${over}, ${series.unit}`;
	words.push(textAt(name, { x: area.x1, y: area.y1 + 36, className: "tick", anchor: "end" }));
	const glyph = draw({
		width: 20,
		height: 20,
		margin: 0,
		marks: [
			Plot.dot([0], {
				x: { value: [9], scale: null },
				y: { value: [8.5], scale: null },
				r: 5,
				symbol: drawing.shape(series.group),
				className: `solid ${groupClass(series.group)}`,
			}),
		],
	});
	return { body: body + glyph + words.join("") + links.join(""), height };
}

/** A tick for each value, the two ends first; one that would touch another is left out. */
function ticksAt(values: readonly number[], x: (value: number) => number, y: number): string[] {
	const taken: [number, number][] = [];
	return [...new Set([...values.slice(0, 1), ...values.slice(-1), ...values])].flatMap((value) => {
		const text = thousands(Number(value.toPrecision(4)));
		const half = widthOf(text, 12) / 2;
		const [from, to] = [x(value) - half - 2, x(value) + half + 2];
		if (taken.some(([start, end]) => from < end && start < to)) return [];
		taken.push([from, to]);
		return [textAt(text, { x: x(value), y, className: "tick", anchor: "middle" })];
	});
}
