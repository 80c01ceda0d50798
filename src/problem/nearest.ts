import { distance } from "fastest-levenshtein";

/** Longer words are nobody's slip of the pen, and take long to compare. */
const longest = 200;

/**
 * Says which of the allowed names was probably meant, or lists them when there are few, or the nearest of many.
 * Returns a sentence that begins with a space, or nothing.
 */
export function suggestion(given: string, allowed: Iterable<string>): string {
	const names = [...new Set(allowed)];
	const word = given.slice(0, longest).toLowerCase();
	const ranked = names.map((name) => ({ name, away: distance(word, name.toLowerCase()) })).sort((a, b) => a.away - b.away);
	const [nearest] = ranked;
	if (nearest === undefined) return "";
	const limit = word.length < 4 ? 1 : word.length < 9 ? 2 : 3;
	if (nearest.away <= limit) return ` Did you mean "${nearest.name}"?`;
	if (names.length <= 12) return ` Allowed: ${names.join(", ")}.`;
	const three = ranked.slice(0, 3).map(({ name }) => name);
	return ` There are ${names.length} to choose from, such as ${three.join(", ")}.`;
}
