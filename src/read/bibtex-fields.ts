/** What is wrong in an entry's own text, and where; the message says what, without what follows from it. */
export class BibtexError extends Error {
	readonly offset: number;
	constructor(offset: number, message: string) {
		super(message);
		this.offset = offset;
	}
}

/** One field as it is written. */
export interface RawField {
	/** In lower case. */
	name: string;
	/** Its value, put together, without outer braces or quotes. */
	text: string;
	/** Where its name and its value begin, and where its value ends. */
	start: number;
	valueStart: number;
	end: number;
	/** Names of `@string`s in its value, and where each stands. */
	used: { name: string; offset: number }[];
}

const blank = /(?:\s+|(?<=[\s,{(])%.*)*/y;
/** The name of a field or of a `@string`, or a number. */
const word = /[^\s=,{}()"#%'\\]+/y;

/**
 * Reads the fields between two offsets: `name = value, name = value # value`. A value is in braces, in quotes, a number
 * or the name of a `@string`. Throws a BibtexError where that is not so.
 */
export function readFields(text: string, from: number, to: number, strings: ReadonlyMap<string, string>): RawField[] {
	const fields: RawField[] = [];
	let at = skip(text, from, to);
	while (at < to) {
		const start = at;
		const name = match(word, text, at, to);
		if (name === "") throw unexpected(text, at, to);
		at = skip(text, at + name.length, to);
		if (text[at] !== "=" || at >= to) throw unexpected(text, at, to);
		const field = readValue(text, skip(text, at + 1, to), to, strings);
		fields.push({ name: name.toLowerCase(), start, ...field });
		at = skip(text, field.end, to);
		if (at >= to) break;
		if (text[at] !== ",") throw withoutComma(text, at, to);
		at = skip(text, at + 1, to);
	}
	return fields;
}

/** Reads one value: pieces joined by `#`. */
function readValue(
	text: string,
	from: number,
	to: number,
	strings: ReadonlyMap<string, string>,
): Pick<RawField, "text" | "valueStart" | "end" | "used"> {
	const used: RawField["used"] = [];
	let value = "";
	let at = from;
	for (;;) {
		if (at >= to) throw unexpected(text, at, to);
		if (text[at] === "{" || text[at] === '"') {
			const end = closing(text, at, to);
			value += text.slice(at + 1, end);
			at = end + 1;
		} else {
			const piece = match(word, text, at, to);
			if (piece === "") throw unexpected(text, at, to);
			if (!/^\d+$/.test(piece)) used.push({ name: piece, offset: at });
			value += /^\d+$/.test(piece) ? piece : (strings.get(piece.toLowerCase()) ?? piece);
			at += piece.length;
		}
		const next = skip(text, at, to);
		if (text[next] !== "#" || next >= to) return { text: value, valueStart: from, end: at, used };
		at = skip(text, next + 1, to);
	}
}

/** Far above any real value; what reads the values goes one call deeper for each. */
const deepest = 100;

/** The brace or quote that closes the one at an offset; in BibTeX a brace counts even behind a backslash. */
function closing(text: string, from: number, to: number): number {
	const quoted = text[from] === '"';
	let depth = 0;
	for (let at = from + 1; at < to; at++) {
		const character = text[at];
		if (character === "{") {
			if (++depth > deepest) throw new BibtexError(from, "The braces are nested too deep.");
		} else if (character === "}" && depth > 0) depth--;
		else if (depth === 0 && character === (quoted ? '"' : "}")) return at;
		else if (character === "}") break;
	}
	throw new BibtexError(from, `The ${text[from]} that opens here is not closed.`);
}

function skip(text: string, at: number, to: number): number {
	blank.lastIndex = at;
	return Math.min(to, at + (blank.exec(text)?.[0].length ?? 0));
}

function match(pattern: RegExp, text: string, at: number, to: number): string {
	pattern.lastIndex = at;
	return at < to ? (pattern.exec(text)?.[0] ?? "").slice(0, to - at) : "";
}

/** What is wrong where a comma should stand. */
export function withoutComma(text: string, at: number, to: number): BibtexError {
	const next = match(word, text, at, to);
	return /^[A-Za-z]/.test(next) ? new BibtexError(at, `A comma is missing before "${next}".`) : unexpected(text, at, to);
}

/** Unexpected is also what ends the entry. */
function unexpected(text: string, at: number, to: number): BibtexError {
	const character = at >= to ? text[to] : text[at];
	const shown = character === undefined ? "end of the file" : character === "\n" ? "end of the line" : `"${character}"`;
	return new BibtexError(Math.min(at, to), `Unexpected ${shown}.`);
}
