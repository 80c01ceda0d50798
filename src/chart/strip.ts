import type { StripPicture } from "../derive/chart/strip.ts";
import { type Drawing, type Drawn, grouped } from "./drawing.ts";
import { dotAt, valueAxis } from "./marks.ts";
import { draw } from "./plot.ts";
import { placeRows } from "./rows.ts";

/** Every value, a mark each in a row of its own: none hides another, and none is averaged. */
export function drawStrip({ values, unit, label }: StripPicture, headings: ReadonlyMap<string, string>, drawing: Drawing): Drawn {
	const groups = grouped(values).map(({ group, members }) => ({ heading: headings.get(group ?? ""), group, members }));
	const { rows, left, right, bottom, words, links, shapes } = placeRows(
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
	const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
	const step = 10 ** Math.floor(Math.log10(Math.max(1e-9, most - least || most)));
	const body = draw({
		width: drawing.width,
		height: bottom + 40,
		marginLeft: left,
		marginRight: right,
		marginTop: 4,
		marginBottom: 36,
		// Where a value lies, not how long a bar is: the axis need not begin at zero.
		x: { domain: [Math.floor(least / step) * step, Math.ceil(most / step) * step] },
		y: { type: "identity", axis: null },
		marks: [
			...valueAxis(unit, drawing),
			...shapes,
			...rows.map(({ member: { point, group, doubt }, y }) =>
				dotAt(point.value, y, { group, hollow: doubt !== undefined, faint: doubt !== undefined }, drawing),
			),
		],
	});
	return { body: body + words + links, height: bottom + 40 };
}
