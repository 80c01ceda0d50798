import type { Inspected } from "./inspect.ts";

/** What was seen in files without a fault, small enough to be kept: most of their links and ids are the same. */
export interface Packed {
	/** Every id and link once. */
	words: string[];
	/** By page, the numbers of its ids and of its links, with blanks between. */
	pages: Record<string, [ids: string, links: string]>;
	/** The other files. */
	others: string[];
}

/** Packs what was seen in files. */
export function pack(inspected: readonly Inspected[]): Packed {
	const numbers = new Map<string, number>();
	const numberOf = (word: string) => {
		const number = numbers.get(word) ?? numbers.size;
		if (number === numbers.size) numbers.set(word, number);
		return number;
	};
	const packed: Pick<Packed, "pages" | "others"> = { pages: {}, others: [] };
	for (const { file, ids, links, faults } of inspected) {
		if (faults.length > 0) continue;
		if (ids === undefined) packed.others.push(file);
		else packed.pages[file] = [[...ids].map(numberOf).join(" "), links.map(numberOf).join(" ")];
	}
	return { words: [...numbers.keys()], ...packed };
}

/** What was seen in some files, as far as they are packed. */
export function unpack({ words, pages, others }: Packed, files: readonly string[]): Inspected[] {
	const wordsOf = (numbers: string) => (numbers === "" ? [] : numbers.split(" ").map((number) => words[Number(number)] ?? ""));
	const seen = new Set(others);
	return files.flatMap((file): Inspected[] => {
		if (seen.has(file)) return [{ file, links: [], faults: [] }];
		const [ids, links] = pages[file] ?? [];
		return ids === undefined || links === undefined ? [] : [{ file, ids: new Set(wordsOf(ids)), links: wordsOf(links), faults: [] }];
	});
}
