import { pieces as cut, type Piece } from "../formula/formula.ts";
import { escapeHtml } from "../html/escape.ts";

/** A box in pixels. */
export interface Box {
	x0: number;
	y0: number;
	x1: number;
	y1: number;
}

/** How wide characters of a sans-serif face are, as a share of its size: on the wide side, since readers' faces differ. */
const widths: readonly [RegExp, number][] = [
	[/[\u2009\u202f]/, 0.2],
	[/[ijlI|.,:;'!·]/, 0.34],
	[/[ftr()[\]/ -]/, 0.4],
	[/[mwMW%@—…]/, 0.96],
	[/[A-Z&≈]/, 0.74],
	[/[\d+]/, 0.65],
	[/[~−×<>=–≥≤†]/, 0.75],
	[/[⁰-⁹¹²³⁻]/, 0.44],
];

/** The estimated width of a text in pixels. */
export function widthOf(text: string | readonly Piece[], size: number): number {
	if (typeof text !== "string")
		return text.reduce((sum, piece) => sum + widthOf(piece.text, piece.script === undefined ? size : size * 0.78), 0);
	return [...text].reduce((sum, character) => sum + size * (widths.find(([kind]) => kind.test(character))?.[1] ?? 0.62), 0);
}

/** Cuts a name into lines that are no wider, at spaces and behind dashes and slashes; a long word stands alone. */
export function linesOf(pieces: readonly Piece[], width: number, size: number): Piece[][] {
	const words: Piece[][] = [[]];
	for (const piece of pieces)
		for (const part of piece.script === undefined ? piece.text.split(/(?<=[ –/])/) : [piece.text]) {
			words.at(-1)?.push({ ...piece, text: part });
			if (piece.script === undefined && /[ –/]$/.test(part)) words.push([]);
		}
	const lines: Piece[][] = [[]];
	for (const word of words) {
		const line = lines.at(-1) ?? [];
		if (line.length > 0 && widthOf([...line, ...word], size) > width) lines.push([...word]);
		else line.push(...word);
	}
	return lines.filter((line) => line.length > 0);
}

export interface TextOptions {
	x: number;
	/** The baseline. */
	y: number;
	className: string;
	anchor?: "start" | "middle" | "end";
}

/** A text at its place, with indices below the line. */
export function textAt(text: string | readonly Piece[], { x, y, className, anchor = "start" }: TextOptions): string {
	const inner = typeof text === "string" ? escapeHtml(text) : tspans(text);
	const side = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
	return `<text class="${className}" x="${x}" y="${y}"${side}>${inner}</text>`;
}

/** Words that may hold a substance's formula, cut into pieces. */
export const piecesOf = cut;

function tspans(pieces: readonly Piece[]): string {
	const shift = { sub: 0.25, sup: -0.35 };
	let below = 0;
	return pieces
		.map(({ text, script }) => {
			const level = script === undefined ? 0 : shift[script];
			const dy = Math.round((level - below) * 100) / 100;
			below = level;
			const attributes = [dy === 0 ? "" : ` dy="${dy}em"`, script === undefined ? "" : ' class="index"'].join("");
			return attributes === "" ? escapeHtml(text) : `<tspan${attributes}>${escapeHtml(text)}</tspan>`;
		})
		.join("");
}

/** Whether two boxes overlap. */
export function overlap(a: Box, b: Box): boolean {
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
