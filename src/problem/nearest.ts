import { closest, distance } from "fastest-levenshtein";

/**
 * Says which of the allowed names was probably meant, or lists them when there are few.
 * Returns a sentence that begins with a space, or nothing.
 */
export function suggestion(given: string, allowed: Iterable<string>): string {
	const names = [...allowed];
	if (names.length === 0) return "";
	const nearest = closest(
		given.toLowerCase(),
		names.map((name) => name.toLowerCase()),
	);
	const match = names.find((name) => name.toLowerCase() === nearest);
	const limit = Math.max(2, Math.floor(given.length / 3));
	if (match !== undefined && distance(given.toLowerCase(), nearest) <= limit) return ` Did you mean "${match}"?`;
	if (names.length <= 12) return ` Allowed: ${names.join(", ")}.`;
	return ` There are ${names.length} to choose from, such as ${names.slice(0, 3).join(", ")}.`;
}
