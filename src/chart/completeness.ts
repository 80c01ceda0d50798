import type { CompletenessPicture } from "../derive/chart/completeness.ts";
import type { Drawing, Drawn } from "./drawing.ts";
import { draw, Plot } from "./plot.ts";
import { placeRows } from "./rows.ts";
import { piecesOf } from "./text.ts";

/** A bar for each condition: what is given, what is given and cannot be used, and, left open, what is not. */
export function drawCompleteness({ conditions, of }: CompletenessPicture, drawing: Drawing): Drawn {
	const { rows, left, right, bottom, words } = placeRows(
		[{ heading: undefined, group: undefined, members: conditions }],
		({ label, given }) => ({ label: piecesOf(label), right: [`${given} of ${of}`], to: undefined, description: "" }),
		drawing,
	);
	const bar = (className: string, from: number, to: number, y: number) =>
		Plot.rect([0], { className, x1: [from], x2: [to], y1: [y - 6], y2: [y + 6] });
	const body = draw({
		width: drawing.width,
		height: bottom + 6,
		marginLeft: left,
		marginRight: right,
		marginTop: 0,
		marginBottom: 0,
		x: { domain: [0, of], axis: null },
		y: { type: "identity", axis: null },
		marks: rows.flatMap(({ member: { given, unconverted }, y }) => [
			bar("empty", 0, of, y),
			...(given === unconverted ? [] : [bar("given", 0, given - unconverted, y)]),
			...(unconverted === 0 ? [] : [bar("partly", given - unconverted, given, y)]),
		]),
	});
	return { body: body + words, height: bottom + 6 };
}
