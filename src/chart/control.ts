import type { ControlPicture, Pair } from "../derive/chart/control.ts";
import { thousands } from "./change.ts";
import { type Drawing, type Drawn, groupClass, isNarrow, niceEnd, stacked } from "./drawing.ts";
import { draw, Plot } from "./plot.ts";
import { type PlacedRow, placeRows } from "./rows.ts";

/** Records beside their controls: a panel with its own axis for each metric. */
export function drawControls({ panels }: ControlPicture, drawing: Drawing): Drawn {
	return stacked(
		panels.map((panel) => drawPanel(panel, drawing)),
		10,
	);
}

function drawPanel({ label, unit, better, pairs }: ControlPicture["panels"][number], drawing: Drawing): Drawn {
	const heading = `${label}, ${unit}${better === undefined ? "" : ` (${better} is better)`}`;
	const { rows, left, right, bottom, words, links, shapes } = placeRows(
		[{ heading, group: undefined, members: pairs }],
		(pair) => ({
			label: pair.pieces,
			note: `against ${shortName(pair)}`,
			right: [`${pair.difference}${pair.doubt === undefined ? "" : "\u202f?"}`, pair.at.split(", ")[0] ?? ""].filter(Boolean),
			faint: pair.doubt !== undefined,
			to: pair.to,
			description: `${pair.name}: ${label} ${pair.treated.text} ${unit}, its control ${pair.control.name} ${pair.untreated.text} ${unit}${pair.at === "" ? "" : ` (${pair.at})`}${pair.doubt === undefined ? "" : "; doubtful"}`,
		}),
		drawing,
	);
	const end = niceEnd(Math.max(1e-9, ...pairs.flatMap(({ treated, untreated }) => [treated.value, untreated.value])));
	const ticks = isNarrow(drawing) ? 4 : 5;
	const body = draw({
		width: drawing.width,
		height: bottom + 26,
		marginLeft: left,
		marginRight: right,
		marginTop: 30,
		marginBottom: 22,
		x: { domain: [0, end] },
		y: { type: "identity", axis: null },
		marks: [
			Plot.gridX({ className: "grid", ticks }),
			Plot.axisX({ className: "axis", ticks, tickSize: 0, label: null, tickFormat: thousands }),
			...shapes,
			...rows.map((row) =>
				Plot.link([row.member], {
					className: ["bar", faint(row)].filter(Boolean).join(" "),
					x1: [row.member.untreated.value],
					x2: [row.member.treated.value],
					y1: [row.y],
					y2: [row.y],
				}),
			),
			...rows.flatMap((row) => [
				dot(row, "hollow", row.member.untreated.value, drawing),
				dot(row, "solid", row.member.treated.value, drawing),
			]),
		],
	});
	return { body: body + words + links, height: bottom + 26 };
}

function dot(row: PlacedRow<Pair>, kind: string, value: number, { shape }: Drawing): Plot.Markish {
	const { group } = row.member;
	return Plot.dot([value], {
		className: [kind, groupClass(group), faint(row)].filter(Boolean).join(" "),
		x: [value],
		y: [row.y],
		r: 5.5,
		symbol: shape(group),
	});
}

function faint({ member }: PlacedRow<Pair>): string {
	return member.doubt === undefined ? "" : "doubtful";
}

/** The control's name, without what it only adds to say whose control it is. */
function shortName({ name, control }: Pair): string {
	return control.name.replace(/\s*\([^()]*\)$/, (added) => (added.includes(name) ? "" : added));
}
