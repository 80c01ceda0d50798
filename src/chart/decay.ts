import type { DecayPicture, Remainder } from "../derive/chart/decay.ts";
import { around, type Drawing, type Drawn, isNarrow, linkOver, niceEnd, stacked } from "./drawing.ts";
import { placeLabels } from "./labels.ts";
import { dotAt, thousands } from "./marks.ts";
import { draw, Plot, scaleOf } from "./plot.ts";
import { type Box, linesOf, textAt, widthOf } from "./text.ts";

const size = 12;
const line = 15;
/** Losses per step, in per cent, for which curves are drawn where they fit. */
const losses = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * What is left against a count, on a logarithmic axis, with straight lines of equal loss per step. Where most counts
 * are small and some large, two panels: in one, the small ones would lie on top of each other.
 */
export function drawDecay(picture: DecayPicture, drawing: Drawing): Drawn {
	const { remainders, over } = picture;
	if (remainders.length === 0) return { body: "", height: 0 };
	const counts = remainders.map(({ at }) => at).sort((a, b) => a - b);
	const [middle = 0, most = 0] = [counts[Math.floor((counts.length - 1) / 2)], counts.at(-1)];
	const end = most * 1.08;
	if (most <= 4 * middle) return drawPanel(picture, remainders, end, undefined, drawing);
	const split = niceEnd(middle);
	const [early, late] = [remainders.filter(({ at }) => at <= split), remainders.filter(({ at }) => at > split)];
	return stacked(
		[
			drawPanel(picture, early, Math.max(...early.map(({ at }) => at)) * 1.08, `Up to ${over} ${split}`, drawing),
			drawPanel(picture, late, end, `Beyond ${over} ${split}`, drawing),
		],
		14,
	);
}

function drawPanel(
	picture: DecayPicture,
	remainders: readonly Remainder[],
	end: number,
	heading: string | undefined,
	drawing: Drawing,
): Drawn {
	const { unit, over, whole, start } = picture;
	const values = remainders.map(({ point }) => point.value);
	const [low, high] = [Math.min(...values) * 0.86, Math.max(picture.whole * 1.06, Math.max(...values) * 1.06)];
	const narrow = isNarrow(drawing);
	const height = narrow ? 470 : 380;
	const margin = { left: 46, right: narrow ? 62 : 118, top: heading === undefined ? 14 : 30, bottom: 40 };
	const area: Box = { x0: margin.left, y0: margin.top, x1: drawing.width - margin.right, y1: height - margin.bottom };
	const x = scaleOf({ type: "linear", domain: [0, end], range: [area.x0, area.x1] });
	const y = scaleOf({ type: "log", domain: [low, high], range: [area.y1, area.y0] });
	const curves = curvesIn({ whole, start, end, low, area, x, y, over: narrow ? "" : ` per ${over}` });
	const marks = remainders.map((remainder) => {
		const lines = linesOf(remainder.pieces, narrow ? 130 : 200, size);
		return {
			remainder,
			lines,
			x: x(remainder.at),
			y: y(remainder.point.value),
			width: Math.max(...lines.map((text) => widthOf(text, size))),
			height: line * lines.length,
		};
	});
	const labels = placeLabels(
		marks,
		curves.map(({ box }) => box),
		{ ...area, x0: area.x0 + 2, x1: narrow ? drawing.width : area.x1 },
	);
	const leaders = labels.flatMap((label) => label?.leader ?? []);
	const ticks = yTicks(low, high, whole, y);
	const body = draw({
		width: drawing.width,
		height,
		marginLeft: margin.left,
		marginRight: margin.right,
		marginTop: margin.top,
		marginBottom: margin.bottom,
		x: { domain: [0, end] },
		y: { type: "log", domain: [low, high] },
		marks: [
			Plot.gridY(ticks, { className: "grid" }),
			Plot.axisY(ticks, {
				className: "axis",
				tickSize: 0,
				label: null,
				tickFormat: (tick: number) => (tick === whole ? `${tick}\u202f${unit}` : String(tick)),
			}),
			Plot.axisX({
				className: "axis",
				ticks: narrow ? 4 : 6,
				tickSize: 0,
				label: over,
				labelArrow: "none",
				labelAnchor: "right",
				tickFormat: thousands,
			}),
			...curves.map(({ from, to }) => Plot.link([0], { className: "guide", x1: [from.n], y1: [from.value], x2: [to.n], y2: [to.value] })),
			...remainders.map(({ at, point, group, reported, doubt }) =>
				dotAt(at, point.value, { group, hollow: !reported, faint: doubt !== undefined }, drawing),
			),
		],
	});
	const words = [
		heading === undefined ? "" : textAt(heading, { x: 0, y: 16, className: "heading" }),
		...curves.map(({ text, at }) => textAt(text, { ...at, className: "guide-label" })),
		...leaders.map(({ x1, y1, x2, y2 }) => `<path class="leader" d="M${x1},${y1}L${x2},${y2}"/>`),
		...marks.flatMap(({ remainder, lines }, index) => {
			const label = labels[index];
			const className = `label${remainder.doubt === undefined ? "" : " doubtful"}`;
			return label === undefined ? [] : lines.map((text, row) => textAt(text, { x: label.x, y: label.y + row * line + 11.5, className }));
		}),
	];
	const links = marks.map(({ remainder, x: cx, y: cy, width, height: own }, index) =>
		linkOver(
			[
				around(cx, cy),
				...(labels[index] === undefined
					? []
					: [{ x0: labels[index].x, y0: labels[index].y, x1: labels[index].x + width, y1: labels[index].y + own }]),
			],
			remainder.to,
			describe(remainder, picture),
			drawing,
		),
	);
	return { body: body + words.join("") + links.join(""), height };
}

