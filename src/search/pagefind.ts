import { hash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createIndex } from "pagefind";
import type { EntryTokens } from "./tokens.ts";

// The only module that knows Pagefind's index. Only what searching needs is written: not its interface, no worker, no
// fragments, as what is shown of an entry is in a file of its own, and no filters, whose counts Pagefind computes too slowly.
const wanted = /(?:^|\/)(?:pagefind\.js|pagefind-entry\.json|wasm\.unknown\.pagefind|.*\.pf_(?:meta|index))$/;

// Pagefind loads the index of a word in pieces of this many places of words. Its own 20 000 are 20 kB for each word that
// is asked for; the option is not in its interface yet.
process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE ??= "2500";

/** How many entries are handed over at a time. */
const together = 100;

/** Something to be found: its address, its tokens, what is shown of it. */
export interface Indexed {
	to: string;
	/** The name of the field that its own words stand in. */
	kind: string;
	tokens: EntryTokens;
	/** What is shown of it, as JSON. */
	card: string;
	/** Pagefind's name for it, where that is known. */
	name: string | undefined;
}

/**
 * Writes the index of some entries into a folder, and gives Pagefind's names for them, by their address: each is made from
 * all that is indexed and shown of an entry. Takes the entries as it hands them over: none is held for longer. Throws where
 * Pagefind reports an error.
 */
export async function writeIndex(entries: Iterable<Indexed>, folder: string): Promise<Map<string, string>> {
	const { index, errors } = await createIndex({});
	if (index === undefined) throw new Error(`The search index was not made: ${errors.join("; ")}`);
	const [addressOf, added] = [new Map<string, string>(), new Set<string>()];
	const add = async ({ to, kind, tokens, card, name }: Indexed) => {
		if (name !== undefined) addressOf.set(name, to);
		added.add(to);
		const answer = await index.addCustomRecord({
			// Pagefind names an entry by what it holds: so the name says what is shown of it, too.
			url: `${to}?${hash("sha256", card)}`,
			// Pagefind leaves out what has no text.
			content: tokens.content === "" ? tokens.own : tokens.content,
			// No language: words are stems already, and a stemmer of Pagefind's would join what is not the same.
			language: "und",
			meta: { title: tokens.title, [kind]: tokens.own, around: tokens.around },
		});
		if (answer.errors.length > 0) throw new Error(`${to} was not indexed: ${answer.errors.join("; ")}`);
	};
	// While Pagefind takes in some, the next ones are prepared.
	let [taken, adding]: [Promise<unknown>, Promise<void>[]] = [Promise.resolve(), []];
	for (const entry of entries) {
		if (adding.push(add(entry)) < together) continue;
		const before = taken;
		[taken, adding] = [Promise.all(adding), []];
		await before;
	}
	await Promise.all([taken, ...adding]);
	const { files, errors: failed } = await index.getFiles();
	if (failed.length > 0) throw new Error(`The search index was not written: ${failed.join("; ")}`);
	const names = new Map<string, string>();
	for (const { path, content } of files) {
		const name = /und_([^/]+)\.pf_fragment$/.exec(path)?.[1];
		if (name !== undefined) names.set(addressOf.get(name) ?? addressIn(content), name);
		if (!wanted.test(path)) continue;
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}
	await index.deleteIndex();
	const lost = [...added].find((to) => !names.has(to));
	if (lost !== undefined) throw new Error(`The search index was not written: Pagefind left out ${lost}.`);
	return names;
}

/** The address in a file of Pagefind's that holds one entry. */
function addressIn(file: Uint8Array): string {
	const text = gunzipSync(file).toString("utf8");
	const data: unknown = JSON.parse(text.slice(text.indexOf("{")));
	const url = typeof data === "object" && data !== null && "url" in data ? String(data.url) : "";
	return url.slice(0, url.lastIndexOf("?"));
}
