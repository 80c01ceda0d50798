import { harmless } from "../derive/data/harmless.ts";

/** Rows as CSV: RFC 4180; what a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
	const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	return rows.map((row) => `${row.map((text) => field(harmless(text))).join(",")}\r\n`).join("");
}

/** Hands a text to the reader as a file. */
export function download(name: string, text: string, type: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([text], { type }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
