import { bibtexParser } from "latex-utensils";
import type { Place, Problems } from "../problem/problem.ts";
import type { Source } from "./source.ts";

/** A field of an entry as it is written, without its outer braces or quotes, `@string`s replaced. */
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
	/** The entry's own text. */
	text: string;
}

/** A parsed .bib file: its entries, and the `@string` definitions that they may use. */
export interface BibtexFile {
	source: Source;
	entries: BibtexEntry[];
	strings: string[];
}

/** What may begin an entry; or a line of comment, which is passed over. */
const head = /@[ \t]*([A-Za-z]+)\s*[{(]|^[ \t]*%.*/gm;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Parses a .bib file entry by entry, so that one bad entry does not hide the next. Bad ones become problems. */
export function parseBibtex(source: Source, problems: Problems): BibtexFile {
	const file: BibtexFile = { source, entries: [], strings: [] };
	const { text } = source;
	const names = new Map(months.map((month) => [month, month]));
	let done = 0;
	head.lastIndex = 0;
	for (let match = head.exec(text); match !== null; match = head.exec(text)) {
		const start = match.index;
		checkGap(source, done, start, problems);
		done = head.lastIndex;
		if (match[1] === undefined) continue;
		const type = match[1].toLowerCase();
		const end = entryEnd(text, head.lastIndex);
		head.lastIndex = end.offset;
		done = end.offset;
		if (type === "comment" || type === "preamble") continue;
		if (end.unclosed !== undefined) {
			leaveOut(source, end.unclosed, start, `The ${text[end.unclosed]} that opens here is not closed.`, problems);
			continue;
		}
		const chunk = text.slice(start, end.offset);
		if (type === "string") {
			file.strings.push(chunk);
			names.set(...definition(chunk));
			continue;
		}
		const entry = parseEntry(source, chunk, start, names, problems);
		if (entry !== undefined) file.entries.push(entry);
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
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === "{") open.push(at);
		else if (character === "}" || (character === ")" && open.length === 1 && text[from - 1] === "(")) {
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
	problems.add("bibtex-syntax", source.place(at), `${what} ${entry} is left out; the others are still read.`);
}

function parseEntry(
	source: Source,
	chunk: string,
	start: number,
	names: ReadonlyMap<string, string>,
	problems: Problems,
): BibtexEntry | undefined {
	try {
		const parsed = bibtexParser.parse(chunk).content[0];
		if (parsed === undefined || !bibtexParser.isEntry(parsed)) return undefined;
		const key = parsed.internalKey;
		const keyOffset = start + (key === undefined ? 0 : chunk.indexOf(key, chunk.search(/[{(]/)));
		if (key === undefined || key === "") {
			leaveOut(source, start, start, "There is no key: write one behind the opening brace, as in @article{smith2020, … }.", problems);
			return undefined;
		}
		for (const { value } of parsed.content) checkNames(value, source, start, names, problems);
		const fields = new Map(
			parsed.content.map((field) => [
				field.name.toLowerCase(),
				{ text: valueText(field.value, names), place: source.place(start + field.value.location.start.offset) },
			]),
		);
		return { key, type: parsed.entryType.toLowerCase(), fields, place: source.place(keyOffset), text: chunk };
	} catch (error) {
		if (error instanceof RangeError) {
			leaveOut(source, start, start, "The braces are nested too deep.", problems);
			return undefined;
		}
		if (!bibtexParser.isSyntaxError(error)) throw error;
		const offset = start + error.location.start.offset;
		const comma = error.message.includes('","') && /^[A-Za-z]/.test(source.text.slice(offset));
		const what = comma
			? `A comma is missing before "${/^[\w-]+/.exec(source.text.slice(offset))?.[0] ?? ""}".`
			: `Unexpected ${shown(source.text[offset])}.`;
		leaveOut(source, offset, start, what, problems);
		return undefined;
	}
}

/** A word without braces or quotes is the name of a `@string`; one that is not defined would be lost. */
function checkNames(
	value: bibtexParser.FieldValue,
	source: Source,
	start: number,
	names: ReadonlyMap<string, string>,
	problems: Problems,
): void {
	for (const piece of bibtexParser.isConcatValue(value) ? value.content : [value]) {
		if (!bibtexParser.isAbbreviationValue(piece) || names.has(piece.content.toLowerCase())) continue;
		problems.add(
			"bibtex-syntax",
			source.place(start + piece.location.start.offset),
			`No @string defines "${piece.content}". Define it above, or put a text in braces.`,
		);
	}
}

function shown(character: string | undefined): string {
	return character === undefined ? "end of the file" : character === "\n" ? "end of the line" : `"${character}"`;
}

/** What a `@string` defines: a name, and what it stands for. */
function definition(chunk: string): [name: string, text: string] {
	const [, name = "", value = ""] = /[{(]\s*([^\s=]+)\s*=\s*([\s\S]*?)\s*[})]\s*$/.exec(chunk) ?? [];
	return [name.toLowerCase(), value.replace(/^[{"]|[}"]$/g, "")];
}

/** A value without its outer braces, `@string`s replaced. */
function valueText(value: bibtexParser.FieldValue, names: ReadonlyMap<string, string>): string {
	const pieces = bibtexParser.isConcatValue(value) ? value.content : [value];
	return pieces
		.map((piece) => (bibtexParser.isAbbreviationValue(piece) ? (names.get(piece.content.toLowerCase()) ?? piece.content) : piece.content))
		.join("");
}
