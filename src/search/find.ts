import { isFormula } from "../formula/formula.ts";
import type { SearchIndex } from "./client.ts";
import { added, allOf, anyOf, asMuchAs, type Hits, scoreOf, weighed } from "./matching.ts";
import { token } from "./normalise.ts";
import { readQuestion, type Unit } from "./question.ts";
import { completions, correction, type Lists, readWords, type Word } from "./spelling.ts";
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
const everywhere = 0.08;

/** Where fewer entries than this have all words, they are also tried written together. */
const few = 5;

/** What comes first of what is called alike, by kind. */
const called = { record: 30, tree: 25, term: 20, page: 15, reference: 10 };
const alsoCalled = { tree: 20, term: 20, reference: 20, record: 10, page: 10 };

/** Finds what answers a question. Throws where the index cannot be loaded. */
export class Finder {
	readonly index: SearchIndex;
	readonly #lists = new Map<string, Promise<readonly Word[]>>();

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
		const lists = await Promise.all(units.map((unit) => this.#exactly(unit)));
		const apart = allOf(lists);
		const whole = named.size === 0 && apart.entries.size < few ? anyOf([apart, ...(await this.#joined(units, lists))]) : apart;
		if (whole.entries.size + named.size > 0) return { ...found, ids: ranked(whole, named) };

		// The first letter of a word that is being typed says nothing yet.
		const [last, ...before] = units.toReversed();
		if (before.length > 0 && /^\p{Ll}$/u.test(last?.written ?? "") && question.endsWith(last?.written ?? "")) {
			return this.find(question.slice(0, -1));
		}

		const tries = await Promise.all(units.map((unit, index) => this.#mend(unit, index === units.length - 1)));
		for (const { tokens: more } of tries) for (const token of more) tokens.add(token);
		const mended = allOf(tries.map(({ hits }) => hits));
		if (mended.entries.size > 0) {
			const corrected = tries.some((one) => one.corrected !== undefined);
			const understood = tries.map((one) => one.corrected ?? one.unit.written).join(" ");
			const names = corrected ? await this.#named(understood) : new Map<string, number>();
			return { ...found, ids: ranked(mended, names), corrected: corrected ? understood : undefined };
		}
		return { ...found, ...(await this.#some(units)), whole: false };
	}

	/** What is called like the whole question: what is called so first of all comes before what is also called so. */
	async #named(question: string): Promise<Map<string, number>> {
		const bare = question.replace(/["“”„«»]/g, " ").trim();
		const close = bare.replace(/\s+/g, "");
		// A formula copied from print may come with spaces around its indices.
		const spellings = close !== bare && /\d/.test(close) && isFormula(close) ? [bare, close] : [bare];
		const lists = await Promise.all(spellings.map((spelling) => this.index.token(keyToken(spelling))));
		return new Map(
			lists.flatMap((list) =>
				[...list].map(([id, { fields }]) => {
					const first = fields.includes("title");
					const weights: Record<string, number> = first ? called : alsoCalled;
					return [id, (first ? 1000 : 500) + Math.max(...fields.map((field) => weights[field] ?? 0))] as const;
				}),
			),
		);
	}

	/** What has two words side by side as one: tea pot is teapot. */
	#joined(units: readonly Unit[], lists: readonly Hits[]): Promise<Hits[]> {
		const pairs = units.slice(1).flatMap((second, at) => {
			const first = units[at];
			if (first?.kind !== "words" || second.kind !== "words") return [];
			const joined = token([...first.surfaces, ...second.surfaces].join(""));
			const others = lists.filter((_, index) => index !== at && index !== at + 1);
			const weight = (lists[at]?.weight ?? 0) + (lists[at + 1]?.weight ?? 0);
			return [this.#all([joined]).then((pair) => allOf([asMuchAs(pair, weight), ...others]))];
		});
		return Promise.all(pairs);
	}

	async #all(tokens: readonly string[]): Promise<Hits> {
		const size = await this.index.size();
		return allOf(await Promise.all(tokens.map(async (token) => weighed(await this.index.token(token), size))));
	}

	async #any(alternatives: readonly (readonly string[])[]): Promise<Hits> {
		return anyOf(await Promise.all(alternatives.map((tokens) => this.#all(tokens))));
	}

	async #exactly({ kind, tokens, also }: Unit): Promise<Hits> {
		if (kind === "phrase") return weighed(await this.index.phrase(tokens), await this.index.size());
		return this.#any([tokens, ...also]);
	}

	/** What has a unit in another spelling, begins with it, or is what it was probably meant to be. */
	async #mend(unit: Unit, last: boolean): Promise<{ unit: Unit; hits: Hits; tokens: string[]; corrected: string | undefined }> {
		const as = (hits: Hits, tokens: string[] = [], corrected?: string) => ({ unit, hits, tokens, corrected });
		const exact = await this.#spelt(unit);
		if (exact.entries.size > 0 || unit.kind === "phrase") return as(exact);
		if (unit.kind === "formula" && !/\d/.test(unit.written)) return as(exact);
		if (last) {
			const stems = [...new Set((await completions(unit.surfaces.at(-1) ?? "", this.#list)).map(token))];
			const begun = await this.#any(stems.map((word) => [...unit.words.slice(0, -1), word]));
			if (begun.entries.size > 0) return as(begun, stems);
		}
		const words = await Promise.all(
			unit.surfaces.map(async (surface) =>
				(await this.index.token(token(surface))).size > 0 ? surface : await correction(surface, this.#list),
			),
		);
		const mended = words.filter((word) => word !== undefined);
		if (mended.length < words.length) return as(exact);
		const tokens = mended.map(token);
		return as(await this.#all(tokens), tokens, mended.join("-"));
	}

	/**
	 * What has some of the units: what the rest is called where others occur nowhere; or else half of those that tell
	 * entries apart, and more than half where others occur nowhere.
	 */
	async #some(all: readonly Unit[]): Promise<Pick<Found, "ids" | "missing">> {
		const tried = await Promise.all(all.map(async (unit) => ({ unit, hits: await this.#spelt(unit) })));
		const missing = tried.filter(({ hits }) => hits.entries.size === 0).map(({ unit }) => unit.written);
		// A composite that is nowhere is still made of its parts.
		const parted = tried.map(({ unit, hits }) =>
			hits.entries.size > 0 || unit.parts.length === 0 ? [hits] : unit.parts.map((part) => this.#all([part])),
		);
		const lists = await Promise.all(parted.flat());
		const most = everywhere * (await this.index.size());
		const rest = tried.filter(({ hits }) => hits.entries.size > 0);
		const together = allOf(rest.map(({ hits }) => hits));
		if (missing.length > 0 && together.entries.size > 0 && together.entries.size <= most) {
			const named = await this.#named(rest.map(({ unit }) => unit.written).join(" "));
			if (named.size > 0) return { ids: ranked(together, named), missing };
		}
		const telling = lists.filter(({ entries }) => entries.size <= most);
		const least = missing.length > 0 ? Math.floor(telling.length / 2) + 1 : telling.length / 2;
		const counts = new Map<string, number>();
		for (const { entries } of telling) for (const id of entries.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
		const kept = new Map([...counts].filter(([, count]) => count >= least).map(([id, count]) => [id, 100 * count]));
		return { ids: ranked(added(lists, kept.keys()), kept), missing };
	}

	/** What has a unit as it is, or in another spelling. */
	async #spelt(unit: Unit): Promise<Hits> {
		const exact = await this.#exactly(unit);
		return exact.entries.size > 0 ? exact : this.#any(unit.instead);
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

/** Entries by their score, those that are favoured first. */
function ranked({ weight, entries }: Hits, favoured: ReadonlyMap<string, number>): string[] {
	const scores = new Map([...entries].map(([id, evidence]) => [id, scoreOf(evidence, weight)]));
	for (const [id, favour] of favoured) scores.set(id, (scores.get(id) ?? 0) + favour);
	return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
