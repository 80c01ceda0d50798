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

/** Collects every problem of one run, so that all are told at once. */
export class Problems {
	readonly all: Problem[] = [];

	/** Notes a problem; its severity comes from the registry. */
	add(code: Code, place: Place, message: string): void {
		this.all.push({ code, severity: codes[code].severity, place, message });
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

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
