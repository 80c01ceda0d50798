import type { Answer } from "./answer.ts";
import { fold } from "./fold.ts";

/**
 * A key that is free: the first author's family name and the year (smith2020), with a letter where the library has
 * such keys already (smith2020b behind smith2020, smith2020c behind smith2020a and smith2020b).
 */
export function freeKey({ authors, editors, title, years }: Answer, taken: Iterable<string>): string {
	const first = authors[0] ?? editors[0];
	const name = letters(first?.family ?? "") || letters(first?.literal ?? "") || letters(/\p{L}{4,}/u.exec(title)?.[0] ?? "") || "work";
	const stem = `${name}${years[0] ?? ""}`;
	const used = [...taken].flatMap((key) => {
		const [start, suffix] = [key.slice(0, stem.length).toLowerCase(), key.slice(stem.length).toLowerCase()];
		return start === stem && /^[a-z]{0,3}$/.test(suffix) ? [rankOf(suffix)] : [];
	});
	return used.length === 0 ? stem : `${stem}${suffixOf(Math.max(...used) + 1)}`;
}

function letters(text: string): string {
	return fold(text).replace(/[^a-z0-9]/g, "");
}

/** a is 1, z is 26, aa is 27; a key without a letter counts as the first. */
function rankOf(suffix: string): number {
	return [...(suffix || "a")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0);
}

function suffixOf(rank: number): string {
	const last = String.fromCharCode(97 + ((rank - 1) % 26));
	return rank > 26 ? `${suffixOf(Math.floor((rank - 1) / 26))}${last}` : last;
}
