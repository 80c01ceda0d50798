import type { SearchEntry } from "./entry.ts";
import { type Chunk, chunksOf, elementToken, nameKey, token } from "./normalise.ts";

/**
 * Stands at the end of every token. Pagefind also finds words that begin with what is asked, or that what is asked
 * begins with; a token that ends in a sign of its own begins no other one, so that only whole words are found.
 */
export const end = "ª";

/** A token as Pagefind is given it, in the index and in a question. */
export function ended(token: string): string {
	return `${token}${end}`;
}

/** A whole name as a token: two names that differ in spaces, hyphens and endings only have the same. */
export function keyToken(name: string): string {
	return `zk${nameKey(name)}`;
}

/** The tokens of a whole name; a formula is also found by its small letters. */
function keysOf(name: string): string[] {
	return unique([
		keyToken(name),
		keyToken(
			chunksOf(name)
				.flatMap(({ surfaces }) => surfaces)
				.join(" "),
		),
	]);
}

/** An entry as Pagefind indexes it: a text of tokens, and fields that weigh more or less. */
export interface EntryTokens {
	/** The words in their order, so that phrases are found; behind them compounds and formulas. */
	content: string;
	title: string;
	/** All its names, the title among them; of a statement all it says, by which it is known as one. */
	own: string;
	/** What it belongs to or carries. */
	around: string;
}

export function tokensOf(entry: SearchEntry): EntryTokens {
	const text = [...entry.parts.map((part) => part.text), entry.more].map(meaning);
	if (entry.statement) {
		const parts = [{ anchor: "", text: entry.title }, ...entry.parts];
		const tokens = tokensOf({ ...entry, statement: undefined, title: "", names: [], parts });
		return { ...tokens, own: tokens.content };
	}
	const named = [entry.title, ...entry.names].filter(Boolean).map(meaning);
	const around = entry.around.flatMap(meaning);
	// A section is found by its words; only what stands for itself is called by its whole name.
	const keys = entry.to.includes("#") && entry.kind !== "term" ? [] : [entry.title, ...entry.names].filter(Boolean).map(keysOf);
	return {
		content: joined([
			...text.map((chunks) => stream(chunks.flatMap((chunk) => chunk.words))),
			stream(unique(text.flat().flatMap(compound))),
		]),
		title: stream(unique([...(named[0] ?? []).flatMap((chunk) => [...chunk.words, ...exact(chunk)]), ...(keys[0] ?? [])])),
		own: joined([
			...named.map((chunks) => stream(chunks.flatMap((chunk) => chunk.words))),
			stream(
				unique([
					...keys.flat(),
					...named.flatMap((chunks) => [...chunks.flatMap(exact), ...pairs(chunks)]),
					...entry.elements.map(elementToken),
				]),
			),
		]),
		around: stream(
			unique([...around.flatMap((chunk) => [...chunk.words, ...compound(chunk)]), ...named.flat().flatMap(({ parts }) => parts)]),
		),
	};
}

/** Texts one behind the other. The sign between them keeps phrases within one: Pagefind counts it as a word, and finds none in it. */
function joined(texts: readonly string[]): string {
	return texts.filter(Boolean).join(" | ");
}

function meaning(text: string): Chunk[] {
	return chunksOf(text).filter(({ filler }) => !filler);
}

/** A chunk as a whole, where it is more than a word. */
function exact({ joined, formula }: Chunk): string[] {
	return [joined, formula].filter((token) => token !== undefined);
}

function compound(chunk: Chunk): string[] {
	return [...exact(chunk), ...chunk.parts];
}

/** Two words of a name that stand side by side as one: tea pot is found by teapot. */
function pairs(chunks: readonly Chunk[]): string[] {
	const words = chunks.flatMap(({ surfaces }) => surfaces);
	return words.slice(1).map((word, index) => token(`${words[index] ?? ""}${word}`));
}

function unique(tokens: readonly string[]): string[] {
	return [...new Set(tokens)];
}

function stream(tokens: readonly string[]): string {
	return tokens.map(ended).join(" ");
}