interface Curve {
	text: string;
	from: { n: number; value: number };
	to: { n: number; value: number };
	at: { x: number; y: number };
	box: Box;
}

/** The lines of equal loss that fit, each with its name at its end: right of the frame, or inside where it leaves below. */
function curvesIn(frame: {
	whole: number;
	start: number;
	end: number;
	low: number;
	area: Box;
	x(n: number): number;
	y(value: number): number;
	over: string;
}): Curve[] {
	const { whole, start, end, low, area, x, y, over } = frame;
	const kept: Curve[] = [];
	for (const loss of losses) {
		const after = (n: number) => whole * (1 - loss / 100) ** (n - start);
		const leaves = after(end) >= low;
		// (1 − f)^(n − start) · whole = low, where the line leaves the frame below.
		const n = leaves ? end : start + Math.log(low / whole) / Math.log(1 - loss / 100);
		const text = `${loss}\u202f%${over}`;
		const width = widthOf(text, size);
		const at = leaves ? { x: area.x1 + 6, y: y(after(end)) + 4 } : { x: x(n) + 8, y: area.y1 - 6 };
		const box = { x0: at.x, y0: at.y - 11, x1: at.x + width, y1: at.y + 3 };
		const isNear = kept.some(
			(other) => box.x0 < other.box.x1 + 12 && other.box.x0 < box.x1 + 12 && box.y0 < other.box.y1 + 8 && other.box.y0 < box.y1 + 8,
		);
		const nothingLost = leaves && y(after(end)) - y(whole) < 10;
		const steep = !leaves && n - start < (end - start) * 0.12;
		if (isNear || nothingLost || steep || (!leaves && box.x1 > area.x1)) continue;
		kept.push({ text, from: { n: start, value: whole }, to: { n, value: leaves ? after(end) : low }, at, box });
	}
	return kept;
}

/** Ticks of the logarithmic axis: tenths of the whole, as far as they do not touch. */
function yTicks(low: number, high: number, whole: number, y: (value: number) => number): number[] {
	const ticks: number[] = [];
	for (let tenth = 30; tenth > 0; tenth--) {
		const value = Math.round(tenth * whole * 1e9) / 1e10;
		if (
			value >= low &&
			value <= high &&
			(tenth === 10 || Math.abs(y(value) - y(whole)) > 17) &&
			!ticks.some((other) => Math.abs(y(other) - y(value)) < 17)
		)
			ticks.push(value);
	}
	return ticks;
}

function describe({ name, point, reached, reported, loss, doubt }: Remainder, { label, unit, over }: DecayPicture): string {
	return [
		`${name}: ${label} ${point.text} ${unit}, ${reached}; mean loss ${Number(loss.toPrecision(2))} % per ${over}; ${reported ? "reported" : "computed here"}`,
		doubt === undefined ? "" : "; doubtful",
	].join("");
}
