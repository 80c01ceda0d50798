import type { Piece } from "../formula/formula.ts";
import { escapeHtml } from "../html/escape.ts";
import type { ValueAxis } from "./axis.ts";
import { type Drawing, type Drawn, groupClass, isNarrow, linkOver } from "./drawing.ts";
import { valueAxis } from "./marks.ts";
import { draw, Plot } from "./plot.ts";
import { linesOf, piecesOf, textAt, widthOf } from "./text.ts";

/** A row of a chart: a name, its marks, and words at the right. */
export interface Row {
	label: readonly Piece[];
	/** Quiet words under the name. */
	note?: string;
	/** Words at the right: the first strong, the rest quiet. */
	right: readonly string[];
	faint?: boolean;
	/** Where the row leads, and what it says. */
	to: string | undefined;
	description: string;
}

export interface RowGroup<T> {
	/** The heading, and the group whose shape stands before it. */
	heading: string | undefined;
	group: string | undefined;
	members: readonly T[];
}

/** A row at its place: `y` is the middle of its marks. */
export interface PlacedRow<T> {
	member: T;
	group: string | undefined;
	y: number;
}

export interface Rows<T> {
	rows: PlacedRow<T>[];
	/** Margins of the marks. */
	left: number;
	right: number;
	/** Where the rows end. */
	bottom: number;
	words: string;
	links: string;
	/** The shapes before the headings, as marks. */
	shapes: Plot.Markish[];
}

const nameSize = 13;
const noteSize = 12;
const line = 16;

/**
 * Places rows: where there is room, names at the left and words at the right of the marks; otherwise both above them.
 * The margins suit all rows: of a chart of several panels, those of all panels.
 */
export function placeRows<T>(
	groups: readonly RowGroup<T>[],
	given: (member: T) => Row,
	drawing: Drawing,
	allGiven = groups.flatMap(({ members }) => members.map(given)),
): Rows<T> {
	const narrow = isNarrow(drawing);
	const { width } = drawing;
	const rightWidth = (row: Row) =>
		row.right.reduce((sum, text, index) => sum + widthOf(text, index === 0 ? 14 : noteSize) + (index === 0 ? 0 : 10), 0);
	// Where the words at the right would leave the marks no room, all but the first stand under the name.
	const crowded = allGiven.some((row) => rightWidth(row) > width * 0.45);
	const fitted = (row: Row): Row => {
		const [strong, ...rest] = row.right;
		if (!crowded || rest.length === 0 || strong === undefined) return row;
		return { ...row, right: [strong], note: [...(row.note === undefined ? [] : [row.note]), ...rest].join(", ") };
	};
	const rowOf = (member: T) => fitted(given(member));
	const all = allGiven.map(fitted);
	const right = narrow ? 14 : 18 + Math.max(0, ...all.map(rightWidth));
	const widest = Math.max(40, ...all.map((row) => Math.max(widthOf(row.label, nameSize), widthOf(row.note ?? "", noteSize))));
	const left = narrow ? 14 : 20 + Math.min(210, widest);
	const placed: PlacedRow<T>[] = [];
	const words: string[] = [];
	const links: string[] = [];
	const shapes: Plot.Markish[] = [];
	let y = 4;
	for (const { heading, group, members } of groups) {
		if (heading !== undefined) {
			y += 20;
			const x = group === undefined ? 0 : 22;
			for (const [index, text] of linesOf(piecesOf(heading), width - x, 14).entries()) {
				if (index > 0) y += line;
				words.push(textAt(text, { x, y, className: "heading" }));
			}
			if (group !== undefined)
				shapes.push(
					Plot.dot([0], {
						x: { value: [9], scale: null },
						y: { value: [y - 4.5], scale: null },
						r: 5,
						symbol: drawing.shape(group),
						className: `solid ${groupClass(group)}`,
					}),
				);
			y += 8;
		}
		for (const member of members) {
			const row = rowOf(member);
			const room = narrow ? width - rightWidth(row) - 16 : left - 18;
			const names = linesOf(row.label, room, nameSize);
			const notes = row.note === undefined ? [] : linesOf([{ text: row.note, script: undefined }], room, noteSize);
			const height = line * (names.length + notes.length);
			const top = y;
			const faint = row.faint === true ? " doubtful" : "";
			const first = narrow ? y + 14 : y + Math.max(7, (30 - height) / 2) + 12;
			for (const [index, text] of names.entries()) words.push(textAt(text, { x: 0, y: first + index * line, className: `name${faint}` }));
			for (const [index, text] of notes.entries())
				words.push(textAt(text, { x: 0, y: first + (names.length + index) * line, className: `at${faint}` }));
			y = narrow ? top + height + 30 : top + Math.max(30, height + 14);
			const middle = narrow ? top + height + 13 : (top + y) / 2;
			words.push(rightWords(row, narrow ? top + 14 : middle + 4.5, width, width - right, narrow, faint));
			placed.push({ member, group, y: middle });
			if (row.to !== undefined) links.push(linkOver([{ x0: 0, y0: top, x1: width, y1: y }], row.to, row.description, drawing));
		}
	}
	return { rows: placed, left, right, bottom: y, words: words.join(""), links: links.join(""), shapes };
}

function rightWords({ right }: Row, y: number, width: number, from: number, narrow: boolean, faint: string): string {
	const [strong = "", ...rest] = right;
	const quiet = rest.join(", ");
	// One text: the quiet words follow the strong ones, however wide these are in the reader's face.
	const at = quiet === "" ? "" : `<tspan class="at" dx="8">${escapeHtml(quiet)}</tspan>`;
	const place = narrow ? `x="${width}" y="${y}" text-anchor="end"` : `x="${from + 16}" y="${y}"`;
	return `<text class="right${faint}" ${place}><tspan class="share">${escapeHtml(strong)}</tspan>${at}</text>`;
}

/** Draws placed rows over one axis of values in `unit`, with their words and links. */
export function drawRows<T>(
	{ left, right, bottom, words, links, shapes }: Rows<T>,
	{ axis, unit, marks }: { axis: ValueAxis; unit: string; marks: readonly Plot.Markish[] },
	drawing: Drawing,
): Drawn {
	const height = bottom + 40;
	const body = draw({
		width: drawing.width,
		height,
		marginLeft: left,
		marginRight: right,
		marginTop: 4,
		marginBottom: 36,
		x: { type: axis.type, domain: axis.domain },
		y: { type: "identity", axis: null },
		marks: [...valueAxis(unit, axis, drawing), ...shapes, ...marks],
	});
	return { body: body + words + links, height };
}
