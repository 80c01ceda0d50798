import { type Card, cardFile } from "./card.ts";
import { ended } from "./tokens.ts";

/** What Pagefind's client gives, as far as it is used. */
interface Pagefind {
	options(options: object): Promise<void>;
	init(): Promise<void>;
	search(query: string): Promise<{ results: { id: string; score: number; matchedMetaFields?: string[] }[] }>;
}

/** What an entry has of a token. */
export interface Match {
	/** How much its text says of it, by Pagefind's reckoning. */
	score: number;
	/** Its fields that hold it. */
	fields: readonly string[];
}
export type Matches = ReadonlyMap<string, Match>;

// What fields are worth is reckoned where the tokens of a question come together.
const ranking = { metaWeights: { title: 0, tree: 0, term: 0, record: 0, page: 0, reference: 0, statement: 0, around: 0 } };

const language = "und_";

// The only module that knows Pagefind's client and its files. Nothing is loaded before the first question.
export class SearchIndex {
	readonly folder: string;
	#pagefind: Promise<Pagefind> | undefined;
	#size: Promise<number> | undefined;
	readonly #asked = new Map<string, Promise<Matches>>();
	readonly #cards = new Map<string, Promise<{ to: string; card: Card }>>();

	/** `folder` is the address of the folder that the index was written into, with a slash at its end. */
	constructor(folder: string) {
		this.folder = folder;
	}

	/** Begins to load what every question needs. */
	warm(): void {
		for (const loading of [this.#load(), this.size()]) loading.catch(() => {});
	}

	/** The number of all entries. Throws where the index cannot be loaded. */
	size(): Promise<number> {
		this.#size ??= this.file("pagefind-entry.json").then(async (response) => (await response.json()).languages.und.page_count);
		this.#size.catch(() => {
			this.#size = undefined;
		});
		return this.#size;
	}

	/**
	 * The entries that have a token. Tokens are asked for one by one: of several Pagefind leaves out those that it does not
	 * know. Throws where the index cannot be loaded.
	 */
	token(token: string): Promise<Matches> {
		return this.#ask(ended(token));
	}

	/** The entries that have some words one behind the other. Throws where the index cannot be loaded. */
	phrase(words: readonly string[]): Promise<Matches> {
		return this.#ask(`"${words.map(ended).join(" ")}"`);
	}

	/** What is shown of an entry, and its address from the site's root. Throws where it cannot be loaded. */
	card(id: string): Promise<{ to: string; card: Card }> {
		return kept(this.#cards, id, async () => (await this.file(cardFile(id))).json());
	}

	/** A file of the index's folder. Throws where it cannot be loaded. */
	file(path: string): Promise<Response> {
		return fetched(this.folder + path);
	}

	#ask(query: string): Promise<Matches> {
		return kept(this.#asked, query, async () => {
			const { results } = await (await this.#load()).search(query);
			return new Map(
				results.map(({ id, score, matchedMetaFields = [] }) => [id.slice(language.length), { score, fields: matchedMetaFields }]),
			);
		});
	}

	#load(): Promise<Pagefind> {
		this.#pagefind ??= (async () => {
			const address = `${this.folder}pagefind.js`;
			const loaded: Pagefind = await import(/* @vite-ignore */ address);
			await loaded.options({ ranking, noWorker: true });
			await loaded.init();
			return loaded;
		})();
		this.#pagefind.catch(() => {
			this.#pagefind = undefined;
		});
		return this.#pagefind;
	}
}

/** Keeps what was loaded; what failed is tried again. */
function kept<T>(cache: Map<string, Promise<T>>, name: string, load: () => Promise<T>): Promise<T> {
	const known = cache.get(name);
	if (known !== undefined) return known;
	const loading = load();
	cache.set(name, loading);
	loading.catch(() => cache.delete(name));
	return loading;
}

async function fetched(address: string): Promise<Response> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${response.status} ${address}`);
	return response;
}
