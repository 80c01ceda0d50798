import type { Place, Problems } from "../problem/problem.ts";
import { BibtexError, type RawField, readFields, withoutComma } from "./bibtex-fields.ts";
import type { Source } from "./source.ts";

/** A field of an entry: its value without outer braces or quotes, `@string`s replaced and pieces joined. */
export interface BibtexField {
	text: string;
	place: Place;
}

/** One entry of a library, with places. */
export interface BibtexEntry {
	key: string;
	type: string;
	fields: Map<string, BibtexField>;
	/** Where its key stands. */
	place: Place;
	/** Where it begins. */
	start: Place;
	/** The entry's own text; `@string`s are written out, so that it stands on its own. */
	text: string;
}

/** A parsed .bib file: its entries. */
export interface BibtexFile {
	source: Source;
	entries: BibtexEntry[];
}

/** What may begin an entry; or a line of comment, which is passed over. */
const head = /@[ \t]*([A-Za-z]+)\s*[{(]|^[ \t]*%.*/gm;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The names that every library may use: months stand for themselves. */
export function monthNames(): Map<string, string> {
	return new Map(months.map((month) => [month, month]));
}

/**
 * Parses a .bib file entry by entry, so that one bad entry does not hide the next. Bad ones become problems. `strings`
 * holds what `@string`s defined so far, also in files before this one; it is added to.
 */
export function parseBibtex(source: Source, problems: Problems, strings: Map<string, string> = monthNames()): BibtexFile {
	const file: BibtexFile = { source, entries: [] };
	const { text } = source;
	let done = 0;
	head.lastIndex = 0;
	for (let match = head.exec(text); match !== null; match = head.exec(text)) {
		const start = match.index;
		checkGap(source, done, start, problems);
		done = head.lastIndex;
		if (match[1] === undefined) continue;
		const type = match[1].toLowerCase();
		const inside = head.lastIndex;
		const end = entryEnd(text, inside);
		head.lastIndex = end.offset;
		done = end.offset;
		if (type === "comment" || type === "preamble") continue;
		if (end.unclosed !== undefined) {
			leaveOut(source, end.unclosed, start, `The ${text[end.unclosed]} that opens here is not closed.`, problems);
			continue;
		}
		try {
			if (type === "string") {
				for (const field of readFields(text, inside, end.offset - 1, strings)) {
					checkNames(field, source, strings, problems);
					strings.set(field.name, field.text);
				}
			} else file.entries.push(readEntry(source, type, { start, inside, end: end.offset }, strings, problems));
		} catch (error) {
			if (!(error instanceof BibtexError)) throw error;
			leaveOut(source, error.offset, start, error.message, problems);
		}
	}
	checkGap(source, done, text.length, problems);
	return file;
}

/** Between entries, a brace that closes nothing tells that the entry before it was closed too early. */
function checkGap(source: Source, from: number, to: number, problems: Problems): void {
	let depth = 0;
	for (let at = from; at < to && depth >= 0; at++) {
		depth += { "{": 1, "}": -1 }[source.text[at] ?? ""] ?? 0;
		if (depth < 0)
			problems.add(
				"bibtex-syntax",
				source.place(at),
				"This } closes nothing: the entry before it has one too many, and what follows that one is lost. Remove it.",
			);
	}
}

/**
 * Where an entry ends: behind its closing brace (in BibTeX a brace counts even behind a backslash), or before the next entry that begins a line. Of one that is not closed,
 * the brace that is probably to blame: the one behind which the next field begins, or the entry's own.
 */
function entryEnd(text: string, from: number): { offset: number; unclosed?: number } {
	const open = [from - 1];
	let blamed: number | undefined;
	// In parentheses, one that closes may stand in quotes, too.
	let quoted = false;
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === "{") open.push(at);
		else if (character === '"' && open.length === 1) quoted = !quoted;
		else if (character === "}" || (character === ")" && open.length === 1 && text[from - 1] === "(" && !quoted)) {
			open.pop();
			if (open.length === 0) return { offset: at + 1 };
		} else if (character === "\n") {
			const next = text.slice(at + 1, at + 200);
			if (/^[ \t]*@[A-Za-z]+\s*[{(][^\s,{}]+\s*,/.test(next)) return { offset: at + 1, unclosed: blamed ?? from - 1 };
			if (open.length > 1 && /^[ \t]*[A-Za-z][\w-]*\s*=\s*["{\d]/.test(next)) blamed ??= open.at(-1);
		}
	}
	return { offset: text.length, unclosed: blamed ?? from - 1 };
}

/** Tells what is wrong in an entry that cannot be read; citing its key is no further mistake. */
function leaveOut(source: Source, at: number, start: number, what: string, problems: Problems): void {
	const key = /^@\s*[A-Za-z]+\s*[{(]\s*([^\s,{}="]+)(?=[\s,}]|$)(?!\s*=)/.exec(source.text.slice(start, start + 200))?.[1];
	if (key !== undefined) problems.unread("work", key);
	const entry = key === undefined ? "The entry" : `The entry "${key}"`;
	problems.add("bibtex-syntax", source.place(at, at + 1), `${what} ${entry} is left out; the others are still read.`);
}

const keyPattern = /\s*([^\s,={}"]*)\s*/y;

/** Reads one entry. Throws a BibtexError where it is not of the form `key, name = value, …`. */
function readEntry(
	source: Source,
	type: string,
	{ start, inside, end }: { start: number; inside: number; end: number },
	strings: ReadonlyMap<string, string>,
	problems: Problems,
): BibtexEntry {
	const { text } = source;
	keyPattern.lastIndex = inside;
	const key = keyPattern.exec(text)?.[1] ?? "";
	const behind = keyPattern.lastIndex;
	if (key === "" || text[behind] === "=")
		throw new BibtexError(start, "There is no key: write one behind the opening brace, as in @article{smith2020, … }.");
	if (text[behind] !== ",") throw withoutComma(text, behind, end);
	const raw = readFields(text, behind + 1, end - 1, strings);
	const fields = new Map<string, BibtexField>();
	for (const field of raw) {
		checkNames(field, source, strings, problems);
		if (fields.has(field.name))
			problems.add(
				"bibtex-syntax",
				source.place(field.start, field.start + field.name.length),
				`The field "${field.name}" is given twice. Leave one of them out.`,
			);
		else fields.set(field.name, { text: field.text, place: source.place(field.valueStart, field.end) });
	}
	return {
		key,
		type,
		fields,
		place: source.place(text.indexOf(key, inside), text.indexOf(key, inside) + key.length),
		start: source.place(start, inside - 1),
		text: writtenOut(text, start, end, raw, strings),
	};
}

/** An entry's text with what its `@string`s stand for; months are known everywhere. */
function writtenOut(text: string, start: number, end: number, fields: readonly RawField[], strings: ReadonlyMap<string, string>): string {
	let out = "";
	let at = start;
	for (const field of fields) {
		if (!field.used.some(({ name }) => strings.has(name.toLowerCase()) && !months.includes(name.toLowerCase()))) continue;
		out += `${text.slice(at, field.valueStart)}{${field.text}}`;
		at = field.end;
	}
	return out + text.slice(at, end);
}

/** A word without braces or quotes is the name of a `@string`; one that is not defined would be lost. */
function checkNames({ used }: RawField, source: Source, strings: ReadonlyMap<string, string>, problems: Problems): void {
	for (const { name, offset } of used) {
		if (!strings.has(name.toLowerCase()))
			problems.add(
				"bibtex-syntax",
				source.place(offset, offset + name.length),
				`No @string defines "${name}". Define it above, or put a text in braces.`,
			);
	}
}
