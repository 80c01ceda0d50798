import { bibtexParser } from "latex-utensils";
import type { Place, Problems } from "../problem/problem.ts";
import type { Source } from "./source.ts";

/** A field of an entry as it is written, without its outer braces or quotes. */
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

const head = /@[ \t]*([A-Za-z]+)\s*([{(])/g;

/** Parses a .bib file entry by entry, so that one bad entry does not hide the next. Bad ones become problems. */
export function parseBibtex(source: Source, problems: Problems): BibtexFile {
	const file: BibtexFile = { source, entries: [], strings: [] };
	const { text } = source;
	head.lastIndex = 0;
	for (let match = head.exec(text); match !== null; match = head.exec(text)) {
		const start = match.index;
		const type = (match[1] ?? "").toLowerCase();
		const end = entryEnd(text, head.lastIndex);
		if (end.closed) head.lastIndex = end.offset;
		else {
			head.lastIndex = end.offset;
			if (type !== "comment")
				problems.add(
					"bibtex-syntax",
					source.place(start),
					`The entry${keyIn(text, start)} is never closed: a brace } is missing. The entries after it are still read.`,
				);
			continue;
		}
		if (type === "comment" || type === "preamble") continue;
		const chunk = text.slice(start, end.offset);
		if (type === "string") file.strings.push(chunk);
		else {
			const entry = parseEntry(source, chunk, start, problems);
			if (entry !== undefined) file.entries.push(entry);
		}
	}
	return file;
}

/** Where an entry ends: behind its closing brace, or before the next entry that begins a line. */
function entryEnd(text: string, from: number): { offset: number; closed: boolean } {
	let depth = 1;
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === "\\") at++;
		else if (character === "{" || (character === "(" && depth === 0)) depth++;
		else if (character === "}" || (character === ")" && depth === 1 && text[from - 1] === "(")) {
			depth--;
			if (depth === 0) return { offset: at + 1, closed: true };
		} else if (character === "\n" && /^\s*@[A-Za-z]+\s*\{[^\s,{}]+\s*,/.test(text.slice(at + 1, at + 200)))
			return { offset: at + 1, closed: false };
	}
	return { offset: text.length, closed: false };
}

function keyIn(text: string, start: number): string {
	const key = /^@\s*[A-Za-z]+\s*[{(]\s*([^\s,{}]+)/.exec(text.slice(start, start + 200))?.[1];
	return key === undefined ? "" : ` "${key}"`;
}

function parseEntry(source: Source, chunk: string, start: number, problems: Problems): BibtexEntry | undefined {
	try {
		const parsed = bibtexParser.parse(chunk).content[0];
		if (parsed === undefined || !bibtexParser.isEntry(parsed)) return undefined;
		const key = parsed.internalKey;
		const keyOffset = start + (key === undefined ? 0 : chunk.indexOf(key, chunk.search(/[{(]/)));
		if (key === undefined || key === "") {
			problems.add(
				"bibtex-syntax",
				source.place(start),
				"The entry has no key. Write one behind the opening brace, such as @article{chiku2024,",
			);
			return undefined;
		}
		const fields = new Map(
			parsed.content.map((field) => [
				field.name.toLowerCase(),
				{ text: valueText(field.value), place: source.place(start + field.value.location.start.offset) },
			]),
		);
		return { key, type: parsed.entryType.toLowerCase(), fields, place: source.place(keyOffset), text: chunk };
	} catch (error) {
		if (!bibtexParser.isSyntaxError(error)) throw error;
		const offset = start + error.location.start.offset;
		const comma = error.message.includes('","') && /^[A-Za-z]/.test(source.text.slice(offset));
		const what = comma
			? `A comma is missing before "${/^[\w-]+/.exec(source.text.slice(offset))?.[0] ?? ""}".`
			: `Unexpected ${shown(source.text[offset])}.`;
		problems.add(
			"bibtex-syntax",
			source.place(offset),
			`${what} The entry${keyIn(source.text, start)} is left out; the others are still read.`,
		);
		return undefined;
	}
}

function shown(character: string | undefined): string {
	return character === undefined ? "end of the file" : character === "\n" ? "end of the line" : `"${character}"`;
}

function valueText(value: bibtexParser.FieldValue): string {
	if (bibtexParser.isConcatValue(value)) return value.content.map((piece) => piece.content).join("");
	return value.content;
}
