import { someOf } from "../derive/chart/drawn.ts";
import type { MapPicture } from "../derive/chart/map.ts";
import { escapeHtml } from "../html/escape.ts";
import { type Drawing, type Drawn, groupClass, grouped, isNarrow, linkOver } from "./drawing.ts";
import { draw, Plot } from "./plot.ts";
import { linesOf, piecesOf, textAt, widthOf } from "./text.ts";

const line = 14;
const space = 3;

/** A cell for each pair of terms with the number of records, an outline where there is none. */
export function drawMap({ columns, rows }: MapPicture, headings: ReadonlyMap<string, string>, drawing: Drawing): Drawn {
	const narrow = isNarrow(drawing);
	const { width } = drawing;
	const left = narrow ? 0 : 24 + Math.max(...rows.map(({ label }) => widthOf(label, 13)));
	const cell = { width: (width - left) / columns.length, height: narrow ? 34 : 32 };
	const heads = columns.map(({ label }) => linesOf(piecesOf(withoutLast(label, columns)), cell.width - 6, 12));
	const headHeight = line * Math.max(...heads.map((lines) => lines.length)) + 6;
	const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ names }) => names.length)));
	const words: string[] = heads.flatMap((lines, column) =>
		lines.map((text, row) =>
			textAt(text, {
				x: left + (column + 0.5) * cell.width,
				y: headHeight - 8 - (lines.length - 1 - row) * line,
				className: "head",
				anchor: "middle",
			}),
		),
	);
	const links: string[] = [];
	const marks: Plot.Markish[] = [];
	let y = headHeight;
	for (const { group, members } of grouped(rows)) {
		y += 20;
		words.push(textAt(headings.get(group ?? "") ?? group ?? "", { x: 22, y, className: "heading" }));
		marks.push(Plot.dot([0], { className: `solid ${groupClass(group)}`, x: [9], y: [y - 4.5], r: 5, symbol: drawing.shape(group) }));
		y += 8;
		for (const row of members) {
			words.push(textAt(piecesOf(row.label), { x: 0, y: narrow ? y + 13 : y + 20, className: "name" }));
			if (narrow) y += 19;
			for (const [column, { names, to }] of row.cells.entries()) {
				const x = left + column * cell.width;
				const box = { x0: x + space / 2, y0: y, x1: x + cell.width - space / 2, y1: y + cell.height - space };
				const share = names.length / most;
				marks.push(
					Plot.rect([0], {
						className: names.length === 0 ? "gap" : `cell ${groupClass(group)}`,
						x1: [box.x0],
						x2: [box.x1],
						y1: [box.y0],
						y2: [box.y1],
						r: 3,
						...(names.length === 0 ? {} : { fillOpacity: 0.15 + 0.3 * share }),
					}),
				);
				words.push(
					textAt(String(names.length), {
						x: (box.x0 + box.x1) / 2,
						y: (box.y0 + box.y1) / 2 + 4.5,
						className: names.length === 0 ? "none" : "share",
						anchor: "middle",
					}),
				);
				const said = `${row.label}, ${columns[column]?.label ?? ""}: ${names.length === 0 ? "none" : `${names.length}: ${someOf(names, ", ")}`}`;
				if (to === undefined)
					words.push(
						`<g role="img" aria-label="${escapeHtml(said)}"><title>${escapeHtml(said)}</title><rect class="bare" x="${box.x0}" y="${box.y0}" width="${box.x1 - box.x0}" height="${box.y1 - box.y0}"/></g>`,
					);
				else links.push(linkOver([box], to, said, drawing));
			}
			y += cell.height + (narrow ? 4 : 0);
		}
	}
	const body = draw({ width, height: y + 4, margin: 0, x: { type: "identity", axis: null }, y: { type: "identity", axis: null }, marks });
	return { body: body + words.join("") + links.join(""), height: y + 4 };
}

/** A column's label without the word that nearly all of them end with. */
function withoutLast(label: string, columns: MapPicture["columns"]): string {
	const last = (text: string) => text.split(" ").at(-1) ?? "";
	const same = columns.filter((column) => column.label.includes(" ") && last(column.label) === last(label)).length;
	return same > 1 && same >= columns.length - 1 ? label.slice(0, -last(label).length - 1) : label;
}
