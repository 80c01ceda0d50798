import type { Matches, SearchIndex } from "./client.ts";
import { readQuestion, type Unit } from "./question.ts";
import { completions, correction, type Lists, readWords, type WordList } from "./spelling.ts";
import { fold, stem } from "./stem.ts";
import { keyToken } from "./tokens.ts";

/** What was found, best first. */
export interface Found {
	/** Pagefind's names of the entries. */
	ids: string[];
	/** Whether they have all that was asked for, or only some of it. */
	whole: boolean;
	/** The question as it was understood, where a mistake in typing was mended. */
	corrected: string | undefined;
	/** What occurs nowhere, as it was typed. */
	missing: string[];
	/** The tokens that can be marked in a text. */
	tokens: Set<string>;
}

/** Words in more than this share of all entries say nothing about which of them is meant. */
const everywhere = 0.15;

/** Finds what answers a question. Throws where the index cannot be loaded. */
export class Finder {
	readonly index: SearchIndex;
	readonly #lists = new Map<string, Promise<WordList>>();

	constructor(index: SearchIndex) {
		this.index = index;
	}

	/** All that has every part of the question; where nothing has, mistakes are mended, and then what has most of it. */
	async find(question: string): Promise<Found> {
		const units = readQuestion(question);
		const tokens = new Set(units.flatMap((unit) => [...unit.tokens, ...unit.words, ...[...unit.also, ...unit.instead].flat()]));
		const found = { whole: true, corrected: undefined, missing: [], tokens };
		if (units.length === 0) return { ...found, ids: [] };
		const named = await this.#named(question);
		const whole = await this.#whole(units);
		if (whole.size + named.size > 0) return { ...found, ids: ranked(whole, named) };

		const tries = await Promise.all(units.map((unit, index) => this.#mend(unit, index === units.length - 1)));
		for (const { tokens: more } of tries) for (const token of more) tokens.add(token);
		const mended = intersection(tries.map(({ matches }) => matches));
		if (mended.size > 0) {
			const corrected = tries.some(({ corrected: other }) => other !== undefined);
			const understood = tries.map((one) => one.corrected ?? one.unit.written).join(" ");
			return { ...found, ids: ranked(mended, await this.#named(understood)), corrected: corrected ? understood : undefined };
		}
		return { ...found, ...(await this.#some(units)), whole: false };
	}

	/** What is called like the whole question: what is called so first of all comes before what is also called so. */
	async #named(question: string): Promise<Map<string, number>> {
		const bare = question.replace(/["“”„«»]/g, " ");
		const [titles, names] = await Promise.all([this.index.all([keyToken("title", bare)]), this.index.all([keyToken("name", bare)])]);
		const weight = (fields: readonly string[], weights: Record<string, number>) => Math.max(...fields.map((field) => weights[field] ?? 0));
		return new Map([
			...[...names].map(([id, { fields }]) => [id, 500 + weight(fields, { strategy: 30, term: 25, reference: 20, record: 10 })] as const),
			...[...titles].map(([id, { fields }]) => [id, 1000 + weight(fields, { record: 30, strategy: 25, term: 20, reference: 10 })] as const),
		]);
	}

	/** What has all units as they are. */
	async #whole(units: readonly Unit[]): Promise<Matches> {
		const plain = units.filter(({ kind, also }) => kind !== "phrase" && also.length === 0);
		const lists = units.filter((unit) => !plain.includes(unit)).map((unit) => this.#exactly(unit));
		if (plain.length > 0) lists.push(this.index.all(plain.flatMap((unit) => unit.tokens)));
		return intersection(await Promise.all(lists));
	}

	async #exactly({ kind, tokens, also }: Unit): Promise<Matches> {
		if (kind === "phrase") return this.index.phrase(tokens);
		return union(await Promise.all([tokens, ...also].map((each) => this.index.all(each))));
	}

	/** What has a unit in another spelling, begins with it, or is what it was probably meant to be. */
	async #mend(unit: Unit, last: boolean): Promise<{ unit: Unit; matches: Matches; tokens: string[]; corrected: string | undefined }> {
		const as = (matches: Matches, tokens: string[] = [], corrected?: string) => ({ unit, matches, tokens, corrected });
		const exact = await this.#exactly(unit);
		if (exact.size > 0 || unit.kind === "phrase") return as(exact);
		const other = union(await Promise.all(unit.instead.map((tokens) => this.index.all(tokens))));
		if (other.size > 0) return as(other);
		if (unit.kind === "formula" && !/\d/.test(unit.written)) return as(exact);
		if (last) {
			const typed = unit.surfaces.at(-1) ?? "";
			const before = unit.words.slice(0, -1);
			const stems = [...new Set((await completions(typed, this.#list)).map(stem))];
			const begun = union(await Promise.all(stems.map((word) => this.index.all([...before, word]))));
			if (begun.size > 0) return as(begun, stems);
		}
		const words = await Promise.all(
			unit.surfaces.map(async (surface, index) => {
				const known = await this.index.all([unit.words[index] ?? ""]);
				return known.size > 0 ? surface : await correction(surface, this.#list);
			}),
		);
		const mended = words.filter((word) => word !== undefined);
		if (mended.length < words.length) return as(exact);
		const tokens = mended.map((word) => stem(fold(word)));
		return as(await this.index.all(tokens), tokens, mended.join("-"));
	}

	/** What has some of the units: half of those that tell entries apart, and more than half where others occur nowhere. */
	async #some(units: readonly Unit[]): Promise<Pick<Found, "ids" | "missing">> {
		const lists = await Promise.all(
			units.map(async (unit) => {
				const exact = await this.#exactly(unit);
				return exact.size > 0 ? exact : union(await Promise.all(unit.instead.map((tokens) => this.index.all(tokens))));
			}),
		);
		const { entries } = await this.#list("a");
		const telling = lists.filter(({ size }) => size <= everywhere * entries);
		const missing = units.filter((_, index) => lists[index]?.size === 0).map(({ written }) => written);
		const least = missing.length > 0 ? Math.floor(telling.length / 2) + 1 : telling.length / 2;
		const counts = new Map<string, number>();
		for (const list of telling) for (const id of list.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
		const kept = [...counts].filter(([, count]) => count >= least).map(([id, count]) => [id, 100 * count] as const);
		return { ids: ranked(sum(lists, new Set(kept.map(([id]) => id))), new Map(kept)), missing };
	}

	readonly #list: Lists = (letter) => {
		const known = this.#lists.get(letter);
		if (known !== undefined) return known;
		const loading = this.index.file(`words/${letter}.txt`).then(async (response) => readWords(await response.text()));
		this.#lists.set(letter, loading);
		loading.catch(() => this.#lists.delete(letter));
		return loading;
	};
}

function union(lists: readonly Matches[]): Matches {
	const [first, ...others] = lists;
	if (others.length === 0) return first ?? new Map();
	return sum(lists, new Set(lists.flatMap((list) => [...list.keys()])));
}

function intersection(lists: readonly Matches[]): Matches {
	const [first, ...others] = lists;
	if (others.length === 0) return first ?? new Map();
	return sum(lists, new Set([...(first?.keys() ?? [])].filter((id) => others.every((list) => list.has(id)))));
}

function sum(lists: readonly Matches[], ids: ReadonlySet<string>): Matches {
	return new Map(
		[...ids].map((id) => {
			const own = lists.flatMap((list) => list.get(id) ?? []);
			return [id, { score: own.reduce((total, { score }) => total + score, 0), fields: own.flatMap(({ fields }) => fields) }];
		}),
	);
}

/** Entries by their score, those that are favoured first. */
function ranked(matches: Matches, favoured: ReadonlyMap<string, number>): string[] {
	const score = (id: string) => (matches.get(id)?.score ?? 0) + (favoured.get(id) ?? 0);
	return [...new Set([...favoured.keys(), ...matches.keys()])].sort((a, b) => score(b) - score(a));
}
