import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createIndex } from "pagefind";
import type { SearchEntry } from "./entries.ts";

// The only module that knows Pagefind's index. Only what searching needs is written: not its interface.
const wanted = /(?:^|\/)(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\..*|.*\.pf_(?:meta|index|fragment|filter))$/;

/** Writes the index of some entries into a folder. Throws where Pagefind reports an error. */
export async function writeIndex(entries: readonly SearchEntry[], language: string, folder: string): Promise<void> {
	const { index, errors } = await createIndex({});
	if (index === undefined) throw new Error(`The search index was not made: ${errors.join("; ")}`);
	const short = language.split("-")[0] ?? language;
	for (const entry of entries) {
		const added = await index.addCustomRecord({
			url: entry.to,
			content: entry.text === "" ? entry.title : entry.text,
			language: short,
			meta: {
				title: entry.title,
				kind: entry.kind,
				label: entry.label,
				names: entry.names.filter(Boolean).join("\n"),
				words: entry.tokens.words.join(" "),
				formulas: entry.tokens.formulas.join(" "),
			},
			filters: { kind: [entry.kind], ...entry.filters },
		});
		if (added.errors.length > 0) throw new Error(`${entry.to} was not indexed: ${added.errors.join("; ")}`);
	}
	const { files, errors: failed } = await index.getFiles();
	if (failed.length > 0) throw new Error(`The search index was not written: ${failed.join("; ")}`);
	for (const { path, content } of files.filter(({ path }) => wanted.test(path))) {
		const file = join(folder, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
	}
	await index.deleteIndex();
}
