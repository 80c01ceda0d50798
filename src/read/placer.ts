import type { Node, Text } from "mdast";
import type { Math as DisplayMath, InlineMath } from "mdast-util-math";
import type { Place } from "../problem/problem.ts";
import type { Source } from "./source.ts";

/** Where a node begins in the file. */
export function startOf({ position }: Node, { file }: Source): Place {
	return { file, line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}

/**
 * Says where a character of a node's text stands in the file. The two differ: escapes and entities are longer in the
 * file, and a line begins there with the marks of the list or quotation that it is in.
 */
export function placer(node: Text | DisplayMath | InlineMath, source: Source): (offset: number) => Place {
	let offsets: number[] | undefined;
	return (offset) => {
		offsets ??= offsetsOf(node, source.text);
		return source.place(offsets[offset] ?? offsets.at(-1) ?? 0);
	};
}

/** For each character of a node's text, and for its end, where it is in the file. */
function offsetsOf(node: Text | DisplayMath | InlineMath, text: string): number[] {
	const { value } = node;
	const offsets: number[] = [];
	let at = node.position?.start.offset ?? 0;
	const end = node.position?.end.offset ?? text.length;
	if (node.type === "inlineMath") while (text[at] === "$") at++;
	if (node.type === "math") at = text.indexOf("\n", at) + 1;
	while (at < end && offsets.length < value.length) {
		const done = offsets.length;
		const entity = node.type === "text" && text[at] === "&" ? /^&(?:#\w{1,8}|\w{1,31});/.exec(text.slice(at, at + 40))?.[0] : undefined;
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
