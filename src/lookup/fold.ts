/** Letters that are no base letter with an accent. */
const letters: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i" };

/** A text for comparing and for keys: lower case, without accents, markup and signs; words one space apart. */
export function fold(text: string): string {
	return text
		.replace(/<[^<>]*>/g, "")
		.toLowerCase()
		.replace(/[ßæœøđðłþı]/g, (letter) => letters[letter] ?? letter)
		.normalize("NFKD")
		.replace(/\p{M}|['’.]/gu, "")
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
