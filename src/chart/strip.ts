import type { StripPicture } from "../derive/chart/strip.ts";
import { axisFor, isLog, type ValueAxis } from "./axis.ts";
import { type Drawing, type Drawn, grouped } from "./drawing.ts";
import { dotAt, thousands, ticksOf } from "./marks.ts";
import { drawRows, placeRows } from "./rows.ts";

/** Every value, a mark each in a row of its own: none hides another, and none is averaged. */
export function drawStrip({ values, unit, label, scale }: StripPicture, headings: ReadonlyMap<string, string>, drawing: Drawing): Drawn {
	const groups = grouped(values).map(({ group, members }) => ({ heading: headings.get(group ?? ""), group, members }));
	const placed = placeRows(
		groups,
		(value) => ({
			label: value.pieces,
			right: [`${value.point.text}${value.doubt === undefined ? "" : "\u202f?"}`, value.point.conditions].filter(Boolean),
			faint: value.doubt !== undefined,
			to: value.to,
			description: `${value.name}: ${label} ${value.point.text} ${unit}${value.point.conditions === "" ? "" : ` (${value.point.conditions})`}${value.doubt === undefined ? "" : "; doubtful"}`,
		}),
		drawing,
	);
	const numbers = values.map(({ point }) => point.value);
	const axis = isLog(numbers, scale) ? axisFor(numbers, scale, ticksOf(drawing)) : closeAxis(numbers);
	const marks = placed.rows.map(({ member: { point, group, doubt }, y }) =>
		dotAt(point.value, y, { group, hollow: doubt !== undefined, faint: doubt !== undefined }, drawing),
	);
	return drawRows(placed, { axis, unit, marks }, drawing);
}

/** Where a value lies, not how long a bar is: the axis need not begin at zero. */
function closeAxis(numbers: readonly number[]): ValueAxis {
	const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
	const step = 10 ** Math.floor(Math.log10(Math.max(1e-9, most - least || most)));
	const domain: [number, number] = [Math.floor(least / step) * step, Math.ceil(most / step) * step];
	return { type: "linear", domain, ticks: undefined, format: thousands };
}
