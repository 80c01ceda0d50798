import type { Place } from "../problem/problem.ts";

/** A text file of a knowledge base, able to say where an offset is. */
export class Source {
	#lineStarts: number[] | undefined;
	/** Path below the knowledge base's folder, with `/`. */
	readonly file: string;
	readonly text: string;

	constructor(file: string, text: string) {
		this.file = file;
		this.text = text;
	}

	/** The line and column of an offset into the text; and of what ends before another one. */
	place(offset: number, end?: number): Place {
		return { file: this.file, ...this.#position(offset), ...(end === undefined ? {} : { end: this.#position(end) }) };
	}

	/** The place of what is written between two offsets as it is read, but for quotes of one sign around it: its parts have places, too. */
	textPlace(offset: number, end: number, read: string): Place {
		const place = this.place(offset, end);
		const written = this.text.slice(offset, end);
		const before = written === read ? 0 : written.slice(1, -1) === read ? 1 : undefined;
		return before === undefined || place.end?.line !== place.line ? place : { ...place, text: place.column + before };
	}

	#position(offset: number): { line: number; column: number } {
		const starts = this.#starts();
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
	}

	/** The offset of a line and column. */
	offset(line: number, column: number): number {
		return (this.#starts()[line - 1] ?? this.text.length) + column - 1;
	}

	#starts(): readonly number[] {
		if (this.#lineStarts === undefined) {
			this.#lineStarts = [0];
			for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) this.#lineStarts.push(at + 1);
		}
		return this.#lineStarts;
	}
}
