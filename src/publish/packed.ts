import type { Inspected } from "./inspect.ts";

/** What was seen in pages without a fault, small enough to be kept: most of their links and ids are the same. */
export interface Packed {
	/** Every id and link once. */
	words: string[];
	/** By file, the numbers of its ids and of its links, with blanks between. */
	pages: Record<string, [ids: string, links: string]>;
}

/** Packs what was seen in pages. */
export function pack(inspected: readonly Inspected[]): Packed {
	const numbers = new Map<string, number>();
	const numberOf = (word: string) => {
		const number = numbers.get(word) ?? numbers.size;
		if (number === numbers.size) numbers.set(word, number);
		return number;
	};
	const pages: Packed["pages"] = {};
	for (const { file, ids, links, faults } of inspected)
		if (ids !== undefined && faults.length === 0) pages[file] = [[...ids].map(numberOf).join(" "), links.map(numberOf).join(" ")];
	return { words: [...numbers.keys()], pages };
}

/** What was seen in some files, as far as they are packed. */
export function unpack({ words, pages }: Packed, files: readonly string[]): Inspected[] {
	const wordsOf = (numbers: string) => (numbers === "" ? [] : numbers.split(" ").map((number) => words[Number(number)] ?? ""));
	return files.flatMap((file) => {
		const [ids, links] = pages[file] ?? [];
		return ids === undefined || links === undefined ? [] : [{ file, ids: new Set(wordsOf(ids)), links: wordsOf(links), faults: [] }];
	});
}
