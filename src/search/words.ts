import type { SearchEntry } from "./entry.ts";
import { chunksOf } from "./normalise.ts";

/**
 * The words of all entries in lists by their first letter, for mistakes in typing and words that are not typed to their
 * end: each with the number of entries that have it.
 */
export function wordLists(entries: readonly SearchEntry[]): Map<string, string> {
	const counts = new Map<string, number>();
	for (const entry of entries) {
		const text = [entry.title, ...entry.names, ...entry.around, ...entry.parts.map((part) => part.text), entry.more].join(" ; ");
		const own = new Set(chunksOf(text).flatMap(({ surfaces, filler }) => (filler ? [] : surfaces)));
		for (const word of own) if (/^\p{L}[\p{L}\p{N}]{2,29}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
	const list = (letter: string) => sorted.filter(([word]) => listOf(word) === letter).map(([word, count]) => `${word} ${count}\n`);
	return new Map(letters.map((letter) => [letter, list(letter).join("")]));
}

/** The names of the lists: the letters from a to z, and one for all others. */
export const letters = [..."abcdefghijklmnopqrstuvwxyz", "other"];

/** The list that a folded word is in. */
export function listOf(word: string): string {
	const first = word[0] ?? "";
	return first >= "a" && first <= "z" ? first : "other";
}
