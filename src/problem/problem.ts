import { type Code, codes } from "./codes.ts";
import { inert } from "./inert.ts";

/** A position in a file of a knowledge base. */
export interface Place {
	/** Path below the knowledge base's folder, with `/`. */
	file: string;
	/** 1-based. */
	line: number;
	/** 1-based, in UTF-16 units. */
	column: number;
	/** The first position behind what is meant, where that is known. */
	end?: { line: number; column: number } | undefined;
	/** The column at which a text begins that stands on this line as it is read, behind its quotes: then its parts have places, too. */
	text?: number | undefined;
}

/** Where a part of a text stands; the whole where the text is written otherwise than it is read. */
export function within({ file, line, text, ...rest }: Place, offset: number, length: number): Place {
	if (text === undefined) return { file, line, ...rest };
	const column = text + offset;
	return { file, line, column, end: { line, column: column + length }, text: column };
}

/** Something wrong in a knowledge base: what, where, and how to mend it. */
export interface Problem {
	code: Code;
	severity: "error" | "warning";
	place: Place;
	/** What happened and what to do, in full sentences. */
	message: string;
	/** The line that it is on, as it is in the file; nothing where the file is not there or was not read. */
	source?: string | undefined;
}

/** Problems under the rule that a warning is an error. */
export function strictly(problems: readonly Problem[]): Problem[] {
	return problems.map((problem) => ({ ...problem, severity: "error" }));
}

/** The kinds of things that have names. */
export type Thing = "metric" | "condition" | "field" | "facet" | "term" | "work" | "measurement" | "address";

/** Collects every problem of one run, so that all are told at once, and each mistake only once. */
export class Problems {
	readonly all: Problem[] = [];
	readonly #unread = new Map<Thing, Set<string>>();
	readonly #texts = new Map<string, string>();

	/** Keeps the text of a file that was read, to quote from. */
	read(file: string, text: string): void {
		this.#texts.set(file, text);
	}

	/** Notes a problem; its severity comes from the registry. What a file brings in cannot break the line, colour the terminal or turn the text round. */
	add(code: Code, place: Place, message: string): void {
		this.all.push({
			code,
			severity: codes[code].severity,
			place: { ...place, file: inert(place.file) },
			message: inert(message.replace(/[\p{Cc}\u2028\u2029][\s\p{Cc}\u2028\u2029]*/gu, " ")),
		});
	}

	/**
	 * Notes that something is there and could not be read, which was told where it stands: naming it is no further
	 * mistake. Without an id, anything of the kind may be among what could not be read.
	 */
	unread(thing: Thing, id = everything): void {
		this.#unread.set(thing, (this.#unread.get(thing) ?? new Set()).add(id));
	}

	/** Whether something that is not found may only have been unreadable. Without an id: whether anything of the kind was. */
	isUnread(thing: Thing, id?: string): boolean {
		const ids = this.#unread.get(thing);
		return ids !== undefined && (id === undefined || ids.has(id) || ids.has(everything));
	}

	get hasErrors(): boolean {
		return this.all.some((problem) => problem.severity === "error");
	}

	/** All problems by file, line and column, each with its line; the same one twice is told once. */
	sorted(): Problem[] {
		const seen = new Set<string>();
		const lines = new Map<string, string[]>();
		const lineOf = ({ file, line }: Place) => {
			const known = lines.get(file) ?? this.#texts.get(file)?.split("\n") ?? [];
			lines.set(file, known);
			return known[line - 1];
		};
		return this.all
			.filter((problem) => {
				const key = `${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.code} ${problem.message}`;
				return !seen.has(key) && seen.add(key);
			})
			.sort(
				(a, b) =>
					compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column || compare(a.code, b.code),
			)
			.map((problem) => ({ ...problem, source: lineOf(problem.place) }));
	}
}

/** Stands for all ids of a kind; no id is empty. */
const everything = "";

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
