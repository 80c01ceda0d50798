import { tokenise } from "./normalise.ts";

/** What Pagefind's client gives, as far as it is used. */
interface Pagefind {
	init(): Promise<void>;
	search(query: string): Promise<{ results: { data(): Promise<Fragment> }[] }>;
}
interface Fragment {
	raw_url?: string;
	url: string;
	content: string;
	meta: Record<string, string>;
}

export interface Hit {
	to: string;
	title: string;
	label: string;
	excerpt: string;
}

export interface Found {
	hits: Hit[];
	/** Whether the hits have all that was asked for, or only some of it. */
	whole: boolean;
}

const most = 40;
let client: Promise<Pagefind> | undefined;

// The only module that knows Pagefind's client. Nothing of it is loaded before the first question.
async function loadClient(base: string): Promise<Pagefind> {
	const address = `${base}pagefind/pagefind.js`;
	const loaded: Pagefind = await import(/* @vite-ignore */ address);
	await loaded.init();
	return loaded;
}

/** Finds what has all words of a question, exact names first. Pagefind's hits are verified: it takes words that share a beginning. */
export async function findIn(base: string, question: string): Promise<Found> {
	client ??= loadClient(base);
	client.catch(() => {
		client = undefined;
	});
	const pagefind = await client;
	const asked = tokenise(question);
	if (asked.words.length === 0) return { hits: [], whole: true };
	const { results } = await pagefind.search(asked.words.join(" "));
	const fragments = await Promise.all(results.slice(0, 4 * most).map((result) => result.data()));
	const rated = fragments.map((fragment) => rate(fragment, question, asked)).filter(({ share }) => share > 0);
	const whole = rated.filter(({ share }) => share === 1);
	const kept = whole.length > 0 ? whole : rated.filter(({ share }) => share >= 0.5 && asked.words.length > 1);
	kept.sort((a, b) => b.score - a.score);
	return { hits: kept.slice(0, most).map(({ hit }) => hit), whole: whole.length > 0 };
}

function rate({ url, raw_url, content, meta }: Fragment, question: string, asked: ReturnType<typeof tokenise>) {
	const words = new Set((meta.words ?? "").split(" "));
	const formulas = new Set((meta.formulas ?? "").split(" "));
	const has = (word: string) => words.has(word) || (word.length >= 3 && [...words].some((other) => other.startsWith(word)));
	const share = asked.words.filter(has).length / asked.words.length;
	const names = (meta.names ?? "").split("\n");
	const plain = question.trim().toLowerCase();
	const exactCase = names.some((name) => name === question.trim());
	const exact = names.some((name) => name.toLowerCase() === plain || sameWords(tokenise(name).words, asked.words));
	const inNames = asked.words.every((word) => names.some((name) => tokenise(name).words.includes(word)));
	const exactFormula = asked.formulas.length > 0 && asked.formulas.every((formula) => formulas.has(formula));
	const wordsWhole = asked.words.filter((word) => words.has(word)).length / asked.words.length;
	const score =
		(exactCase ? 40 : 0) + (exact ? 30 : 0) + (exactFormula ? 20 : 0) + (inNames ? 12 : 0) + 4 * wordsWhole + share + kindWeight(meta.kind);
	return {
		share,
		score,
		hit: { to: raw_url ?? url, title: meta.title ?? "", label: meta.label ?? "", excerpt: sentenceWith(content, asked.words) },
	};
}

function kindWeight(kind: string | undefined): number {
	return { page: 0.4, record: 0.3, term: 0.5, reference: 0 }[kind ?? ""] ?? 0;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((word) => b.includes(word));
}

/** The first sentence that has most of the words, cut to a readable length. */
function sentenceWith(content: string, words: readonly string[]): string {
	const sentences = content.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
	const count = (sentence: string) => {
		const own = new Set(tokenise(sentence).words);
		return words.filter((word) => own.has(word)).length;
	};
	const best = sentences.reduce((a, b) => (count(b) > count(a) ? b : a), sentences[0] ?? "");
	return best.length > 260 ? `${best.slice(0, 257)}…` : best;
}
