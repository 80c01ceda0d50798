import { elementsOf } from "../formula/formula.ts";
import { type Chunk, chunksOf, elementToken } from "./normalise.ts";

/** A part of a question that has to match as a whole: a word, a compound, a formula, a phrase. */
export interface Unit {
	kind: "words" | "formula" | "phrase";
	/** As it was typed. */
	written: string;
	/** Its tokens; of a phrase one behind the other. */
	tokens: string[];
	/** What is as good: the elements of a formula of one. */
	also: string[][];
	/** What is tried where nothing has its tokens. */
	instead: string[][];
	/** The parts of a composite. */
	parts: string[];
	/** Its words with their endings, in the order of their stems. */
	surfaces: string[];
	words: string[];
}

/** Cuts a question into its units; words without a meaning of their own are left out where there are others. */
export function readQuestion(question: string): Unit[] {
	const parts = question.split(/["“”„«»]([^"“”„«»]+)["“”„«»]/);
	const units = parts.flatMap((part, index) => (index % 2 === 1 ? phrase(part) : chunksOf(part).map(unit)));
	const meant = units.filter(({ kind, surfaces }) => kind !== "words" || surfaces.length > 0);
	return meant.some((one) => !isFiller(one)) ? meant.filter((one) => !isFiller(one)) : meant;
}

const fillers = new WeakSet<Unit>();
const isFiller = (one: Unit) => fillers.has(one);

function phrase(text: string): Unit[] {
	const chunks = chunksOf(text);
	const kept = chunks.filter(({ filler }) => !filler);
	const words = kept.flatMap((chunk) => chunk.words);
	if (words.length === 0) return chunks.map(unit);
	// A formula in quotes is a formula.
	if (kept.length === 1 && kept[0]?.formula !== undefined) return [unit(kept[0])];
	return [{ kind: "phrase", written: `“${text.trim()}”`, tokens: words, also: [], instead: [], parts: [], surfaces: [], words }];
}

function unit(chunk: Chunk): Unit {
	const { written, surfaces, words, joined, formula, parts } = chunk;
	const joint = joined === undefined ? [] : [[joined]];
	const made: Unit =
		formula === undefined
			? { kind: "words", written, tokens: words, also: [], instead: joint, parts: [], surfaces, words }
			: {
					kind: "formula",
					written,
					tokens: [formula],
					also: elements(written),
					// Whether NACL or CASO4 is meant is plain; whether CO is Co is not.
					instead: /\d|\p{Lu}{3}/u.test(written) ? [words, ...joint] : parts.length > 1 ? [parts] : [],
					parts,
					surfaces,
					words,
				};
	if (chunk.filler) fillers.add(made);
	return made;
}

/** Of a symbol, what contains the element; of symbols joined by hyphens (Li-P-S), what contains them all. */
function elements(written: string): string[][] {
	const symbols = written.split(/[–-]/);
	return symbols.every((symbol) => /^[A-Z][a-z]?$/.test(symbol) && elementsOf(symbol).length === 1) ? [symbols.map(elementToken)] : [];
}
