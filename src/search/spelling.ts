import { listOf } from "./words.ts";

/** A word of the site and how many entries have it. */
export interface Word {
	word: string;
	count: number;
}

/** Gives the list of words of a letter. */
export type Lists = (letter: string) => Promise<readonly Word[]>;

/** Reads a list of words as `WordLists` gives it. */
export function readWords(text: string): Word[] {
	return text
		.split("\n")
		.filter(Boolean)
		.map((line) => {
			const [word = "", count = "0"] = line.split(" ");
			return { word, count: Number(count) };
		});
}

/** How many words are tried for one that is not typed to its end: the index of each may have to be loaded. */
const tried = 6;

/** The most frequent words that begin with what was typed. */
export async function completions(typed: string, lists: Lists): Promise<string[]> {
	if (typed.length < 2) return [];
	const words = await lists(listOf(typed));
	return words
		.filter(({ word }) => word.startsWith(typed))
		.sort((a, b) => b.count - a.count)
		.slice(0, tried)
		.map(({ word }) => word);
}

/**
 * The word that was probably meant: one mistake in words of five letters or more, two in eight or more. A mistake in the
 * first letter is looked for last, and then it is the only one.
 */
export async function correction(typed: string, lists: Lists): Promise<string | undefined> {
	if (typed.length < 5 || !/^\p{L}+$/u.test(typed)) return undefined;
	const own = nearest(typed, await lists(listOf(typed)), typed.length < 8 ? 1 : 2);
	if (own !== undefined) return own;
	const others = await Promise.all(
		[...new Set([...neighbours(typed)].map(listOf))].filter((letter) => letter !== listOf(typed)).map(lists),
	);
	return nearest(typed, others.flat(), 1);
}

const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const alike = ["ckqs", "sz", "fpv", "gj", "eiay", "ou", "wv", "nm"];

/** What the first letter may have been meant to be: the second one, one beside it on the keyboard, one that sounds alike. */
function neighbours(typed: string): Set<string> {
	const [first = "", second = ""] = typed;
	const beside = rows.flatMap((row) => (row.includes(first) ? [row[row.indexOf(first) - 1] ?? "", row[row.indexOf(first) + 1] ?? ""] : []));
	return new Set([second, ...beside, ...alike.filter((group) => group.includes(first)).join("")].filter(Boolean));
}

function nearest(typed: string, words: readonly Word[], most: number): string | undefined {
	let best: (Word & { mistakes: number }) | undefined;
	for (const { word, count } of words) {
		const mistakes = mistakesBetween(typed, word, best?.mistakes ?? most);
		if (mistakes > most) continue;
		if (best === undefined || mistakes < best.mistakes || (mistakes === best.mistakes && count > best.count))
			best = { word, count, mistakes };
	}
	return best?.word;
}

/**
 * The mistakes between two words: letters left out, put in, exchanged, or swapped with their neighbour (the optimal
 * string alignment distance). Gives more than `most` where there are more.
 */
export function mistakesBetween(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			next.push(cost);
		}
		if (Math.min(...next) > most) return most + 1;
		before = row;
		row = next;
	}
	return row[b.length] ?? most + 1;
}
