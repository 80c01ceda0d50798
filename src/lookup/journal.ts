import { fold } from "./fold.ts";

const joining = new Set(["of", "the", "and", "for", "in", "on", "amp", "der", "die", "und", "de", "la", "et"]);

function words(name: string): string[] {
	return fold(name)
		.split(" ")
		.filter((word) => word !== "" && !joining.has(word));
}

/**
 * Whether one name of a journal stands for another: the same, or each word of it a shortening of the other's, in
 * order and with none left over ("J. Chem. Phys." of "Journal of Chemical Physics").
 */
export function abbreviates(short: string, full: string): boolean {
	const [few, many] = [words(short), words(full)];
	return few.length > 0 && few.length === many.length && few.every((word, index) => shortens(word, many[index] ?? ""));
}

/** A shortening begins like the word and leaves letters out. */
function shortens(short: string, word: string): boolean {
	if (short[0] !== word[0]) return false;
	let at = 0;
	for (const letter of word) if (letter === short[at]) at++;
	return at === short.length;
}

/** Whether two names, each short or whole, are one journal's. */
export function sameJournal(one: string, other: string): boolean {
	return abbreviates(one, other) || abbreviates(other, one);
}
