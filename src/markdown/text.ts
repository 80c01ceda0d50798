import { piecesHtml } from "../formula/formula.ts";
import { textPieces } from "../formula/text.ts";

/** Makes a function that sets substances and units in a text as HTML. It gives nothing back where there is nothing to set. */
export function textSetter(formulas: ReadonlySet<string>, units: readonly string[]): (text: string) => string | undefined {
	const cut = textPieces(formulas, units);
	return (text) => {
		const set = cut(text);
		return set && piecesHtml(set);
	};
}
