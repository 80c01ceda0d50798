import { stringify } from "csv-stringify/sync";
import { harmless } from "./harmless.ts";
import type { DataTable } from "./table.ts";

/**
 * A table as comma-separated values: RFC 4180, a header, lines that end in CRLF. A text that a spreadsheet would run as
 * a formula gets an apostrophe before it; everything else is as it is.
 */
export function csv({ columns, rows }: DataTable): string {
	return [columns, ...rows].map((row) => line(row.map(harmless))).join("");
}

/** What keeps a text from standing without quotes. */
const special = /[",\r\n]/;

/** A row in which nothing is to be quoted, as most are, is joined: the library takes four times as long for it. */
function line(cells: readonly string[]): string {
	if (!cells.some((cell) => special.test(cell))) return `${cells.join(",")}\r\n`;
	// A bare line break is none of its own to the library, and ends a row for others.
	return stringify([cells], { record_delimiter: "windows", quoted_match: /[\r\n]/ });
}
