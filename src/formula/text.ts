import { unitText } from "../quantity/format.ts";
import { isCompound, type Piece, pieces, plainFormula } from "./formula.ts";

/**
 * Makes a function that cuts a text into pieces with its substances set, those that are named (SiOx) and those that can
 * only be compounds (Li15Si4), and units behind numbers (100 mA h/g). It gives nothing back where nothing is to be set.
 */
export function textPieces(formulas: ReadonlySet<string>, units: readonly string[]): (text: string) => Piece[] | undefined {
	const longest = (words: Iterable<string>) =>
		[...words]
			.sort((a, b) => b.length - a.length)
			.map(escapeRegExp)
			.join("|");
	// What the knowledge base names comes first: its names may hold more than a formula does.
	const parts = [
		...(formulas.size === 0 ? [] : [`(?<![\\p{L}\\p{N}])(?<formula>${longest(formulas)})(?![\\p{L}\\p{N}])`]),
		"(?<![\\p{L}\\p{N}])(?<compound>\\p{Lu}[\\p{L}\\p{N}.()]*[\\p{L}\\p{N})])(?![\\p{L}\\p{N}])",
		...(units.length === 0 ? [] : [`(?<=\\d)(?<unit>[ \\u00a0\\u202f](?:${longest(units)}))(?![\\p{L}\\p{N}/^])`]),
	];
	const pattern = new RegExp(parts.join("|"), "gu");
	return (text) => {
		const plain = plainFormula(text);
		const result: Piece[] = [];
		let at = 0;
		for (const match of plain.matchAll(pattern)) {
			const { formula, compound, unit } = match.groups ?? {};
			if (compound !== undefined && !isCompound(compound)) continue;
			result.push({ text: plain.slice(at, match.index), script: undefined });
			if (unit === undefined) result.push(...pieces(formula ?? compound ?? ""));
			else result.push({ text: `\u202f${unitText(unit.trim())}`, script: undefined });
			at = match.index + match[0].length;
		}
		return at === 0 ? undefined : [...result, { text: plain.slice(at), script: undefined }];
	};
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
