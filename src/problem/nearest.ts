import { distance } from "fastest-levenshtein";

/** Longer words are nobody's slip of the pen, and take long to compare. */
const longest = 200;

/** The one of some names that was probably meant; nothing where none is near. */
export function nearest(given: string, allowed: Iterable<string>): string | undefined {
	const [first] = rank(given, allowed);
	return first !== undefined && first.away <= reach(given) ? first.name : undefined;
}

/**
 * Says which of the allowed names was probably meant, or lists them when there are few, or the nearest of many.
 * Returns a sentence that begins with a space, or nothing.
 */
export function suggestion(given: string, allowed: Iterable<string>): string {
	const names = [...new Set(allowed)];
	const ranked = rank(given, names);
	const [first] = ranked;
	if (first === undefined) return "";
	if (first.away <= reach(given)) return ` Did you mean "${first.name}"?`;
	if (ranked.length <= 12) return ` Allowed: ${names.join(", ")}.`;
	const three = ranked.slice(0, 3).map(({ name }) => name);
	return ` There are ${ranked.length} to choose from, such as ${three.join(", ")}.`;
}

/** Names by how many letters they are away from what was given. */
function rank(given: string, allowed: Iterable<string>): { name: string; away: number }[] {
	const word = given.slice(0, longest).toLowerCase();
	return [...new Set(allowed)].map((name) => ({ name, away: distance(word, name.toLowerCase()) })).sort((a, b) => a.away - b.away);
}

/** How many letters a slip of the pen can change. */
function reach(given: string): number {
	return given.length < 4 ? 1 : given.length < 9 ? 2 : 3;
}
