import { hash } from "node:crypto";
import { generatorDigest } from "../cache/generator.ts";
import { Kept, keyOf } from "../cache/kept.ts";
import type { Views } from "../derive/derive.ts";
import { textPieces } from "../formula/text.ts";
import { type Card, marked } from "./card.ts";
import type { SearchEntry } from "./entry.ts";
import { type EntryTokens, tokensOf } from "./tokens.ts";
import { wordsOf } from "./words.ts";

/** What an entry gives to the index and to the lists of words. */
export interface Prepared {
	tokens: EntryTokens;
	/** What is shown of it, as JSON. */
	card: string;
	words: readonly string[];
	/** The index's name for it, where an index was made of the same before. */
	name: string | undefined;
}

/** Prepares entries for the index; what they gave before they are not asked for again. */
export class Preparation {
	/** Puts marks around what is lowered or raised in a text. */
	readonly set: (text: string) => string;
	readonly #kept: Kept;
	readonly #keys = new Map<string, string>();

	/** @param cache a folder that keeps what entries give from one build to the next */
	constructor({ formulas, units }: Pick<Views, "formulas" | "units">, cache: string) {
		const cut = textPieces(formulas, units);
		this.set = (text) => {
			const pieces = cut(text);
			return pieces === undefined ? text : marked(pieces);
		};
		const generator = generatorDigest(["cache", "formula", "quantity", "search"]);
		this.#kept = new Kept(cache, "searched.txt", hash("sha256", JSON.stringify([generator, [...formulas], units])));
	}

	/** What an entry gives. */
	prepare(entry: SearchEntry): Prepared {
		const key = keyOf("entry", JSON.stringify(entry));
		this.#keys.set(entry.to, key);
		const known = this.#kept.take(key);
		const name = this.#kept.take(nameKey(key));
		const shown = this.#kept.take(cardKey(key));
		if (known !== undefined && shown !== undefined)
			return { ...JSON.parse(String(known)), card: String(shown), name: name && String(name) };
		const prepared = { tokens: tokensOf(entry), words: wordsOf(entry) };
		const card = JSON.stringify(this.#card(entry));
		// As bytes: texts of thousands of entries would take twice the memory.
		this.#kept.put(key, Buffer.from(JSON.stringify(prepared)));
		this.#kept.put(cardKey(key), Buffer.from(card));
		return { ...prepared, card, name: undefined };
	}

	/** What is shown of an entry, as JSON, by its address. Throws where it was not prepared. */
	card(to: string): string {
		const card = this.#kept.take(cardKey(this.#keys.get(to) ?? ""));
		if (card === undefined) throw new Error(`${to} was not prepared.`);
		return String(card);
	}

	/** Keeps what was prepared, with the index's names for the entries by their addresses. */
	save(names: ReadonlyMap<string, string>): void {
		for (const [to, key] of this.#keys) this.#kept.put(nameKey(key), names.get(to) ?? "");
		this.#kept.save();
	}

	#card({ kind, label, title, parts, figures }: SearchEntry): Card {
		return {
			kind,
			label,
			title: this.set(title),
			parts: parts.map(({ anchor, text }) => ({ anchor, text: this.set(text) })),
			figures,
		};
	}
}

function cardKey(key: string): string {
	return `card-${key}`;
}

function nameKey(key: string): string {
	return `name-${key}`;
}
