import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { replaced } from "./file.ts";
import { madeUpLibrary } from "./library.ts";
import { madeUpPage } from "./pages.ts";
import { madeUpRecord } from "./records.ts";

/** How large a made-up knowledge base is. */
export interface Size {
	records: number;
	pages: number;
	entries: number;
	/** The citation style. */
	style: string;
}

const tea = join(import.meta.dirname, "../../tests/fixtures/tea");

/** Writes a made-up knowledge base of some size, the same bytes each time, to a folder that is emptied first. */
export async function writeKnowledgeBase(folder: string, { records, pages, entries, style }: Size): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await cp(tea, folder, { recursive: true });
	await replaced(join(folder, "content/site.yaml"), /style: \w+/, `style: ${style}`);
	const write = async (file: string, text: string) => {
		const path = join(folder, file);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
	};
	if (entries > 0) await write("references/made-up.bib", `${madeUpLibrary(entries)}\n`);
	for (let index = 0; index < records; index++)
		await write(`content/records/made-up/${Math.floor(index / 500)}/tea-${index + 1}.yaml`, madeUpRecord(index, entries));
	for (let index = 0; index < pages; index++) {
		const { title, summary, body } = madeUpPage(index, entries);
		await write(
			`content/made-up/part-${Math.floor(index / 50) + 1}/page-${index + 1}.mdx`,
			`---\ntitle: ${title}\nsummary: ${summary}\n---\n\n${body}\n`,
		);
	}
}

if (import.meta.main) {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			records: { type: "string", default: "0" },
			pages: { type: "string", default: "0" },
			entries: { type: "string", default: "500" },
			style: { type: "string", default: "chemistry" },
		},
	});
	const [folder] = positionals;
	if (folder === undefined)
		throw new Error("Say where to write: node bench/made/kb.ts DIR [--records N] [--pages N] [--entries N] [--style NAME]");
	await writeKnowledgeBase(folder, {
		records: Number(values.records),
		pages: Number(values.pages),
		entries: Number(values.entries),
		style: values.style,
	});
}
