/** An entry of the library, as far as it is written out: its fields' values without outer braces. */
export interface WrittenEntry {
	key: string;
	type: string;
	fields: ReadonlyMap<string, { text: string }>;
}

/** Fields that say something to this site only. */
const own = new Set(["numbered", "printed"]);
const months = new Set(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]);

/** An entry as one would have it in a library of one's own: it needs no `@string`, and has no field of this site's. */
function bibtex({ key, type, fields }: WrittenEntry): string {
	const kept = [...fields].filter(([name]) => !own.has(name));
	const width = Math.max(...kept.map(([name]) => name.length));
	const lines = kept.map(
		([name, { text }]) => `  ${name.padEnd(width)} = ${name === "month" && months.has(text.toLowerCase()) ? text : `{${text}}`}`,
	);
	return `@${type}{${[key, ...lines].join(",\n")}\n}`;
}

/**
 * Entries as a file; entries that they take fields from (`crossref`, which BibTeX wants behind those that name them) come
 * last.
 */
export function bibtexFile(entries: readonly WrittenEntry[], library: ReadonlyMap<string, { bibtex: WrittenEntry }>): string {
	const written = new Map(entries.map((entry) => [entry.key, entry]));
	for (const entry of written.values()) {
		const parent = library.get(entry.fields.get("crossref")?.text.trim() ?? "")?.bibtex;
		if (parent === undefined) continue;
		// Behind all that was written so far, also where it was among them.
		written.delete(parent.key);
		written.set(parent.key, parent);
	}
	return [...written.values()].map((entry) => `${bibtex(entry)}\n`).join("\n");
}
