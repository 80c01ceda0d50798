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

	/** The line and column of an offset into the text. */
	place(offset: number): Place {
		const starts = this.#starts();
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return { file: this.file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
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
