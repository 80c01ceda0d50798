import { suggestion } from "../problem/nearest.ts";
import type { Facet } from "./types.ts";

/**
 * Which term of a facet was probably meant: the one that has the text as its label, formula or another name, or the
 * nearest id. A sentence that begins with a space, or nothing.
 */
export function termMeant(given: string, { terms }: Facet): string {
	const wanted = given.trim().toLowerCase();
	const named = [...terms.values()].find(({ label, formula = "", synonyms }) =>
		[label, formula, ...synonyms].some((name) => name.toLowerCase() === wanted),
	);
	return named === undefined ? suggestion(given, terms.keys()) : ` It is another name of "${named.id}": write that.`;
}
