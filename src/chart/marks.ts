import { type Drawing, groupClass, isNarrow } from "./drawing.ts";
import { Plot } from "./plot.ts";

/** So many ticks an axis of values along x has, more or less. */
export function ticksOf(drawing: Drawing): number {
	return isNarrow(drawing) ? 4 : 5;
}

/** A number of an axis, in groups of three from five digits on. */
export function thousands(tick: number): string {
	return tick < 10_000 ? String(tick) : tick.toLocaleString("en").replaceAll(",", "\u202f");
}

/** A light grid and few ticks for values along x; the unit at the end of the axis, where it stands nowhere else. */
export function valueAxis(
	unit: string | null,
	{ ticks: own, format }: { ticks: number[] | undefined; format(tick: number): string },
	drawing: Drawing,
): Plot.Markish[] {
	const ticks = own ?? ticksOf(drawing);
	return [
		Plot.gridX({ className: "grid", ticks }),
		Plot.axisX({ className: "axis", ticks, tickSize: 0, label: unit, labelArrow: "none", labelAnchor: "right", tickFormat: format }),
	];
}

/** The shape of a group, filled or hollow. */
export function dotAt(
	x: number,
	y: number,
	look: { group: string | undefined; hollow: boolean; faint: boolean },
	{ shape }: Drawing,
): Plot.Markish {
	const className = [look.hollow ? "hollow" : "solid", groupClass(look.group), look.faint ? "doubtful" : ""].filter(Boolean).join(" ");
	return Plot.dot([x], { className, x: [x], y: [y], r: 5.5, symbol: shape(look.group) });
}

/** A line from a hollow mark to a filled one, for each row; its bars lie under all marks. */
export function dumbbells(
	rows: readonly { y: number; from: number; to: number; group: string | undefined; faint: boolean; mixed: boolean }[],
	drawing: Drawing,
): Plot.Markish[] {
	return [
		...rows.map(({ y, from, to, faint, mixed }) =>
			Plot.link([y], {
				className: ["bar", mixed ? "mixed" : "", faint ? "doubtful" : ""].filter(Boolean).join(" "),
				x1: [from],
				x2: [to],
				y1: [y],
				y2: [y],
			}),
		),
		...rows.flatMap(({ y, from, to, group, faint }) => [
			dotAt(from, y, { group, hollow: true, faint }, drawing),
			dotAt(to, y, { group, hollow: false, faint }, drawing),
		]),
	];
}
