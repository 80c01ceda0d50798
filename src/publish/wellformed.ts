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
		// Throws where a row has more or fewer columns than the first one.
		if (file.endsWith(".csv")) parse(text);
		if (file.endsWith("/llms.txt") && !/^# \S.*\n\n> \S/.test(text)) throw new Error("it does not begin with a title and a summary");
		return undefined;
	} catch (error) {
		return `it is not well-formed: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`;
	}
}

function parseXml(text: string): void {
	const strict = sax.parser(true, { xmlns: true });
	strict.onerror = (error) => {
		throw error;
	};
	strict.write(text).close();
}
