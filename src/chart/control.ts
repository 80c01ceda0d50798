import type { ControlPicture, Pair } from "../derive/chart/control.ts";
import { axisFor } from "./axis.ts";
import { type Drawing, type Drawn, stacked } from "./drawing.ts";
import { dumbbells, ticksOf, valueAxis } from "./marks.ts";
import { draw } from "./plot.ts";
import { placeRows, type Row } from "./rows.ts";

type Panel = ControlPicture["panels"][number];

/** Records beside their controls: a panel with its own axis for each metric. */
export function drawControls({ panels }: ControlPicture, drawing: Drawing): Drawn {
	const all = panels.flatMap((panel) => panel.pairs.map((pair) => rowOf(pair, panel)));
	return stacked(
		panels.map((panel) => drawPanel(panel, all, drawing)),
		10,
	);
}

function drawPanel(panel: Panel, all: Row[], drawing: Drawing): Drawn {
	const { label, unit, better, pairs } = panel;
	const heading = `${label}, ${unit}${better === undefined ? "" : ` (${better} is better)`}`;
	const { rows, left, right, bottom, words, links } = placeRows(
		[{ heading, group: undefined, members: pairs }],
		(pair) => rowOf(pair, panel),
		drawing,
		all,
	);
	const bars = rows.map(({ member: { untreated, treated, group, doubt }, y }) => ({
		y,
		from: untreated.value,
		to: treated.value,
		group,
		faint: doubt !== undefined,
		mixed: false,
	}));
	const axis = axisFor(
		bars.flatMap(({ from, to }) => [from, to]),
		panel.scale,
		ticksOf(drawing),
	);
	const body = draw({
		width: drawing.width,
		height: bottom + 26,
		marginLeft: left,
		marginRight: right,
		marginTop: 30,
		marginBottom: 22,
		x: { type: axis.type, domain: axis.domain },
		y: { type: "identity", axis: null },
		marks: [...valueAxis(null, axis, drawing), ...dumbbells(bars, drawing)],
	});
	return { body: body + words + links, height: bottom + 26 };
}

function rowOf(pair: Pair, { label, unit }: Panel): Row {
	const doubtful = pair.doubt !== undefined;
	return {
		label: pair.pieces,
		note: `against ${shortName(pair)}`,
		right: [`${pair.difference}${doubtful ? "\u202f?" : ""}`, pair.at.split(", ")[0] ?? ""].filter(Boolean),
		faint: doubtful,
		to: pair.to,
		description: [
			`${pair.name}: ${label} ${pair.treated.text} ${unit}, its control ${pair.control.name} ${pair.untreated.text} ${unit}`,
			pair.at === "" ? "" : ` (${pair.at})`,
			doubtful ? "; doubtful" : "",
		].join(""),
	};
}

/** The control's name, without what it only adds to say whose control it is. */
function shortName({ name, control }: Pair): string {
	return control.name.replace(/\s*\([^()]*\)$/, (added) => (added.includes(name) ? "" : added));
}
