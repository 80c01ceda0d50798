import type { SearchEntry } from "./entry.ts";
import { chunksOf } from "./normalise.ts";

/** The words of an entry, each once, folded; not what is too short or too long to be mistyped. */
export function wordsOf(entry: SearchEntry): string[] {
	const text = [entry.title, ...entry.names, ...entry.around, ...entry.parts.map((part) => part.text), entry.more].join(" ; ");
	const own = new Set(chunksOf(text).flatMap(({ surfaces, filler }) => (filler ? [] : surfaces)));
	return [...own].filter((word) => /^\p{L}[\p{L}\p{N}]{2,29}$/u.test(word));
}

/**
 * The words of all entries in lists by their first letter, for mistakes in typing and words that are not typed to their
 * end: each with the number of entries that have it.
 */
export class WordLists {
	readonly #counts = new Map<string, number>();

	/** Counts the words of one entry. */
	add(words: readonly string[]): void {
		for (const word of words) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
	}

	/** The lists as files, by letter. */
	files(): Map<string, string> {
		const sorted = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
		const lists = new Map(letters.map((letter) => [letter, ""]));
		for (const [word, count] of sorted) lists.set(listOf(word), `${lists.get(listOf(word)) ?? ""}${word} ${count}\n`);
		return lists;
	}
}

/** The names of the lists: the letters from a to z, and one for all others. */
export const letters = [..."abcdefghijklmnopqrstuvwxyz", "other"];

/** The list that a folded word is in. */
export function listOf(word: string): string {
	const first = word[0] ?? "";
	return first >= "a" && first <= "z" ? first : "other";
}
