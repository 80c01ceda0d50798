import { readFile } from "node:fs/promises";
import { z } from "astro/zod";
import { CsvError, parse } from "csv-parse/sync";
import { Refusal } from "./form.ts";

/** A cell of a table: what stands in it, and where. */
export interface Cell {
	text: string;
	/** The line of the file in which its row begins; 1-based. */
	row: number;
	/** 1-based. */
	column: number;
}

/** A table that was read: the cells of its head, and those of its rows. */
export interface Table {
	head: Cell[];
	rows: Cell[][];
}

const rowsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
/** As much as a hundred thousand rows need. */
const largest = 50_000_000;

/**
 * Reads a CSV file (RFC 4180, UTF-8), separated by commas, or by semicolons or tabs where its head is. Rows with
 * nothing in them are passed over. Throws a Refusal where it cannot be read.
 */
export async function readTable(path: string): Promise<Table> {
	const bytes = await readFile(path).catch((error: unknown) => {
		throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
	});
	if (bytes.length > largest) throw new Refusal(`${path} has ${bytes.length} bytes; at most ${largest} are read. Split it.`);
	const [head, ...rows] = parseTable(decode(bytes, path), path);
	if (head === undefined) throw new Refusal(`${path} is empty. Its first line must name its columns.`);
	return { head, rows: rows.filter((row) => row.some(({ text }) => text !== "")) };
}

function decode(bytes: Uint8Array, path: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new Refusal(`${path} is not UTF-8. Save it as "CSV UTF-8".`);
	}
}

function parseTable(text: string, path: string): Cell[][] {
	// In quotes the parser takes \r\n for two lines.
	const plain = text.replaceAll("\r\n", "\n");
	const [first = ""] = plain.split("\n", 1);
	const count = (sign: string) => first.replace(/"[^"]*"/g, "").split(sign).length;
	const delimiter = [",", ";", "\t"].sort((a, b) => count(b) - count(a))[0] ?? ",";
	try {
		const parsed: unknown = parse(plain, { delimiter, info: true, relax_column_count: true, trim: true });
		// The parser gives the line in which a row ends.
		return rowsSchema.parse(parsed).map(({ record, info }) => {
			const row = info.lines - record.join("").split(/\r\n|\n|\r/).length + 1;
			return record.map((cell, index) => ({ text: cell, row, column: index + 1 }));
		});
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new Refusal(`${path}:${error.lines}: ${error.message}. Write it as RFC 4180 has it: a cell with commas or quotes in quotes.`);
	}
}
