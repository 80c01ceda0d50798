import { formulaHtml, plainFormula } from "../formula/formula.ts";
import { escapeHtml } from "../html/escape.ts";
import { unitText } from "../quantity/format.ts";

/**
 * Makes a function that sets substances (Li6PS5Cl) and units behind numbers (100 mA h/g) in a text as HTML; it gives
 * nothing back where there is nothing to set.
 */
export function textSetter(formulas: ReadonlySet<string>, units: readonly string[]): (text: string) => string | undefined {
	const longest = (words: Iterable<string>) =>
		[...words]
			.sort((a, b) => b.length - a.length)
			.map(escapeRegExp)
			.join("|");
	const parts = [
		...(formulas.size === 0 ? [] : [`(?<![\\p{L}\\p{N}])(?<formula>${longest(formulas)})(?![\\p{L}\\p{N}])`]),
		...(units.length === 0 ? [] : [`(?<=\\d)(?<unit>[ \\u00a0\\u202f](?:${longest(units)}))(?![\\p{L}\\p{N}/^])`]),
	];
	if (parts.length === 0) return () => undefined;
	const pattern = new RegExp(parts.join("|"), "gu");
	return (text) => {
		const plain = plainFormula(text);
		let html = "";
		let at = 0;
		for (const match of plain.matchAll(pattern)) {
			const { formula, unit } = match.groups ?? {};
			html +=
				escapeHtml(plain.slice(at, match.index)) +
				(formula === undefined ? `\u202f${unitText((unit ?? "").trim())}` : formulaHtml(formula));
			at = match.index + match[0].length;
		}
		return at === 0 ? undefined : html + escapeHtml(plain.slice(at));
	};
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
