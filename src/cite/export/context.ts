/** What a list of works is narrowed and sorted by. */
export interface ContextFields {
	/** The first author's family name. */
	author: string;
	journal: string;
	year: string;
	/** All that a reader may look for. */
	words: string[];
}

const sought = ["au", "aucorp", "atitle", "btitle", "title", "jtitle", "source", "date"].map((name) => `rft.${name}`);

/** Reads an OpenURL context object, as a COinS span carries it. */
export function readContext(text: string): ContextFields {
	const pairs = [...new URLSearchParams(text)];
	const first = (...names: string[]) => pairs.find(([name]) => names.includes(name))?.[1] ?? "";
	return {
		author: first("rft.au", "rft.aucorp").replace(/,.*/, ""),
		journal: first("rft.jtitle"),
		year: first("rft.date").replace(/-.*/, ""),
		words: [...pairs.flatMap(([name, value]) => (sought.includes(name) ? [value] : [])), first("rft_id").replace("info:doi/", "")],
	};
}
