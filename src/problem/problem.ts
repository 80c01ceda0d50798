import { type Code, codes } from "./codes.ts";

/** A position in a file of a knowledge base. */
export interface Place {
	/** Path below the knowledge base's folder, with `/`. */
	file: string;
	/** 1-based. */
	line: number;
	/** 1-based, in UTF-16 units. */
	column: number;
}

/** Something wrong in a knowledge base: what, where, and how to mend it. */
export interface Problem {
	code: Code;
	severity: "error" | "warning";
	place: Place;
	/** What happened and what to do, in full sentences. */
	message: string;
}

/** The kinds of things that have names. */
export type Thing = "metric" | "condition" | "field" | "facet" | "term" | "work" | "measurement" | "address";

/** What breaks a line, colours the terminal or turns the order of a text round. */
const hidden = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** Collects every problem of one run, so that all are told at once, and each mistake only once. */
export class Problems {
	readonly all: Problem[] = [];
	readonly #unread = new Map<Thing, Set<string>>();

	/** Notes a problem; its severity comes from the registry. What a file brings in cannot break the line or colour the terminal. */
	add(code: Code, place: Place, message: string): void {
		this.all.push({
			code,
			severity: codes[code].severity,
			place: { ...place, file: place.file.replace(hidden, "\ufffd") },
			message: message.replace(/[\p{Cc}\u2028\u2029][\s\p{Cc}\u2028\u2029]*/gu, " ").replace(hidden, "\ufffd"),
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

	/** All problems by file, line and column; the same one twice is told once. */
	sorted(): Problem[] {
		const seen = new Set<string>();
		return this.all
			.filter((problem) => {
				const key = `${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.code} ${problem.message}`;
				return !seen.has(key) && seen.add(key);
			})
			.sort(
				(a, b) =>
					compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column || compare(a.code, b.code),
			);
	}
}

/** Stands for all ids of a kind; no id is empty. */
const everything = "";

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
