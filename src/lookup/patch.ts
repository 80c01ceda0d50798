import { createTwoFilesPatch } from "diff";
import type { BibtexEntry } from "../read/bibtex.ts";
import type { Source } from "../read/source.ts";
import { styleOf, writeField } from "./style.ts";

/** Fields to be put into an entry. */
export interface Addition {
	entry: BibtexEntry;
	fields: readonly (readonly [name: string, value: string])[];
}

/** The order in which fields stand, where they stand in any. */
const order = [
	"author",
	"editor",
	"title",
	"booktitle",
	"journal",
	"journaltitle",
	"year",
	"date",
	"month",
	"volume",
	"number",
	"issue",
	"pages",
	"eid",
	"doi",
];

/**
 * A file's text with fields put in. Each stands before the first field that comes behind it in the usual order, so
 * that no line that is there changes, not even by a comma; line ends are those of the line beside it.
 */
export function withFields(raw: string, source: Source, additions: readonly Addition[]): string {
	const insertions = additions
		.flatMap(({ entry, fields }) =>
			fields.flatMap(([name, value]) => {
				const at = fieldBehind(source, entry, name);
				return at === undefined ? [] : [{ at, text: writeField(name, value, styleOf(entry.text)) }];
			}),
		)
		.sort((a, b) => a.at - b.at);
	let text = "";
	let done = 0;
	const position = positions(raw);
	for (const insertion of insertions) {
		const at = position(insertion.at);
		const gap = /(?:\r?\n)?[ \t]*$/.exec(raw.slice(0, at))?.[0] ?? " ";
		text += `${raw.slice(done, at)}${insertion.text},${gap}`;
		done = at;
	}
	return text + raw.slice(done);
}

/** A unified diff between two states of a file, to be read and applied. Empty where they are the same. */
export function patchOf(file: string, before: string, after: string): string {
	if (before === after) return "";
	const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
	return patch.replace(/^=+\n/, "");
}

/** Where the field begins before which a new one is written. */
function fieldBehind(source: Source, entry: BibtexEntry, name: string): number | undefined {
	const key = source.offset(entry.place.line, entry.place.column);
	const next = source.text.slice(key).search(/^[ \t]*@[A-Za-z]+\s*[{(]/m);
	const end = next < 0 ? source.text.length : key + next;
	const starts = [...entry.fields].flatMap(([other, { place }]) => {
		const value = source.offset(place.line, place.column);
		const head = /[\w+:-]+\s*=\s*$/.exec(source.text.slice(Math.max(0, value - 200), value));
		// A field may have come from another entry.
		return head === null || place.file !== source.file || value < key || value > end ? [] : [{ other, at: value - head[0].length }];
	});
	const rank = order.indexOf(name);
	const last = starts.findLastIndex(({ other }) => order.includes(other) && order.indexOf(other) < rank);
	return (starts[last + 1] ?? starts.at(-1))?.at;
}

/** From an offset into a text as it was read (no byte-order mark, line ends \n) to the one in the file; asked in order. */
function positions(raw: string): (offset: number) => number {
	let read = 0;
	let at = raw.startsWith("\ufeff") ? 1 : 0;
	return (offset) => {
		for (; read < offset; read++) at += raw.startsWith("\r\n", at) ? 2 : 1;
		return at;
	};
}
