import type { Series, SeriesPicture } from "../derive/chart/series.ts";
import { thousands } from "./change.ts";
import { type Drawing, type Drawn, groupClass, isNarrow, linkOver, niceEnd, stacked } from "./drawing.ts";
import { draw, Plot, scaleOf } from "./plot.ts";
import { type Box, linesOf, textAt, widthOf } from "./text.ts";

const line = 16;

/** A panel for each line, all with one vertical axis: lines of several studies do not lie over each other as if they could be compared. */
export function drawSeries(picture: SeriesPicture, drawing: Drawing): Drawn {
	const { series } = picture;
	if (series.length === 0) return { body: "", height: 0 };
	const inRow = isNarrow(drawing) ? 1 : Math.min(3, series.length);
	const space = 28;
	const width = inRow === 1 && !isNarrow(drawing) ? 420 : Math.floor((drawing.width - space * (inRow - 1)) / inRow);
	const most = niceEnd(Math.max(...series.flatMap(({ points }) => points.map(({ point }) => point.value))));
	const headings = series.map((one) => headingOf(one, width));
	const rows = Array.from({ length: Math.ceil(series.length / inRow) }, (_, row) => series.slice(row * inRow, (row + 1) * inRow));
	return stacked(
		rows.map((panels, row) => {
			const head = Math.max(...headings.slice(row * inRow, (row + 1) * inRow).map((lines) => lines.length)) * line + 14;
			const drawn = panels.map((panel) => drawPanel(panel, picture, most, width, head, drawing));
			const body = drawn.map((one, index) => `<g transform="translate(${index * (width + space)},0)">${one.body}</g>`).join("");
			return { body, height: Math.max(...drawn.map(({ height }) => height)) };
		}),
		16,
	);
}

function headingOf({ pieces, at }: Series, width: number) {
	return [
		...linesOf(pieces, width - 20, 13).map((text) => ({ text, className: "heading" })),
		...(at === "" ? [] : [{ text: [{ text: at, script: undefined }], className: "at" }]),
	];
}

function drawPanel(series: Series, { unit, over }: SeriesPicture, most: number, width: number, head: number, drawing: Drawing): Drawn {
	const height = head + 200;
	const ends = series.points.map(({ at }) => at);
	const [first, last] = [Math.min(...ends), Math.max(...ends)];
	const area: Box = { x0: 40, y0: head + 8, x1: width - 18, y1: height - 42 };
	// A little room at both ends, in equal steps of the logarithm.
	const domain = [first / (last / first) ** 0.08, last * (last / first) ** 0.08];
	const x = scaleOf({ type: "log", domain, range: [area.x0, area.x1] });
	const y = scaleOf({ type: "linear", domain: [0, most], range: [area.y1, area.y0] });
	const sound = series.points.filter(({ doubt }) => doubt === undefined);
	const kind = (doubt: string | undefined) => (doubt === undefined ? "solid" : "hollow doubtful");
	const body = draw({
		width,
		height,
		marginLeft: area.x0,
		marginRight: width - area.x1,
		marginTop: area.y0,
		marginBottom: height - area.y1,
		x: { type: "log", domain },
		y: { domain: [0, most] },
		marks: [
			Plot.gridY({ className: "grid", ticks: 4 }),
			Plot.axisY({ className: "axis", ticks: 4, tickSize: 0, label: null, tickFormat: thousands }),
			Plot.lineY(sound, { className: `line ${groupClass(series.group)}`, x: "at", y: ({ point }: (typeof sound)[number]) => point.value }),
			...series.points.map((one) =>
				Plot.dot([one], {
					className: `${kind(one.doubt)} ${groupClass(series.group)}`,
					x: "at",
					y: ({ point }: (typeof sound)[number]) => point.value,
					r: 5,
					symbol: drawing.shape(series.group),
				}),
			),
		],
	});
	const words: string[] = headingOf(series, width).map(({ text, className }, index) =>
		textAt(text, { x: 18, y: 13 + index * line, className }),
	);
	const links: string[] = [];
	let free = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const { at, point, reached, doubt } of series.points) {
		const [cx, cy] = [x(at), y(point.value)];
		const tick = String(Number(at.toPrecision(4)));
		const [half, halfTick] = [widthOf(point.text, 12) / 2, widthOf(tick, 12) / 2];
		const [left, leftTick] = [free[0] ?? 0, free[1] ?? 0];
		// A value whose words would touch those before it stands below its mark; a tick, not at all.
		const below = cx - half < left + 4;
		words.push(
			textAt(point.text, {
				x: cx,
				y: below ? cy + 20 : cy - 10,
				className: `label${doubt === undefined ? "" : " doubtful"}`,
				anchor: "middle",
			}),
		);
		if (cx - halfTick >= leftTick + 4) {
			words.push(textAt(thousands(Number(tick)), { x: cx, y: area.y1 + 16, className: "tick", anchor: "middle" }));
			free = [below ? left : cx + half, cx + halfTick];
		} else free = [below ? left : cx + half, leftTick];
		const said = `${series.name}: ${point.text} ${unit} at ${reached}${point.conditions === "" ? "" : ` (${point.conditions})`}${doubt === undefined ? "" : "; doubtful"}`;
		links.push(linkOver({ x0: cx - 12, y0: cy - 12, x1: cx + 12, y1: cy + 12 }, series.to, said, drawing));
	}
	const axis = `${over}, ${series.unit}`;
	words.push(textAt(axis, { x: area.x1, y: area.y1 + 36, className: "tick", anchor: "end" }));
	const glyph = draw({
		width: 20,
		height: 20,
		margin: 0,
		marks: [
			Plot.dot([0], {
				x: { value: [7], scale: null },
				y: { value: [8.5], scale: null },
				r: 5,
				symbol: drawing.shape(series.group),
				className: `solid ${groupClass(series.group)}`,
			}),
		],
	});
	return { body: body + glyph + words.join("") + links.join(""), height };
}
