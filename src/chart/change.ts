import type { Change, ChangePicture } from "../derive/chart/change.ts";
import { axisFor } from "./axis.ts";
import { type Drawing, type Drawn, grouped } from "./drawing.ts";
import { dumbbells, ticksOf } from "./marks.ts";
import { drawRows, placeRows, type Row } from "./rows.ts";

/** A dumbbell for each record: a hollow mark at the start, a filled one at the end, the share that is left behind it. */
export function drawChanges({ changes, unit, scale }: ChangePicture, headings: ReadonlyMap<string, string>, drawing: Drawing): Drawn {
	const groups = grouped(changes).map(({ group, members }) => ({ heading: headings.get(group ?? ""), group, members }));
	const placed = placeRows(groups, (change) => rowOf(change, unit), drawing);
	const bars = placed.rows.map(({ member: { start, end, group, doubt, mixed }, y }) => ({
		y,
		from: start.value,
		to: end.value,
		group,
		faint: doubt !== undefined,
		mixed: mixed.length > 0,
	}));
	const axis = axisFor(
		bars.flatMap(({ from, to }) => [from, to]),
		scale,
		ticksOf(drawing),
	);
	return drawRows(placed, { axis, unit, marks: dumbbells(bars, drawing) }, drawing);
}

function rowOf(change: Change, unit: string): Row {
	const share = Math.round(change.share);
	const signs = [change.mixed.length > 0 ? "\u202f†" : "", change.doubt === undefined ? "" : "\u202f?"].join("");
	return {
		label: change.pieces,
		right: [`${share}\u202f%${signs}`, change.reached].filter(Boolean),
		faint: change.doubt !== undefined,
		to: change.to,
		description: [
			`${change.name}: ${change.start.text} to ${change.end.text} ${unit}, ${share} % left`,
			change.end.conditions === "" ? "" : ` (${change.end.conditions})`,
			change.mixed.length === 0 ? "" : `; start and end not known to be at the same ${change.mixed.join(", ")}`,
			change.doubt === undefined ? "" : "; doubtful",
		].join(""),
	};
}
