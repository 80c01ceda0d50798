import { stringify } from "csv-stringify/sync";
import { harmless } from "./harmless.ts";
import type { DataTable } from "./table.ts";

/**
 * A table as comma-separated values: RFC 4180, a header, lines that end in CRLF. A text that a spreadsheet would run as
 * a formula gets an apostrophe before it; everything else is as it is.
 */
export function csv({ columns, rows }: DataTable): string {
	return stringify([columns, ...rows.map((row) => row.map(harmless))], {
		record_delimiter: "windows",
		// A bare line break is none of its own to the library, and ends a row for others.
		quoted_match: /[\r\n]/,
	});
}
