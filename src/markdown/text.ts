import { formulaHtml, isCompound, plainFormula } from "../formula/formula.ts";
import { escapeHtml } from "../html/escape.ts";
import { unitText } from "../quantity/format.ts";

/**
 * Makes a function that sets substances in a text as HTML, those that are named (SiOx) and those that can only be
 * compounds (Li15Si4), and units behind numbers (100 mA h/g). It gives nothing back where there is nothing to set.
 */
export function textSetter(formulas: ReadonlySet<string>, units: readonly string[]): (text: string) => string | undefined {
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
		let html = "";
		let at = 0;
		for (const match of plain.matchAll(pattern)) {
			const { formula, compound, unit } = match.groups ?? {};
			if (compound !== undefined && !isCompound(compound)) continue;
			html += escapeHtml(plain.slice(at, match.index));
			html += unit === undefined ? formulaHtml(formula ?? compound ?? "") : `\u202f${unitText(unit.trim())}`;
			at = match.index + match[0].length;
		}
		return at === 0 ? undefined : html + escapeHtml(plain.slice(at));
	};
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
