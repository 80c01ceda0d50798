import type { Node, Text } from "mdast";
import type { Math as DisplayMath, InlineMath } from "mdast-util-math";
import type { Place } from "../problem/problem.ts";
import type { Source } from "./source.ts";

/** Where a node begins in the file; and ends, where that is on the same line. */
export function placeOf({ position }: Pick<Node, "position">, { file }: Source): Place {
	if (position === undefined) return { file, line: 1, column: 1 };
	const { start, end } = position;
	return {
		file,
		line: start.line,
		column: start.column,
		...(end.line === start.line ? { end: { line: end.line, column: end.column } } : {}),
	};
}

/** A text or formula of a page, and between which offsets of the file it is written. */
export interface Written {
	value: string;
	start: number;
	end: number;
}

type Verbal = Text | DisplayMath | InlineMath;

/** What a node holds, and where it is written. */
export function writtenAt({ value, position }: Verbal, { text }: Source): Written {
	return { value, start: position?.start.offset ?? 0, end: position?.end.offset ?? text.length };
}

/** Where a character of a text stands in the file, and so many behind it. */
export type PlaceIn = (offset: number, length?: number) => Place;

/**
 * Says where a character of a text stands in the file. The two differ: escapes and entities are longer in the file, and a
 * line begins there with the marks of the list or quotation that it is in.
 */
export function placer(written: Written, source: Source, type: Verbal["type"] = "text"): PlaceIn {
	let offsets: number[] | undefined;
	return (offset, length) => {
		offsets ??= offsetsOf(written, type, source.text);
		const at = offsets[offset] ?? offsets.at(-1) ?? 0;
		return source.place(at, length === undefined ? undefined : offsets[offset + length]);
	};
}

/** For each character of what is written, and for its end, where it is in the file. */
function offsetsOf({ value, start, end }: Written, type: Verbal["type"], text: string): number[] {
	const offsets: number[] = [];
	let at = start;
	if (type === "inlineMath") while (text[at] === "$") at++;
	if (type === "math") at = text.indexOf("\n", at) + 1;
	while (at < end && offsets.length < value.length) {
		const done = offsets.length;
		const entity = type === "text" && text[at] === "&" ? /^&(?:#\w{1,8}|\w{1,31});/.exec(text.slice(at, at + 40))?.[0] : undefined;
		if (entity !== undefined && !value.startsWith(entity, done)) {
			const { length } = String.fromCodePoint(value.codePointAt(done) ?? 0);
			offsets.push(...Array<number>(length).fill(at));
			at += entity.length;
		} else if (text[at] === value[done]) {
			offsets.push(at);
			at++;
		} else at++;
	}
	offsets.push(Math.min(at, Math.max(end - 1, 0)));
	return offsets;
}
