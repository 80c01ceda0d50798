/** What cannot be seen, or changes how its neighbours are seen: controls, marks of direction, lone surrogates. Joiners hold letters together and stay. */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A text as a terminal or a page can show it: what could break the line, colour it or turn it round stands there by its number. */
export function inert(text: string): string {
	return text.replace(unseen, (sign) => `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`);
}
