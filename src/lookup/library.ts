import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readLibrary } from "../model/library.ts";
import type { Work } from "../model/types.ts";
import { print } from "../problem/print.ts";
import { Problems } from "../problem/problem.ts";
import { monthNames, parseBibtex } from "../read/bibtex.ts";
import { listFiles, readSource } from "../read/files.ts";
import { Source } from "../read/source.ts";

/** A .bib file as it is on disk, and as it was read. */
export interface BibFile {
	/** Path below the knowledge base's folder. */
	file: string;
	/** Its text with byte-order mark and line ends. */
	raw: string;
	source: Source;
}

/** The library of a knowledge base: its files, its works, and what is wrong in it. */
export interface Library {
	files: BibFile[];
	works: Map<string, Work>;
	problems: Problems;
}

/** The .bib files of a knowledge base, in the order in which they are read. */
export async function bibFiles(kb: string): Promise<string[]> {
	return (await listFiles(kb, "references")).filter((file) => file.endsWith(".bib"));
}

/** Reads the .bib files of a knowledge base. A file that cannot be read is left out, with a problem. */
export async function openLibrary(kb: string): Promise<Library> {
	const problems = new Problems();
	const files: BibFile[] = [];
	for (const file of await bibFiles(kb)) {
		const source = await readSource(kb, file, problems);
		if (source === undefined) continue;
		files.push({ file, raw: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await readFile(join(kb, file))), source });
	}
	return { files, works: worksOf(files, problems), problems };
}

/** The library as it would be with another text in one of its files, and the problems that it does not have now. */
export function tryLibrary(library: Library, file: string, raw: string): { works: Map<string, Work>; problems: string | undefined } {
	const problems = new Problems();
	const source = new Source(file, raw.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"));
	const works = worksOf(
		library.files.map((one) => (one.file === file ? { ...one, raw, source } : one)),
		problems,
	);
	const known = new Set(library.problems.all.map(({ code, message }) => `${code} ${message}`));
	const fresh = problems.sorted().filter(({ code, severity, message }) => severity === "error" && !known.has(`${code} ${message}`));
	return { works, problems: fresh.length === 0 ? undefined : print(fresh, "text") };
}

function worksOf(files: readonly BibFile[], problems: Problems): Map<string, Work> {
	const strings = monthNames();
	return readLibrary(
		files.map(({ source }) => parseBibtex(source, problems, strings)),
		problems,
	);
}

/** Where a work stands: "chiku2024 (references/library.bib:389)". */
export function spot({ key, bibtex }: Work): string {
	return `${key} (${bibtex.place.file}:${bibtex.place.line})`;
}
