import type { Change, ChangePicture } from "../derive/chart/change.ts";
import { type Drawing, type Drawn, groupClass, grouped, isNarrow, niceEnd } from "./drawing.ts";
import { draw, Plot } from "./plot.ts";
import { type PlacedRow, placeRows } from "./rows.ts";

/** A dumbbell for each record: a hollow mark at the start, a filled one at the end, the share that is left behind it. */
export function drawChanges({ changes, unit }: ChangePicture, headings: ReadonlyMap<string, string>, drawing: Drawing): Drawn {
	const groups = grouped(changes).map(({ group, members }) => ({ heading: headings.get(group ?? ""), group, members }));
	const { rows, left, right, bottom, words, links, shapes } = placeRows(
		groups,
		(change) => ({
			label: change.pieces,
			right: [
				`${Math.round(change.share)}\u202f%${change.mixed.length > 0 ? "\u202f†" : ""}${change.doubt === undefined ? "" : "\u202f?"}`,
				change.reached,
			].filter(Boolean),
			faint: change.doubt !== undefined,
			to: change.to,
			description: describe(change, unit),
		}),
		drawing,
	);
	const end = niceEnd(Math.max(1e-9, ...changes.flatMap((change) => [change.start.value, change.end.value])));
	const ticks = isNarrow(drawing) ? 4 : 5;
	const body = draw({
		width: drawing.width,
		height: bottom + 40,
		marginLeft: left,
		marginRight: right,
		marginTop: 4,
		marginBottom: 36,
		x: { domain: [0, end] },
		y: { type: "identity", axis: null },
		marks: [
			Plot.gridX({ className: "grid", ticks }),
			Plot.axisX({ className: "axis", ticks, tickSize: 0, label: unit, labelArrow: "none", labelAnchor: "right", tickFormat: thousands }),
			...shapes,
			...rows.map((row) =>
				Plot.link([row.member], {
					className: ["bar", row.member.mixed.length > 0 ? "mixed" : "", faint(row)].filter(Boolean).join(" "),
					x1: (change: Change) => change.start.value,
					x2: (change: Change) => change.end.value,
					y1: [row.y],
					y2: [row.y],
				}),
			),
			...rows.flatMap((row) => [dot(row, "hollow", row.member.start.value, drawing), dot(row, "solid", row.member.end.value, drawing)]),
		],
	});
	return { body: body + words + links, height: bottom + 40 };
}

function dot(row: PlacedRow<Change>, kind: string, value: number, { shape }: Drawing): Plot.Markish {
	const className = [kind, groupClass(row.group), faint(row)].filter(Boolean).join(" ");
	return Plot.dot([value], { className, x: [value], y: [row.y], r: 5.5, symbol: shape(row.group) });
}

function faint({ member }: PlacedRow<Change>): string {
	return member.doubt === undefined ? "" : "doubtful";
}

function describe(change: Change, unit: string): string {
	return [
		`${change.name}: ${change.start.text} to ${change.end.text} ${unit}, ${Math.round(change.share)} % left`,
		change.end.conditions === "" ? "" : ` (${change.end.conditions})`,
		change.mixed.length === 0 ? "" : `; start and end not at the same ${change.mixed.join(", ")}`,
		change.doubt === undefined ? "" : "; doubtful",
	].join("");
}

/** A number of an axis, in groups of three from five digits on. */
export function thousands(tick: number): string {
	return tick < 10_000 ? String(tick) : tick.toLocaleString("en").replaceAll(",", "\u202f");
}
