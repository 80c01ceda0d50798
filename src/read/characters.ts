/**
 * Characters that nobody sees: control characters, which XML, terminals and browsers each take differently, and those
 * that show a text in another order than it is read in. Marks of direction, which only help right-to-left text, are none.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;
const written = new RegExp(`${hidden.source}|&#(?:x([\\da-f]{1,6})|(\\d{1,7}));?`, "gi");

/** The first character of a text that must not be in one: how it is named, and where. `entities`: also what `&#8238;` stands for. */
export function hiddenIn(text: string, entities = false): { name: string; at: number } | undefined {
	if (!entities) {
		const at = text.search(hidden);
		return at < 0 ? undefined : { name: nameOf(text.charCodeAt(at)), at };
	}
	for (const { 0: found, 1: hex, 2: decimal, index } of text.matchAll(written)) {
		const code = hex === undefined ? (decimal === undefined ? found.charCodeAt(0) : Number(decimal)) : Number.parseInt(hex, 16);
		if (code > 0x10ffff || hidden.test(String.fromCodePoint(code))) return { name: nameOf(code), at: index };
	}
	return undefined;
}

function nameOf(code: number): string {
	return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
