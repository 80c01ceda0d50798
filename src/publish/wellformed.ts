import { parse } from "csv-parse/sync";
import sax from "sax";

/**
 * What is wrong with a file that programs read, by the ending of its name: XML and JSON that do not parse, CSV whose rows
 * differ in length, llms.txt without its title. Nothing where it is well-formed.
 */
export function malformed(file: string, text: string): string | undefined {
	try {
		if (/\.(?:xml|atom)$/.test(file)) parseXml(text);
		if (file.endsWith(".json")) JSON.parse(text);
		if (file.endsWith(".csv")) parseCsv(text);
		if (file.endsWith("/llms.txt") && !/^# \S.*\n\n> \S/.test(text)) throw new Error("it does not begin with a title and a summary");
		return undefined;
	} catch (error) {
		return `it is not well-formed: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`;
	}
}

/**
 * Throws where a row has more or fewer columns than the first one, or is no row at all. Rows without a quote, as most are,
 * are only counted through: the library takes many times as long for them.
 */
function parseCsv(text: string): void {
	const end = text.includes("\r\n") ? "\r\n" : "\n";
	const lines = text.split(end);
	const header = lines[0] ?? "";
	// In quotes a comma is none between columns; and the first break of any kind is what ends rows.
	const columns = /["\r\n]/.test(header) ? undefined : commasIn(header);
	let isQuoted = false;
	const open = lines.filter((line, index) => {
		const quotes = line.split('"').length - 1;
		// The last one is what stands behind the last break: mostly nothing.
		const isOpen = index === 0 || index === lines.length - 1 || isQuoted || quotes > 0 || commasIn(line) !== columns;
		// A text in quotes may have several lines.
		if (quotes % 2 === 1) isQuoted = !isQuoted;
		return isOpen;
	});
	try {
		parse(open.join(end));
	} catch {
		// Says at which line of the whole.
		parse(text);
	}
}

function commasIn(line: string): number {
	let count = 0;
	for (let at = line.indexOf(","); at >= 0; at = line.indexOf(",", at + 1)) count++;
	return count;
}

function parseXml(text: string): void {
	const strict = sax.parser(true, { xmlns: true });
	strict.onerror = (error) => {
		throw error;
	};
	strict.write(text).close();
}
