import stringWidth from "string-width";
import { inert } from "./inert.ts";
import type { Problem } from "./problem.ts";

/** A line of a file, and what stands under it. */
export interface Quote {
	/** The line, without what cannot be seen; cut where it is long. */
	line: string;
	/** Blanks, and carets under what is meant; as wide as the line as far as it goes. */
	carets: string;
}

/** A letter with its accents, or a sign of several characters: as it is shown, and how many columns it takes. */
interface Cell {
	at: number;
	shown: string;
	width: number;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const tab = "    ";
const cut = "…";

/** Quotes the line of a problem in so many columns, with carets under what is meant. Nothing where the line is not known. */
export function quote({ place, source }: Pick<Problem, "place" | "source">, columns: number): Quote | undefined {
	if (source === undefined) return undefined;
	const start = place.column - 1;
	const end = place.end === undefined ? start + 1 : place.end.line > place.line ? source.length : place.end.column - 1;
	// Nothing farther than a screen's width is ever shown: a line may be megabytes long.
	const [left, right] = [Math.max(0, start - columns), Math.min(source.length, start + columns)];
	const cells = cellsOf(source, left, right);
	const marked = start >= source.length ? cells.length : cells.findLastIndex(({ at }) => at <= start);
	const [from, to] =
		left === 0 && right === source.length && widthOf(cells) <= columns ? [0, cells.length] : around(marked, cells, columns);
	const before = from > 0 || left > 0 ? cut : "";
	const behind = to < cells.length || right < source.length ? cut : "";
	const meant = cells.slice(marked, to).filter(({ at }) => at < end);
	return {
		line: `${before}${cells
			.slice(from, to)
			.map(({ shown }) => shown)
			.join("")}${behind}`.trimEnd(),
		carets: " ".repeat(before.length + widthOf(cells.slice(from, marked))) + "^".repeat(Math.max(1, widthOf(meant))),
	};
}

/** Which cells fit into so many columns, two of them for the signs of cutting: what stands before the place takes at most half. */
function around(marked: number, cells: readonly Cell[], columns: number): [number, number] {
	let from = marked;
	let to = marked;
	const room = () => columns - 2 - widthOf(cells.slice(from, to));
	while (from > 0 && (cells[from - 1]?.width ?? 0) <= room() - columns / 2) from--;
	while (to < cells.length && (cells[to]?.width ?? 0) <= room()) to++;
	while (from > 0 && (cells[from - 1]?.width ?? 0) <= room()) from--;
	return [from, to];
}

/** The cells of a part of a line. */
function cellsOf(line: string, from: number, to: number): Cell[] {
	return [...segmenter.segment(line.slice(from, to))].map(({ segment, index }) => {
		const shown = segment === "\t" ? tab : inert(segment);
		return { at: from + index, shown, width: stringWidth(shown) };
	});
}

function widthOf(cells: readonly Cell[]): number {
	return cells.reduce((sum, { width }) => sum + width, 0);
}
