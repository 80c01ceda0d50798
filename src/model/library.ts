import { generatorDigest } from "../cache/generator.ts";
import { Kept, keyOf } from "../cache/kept.ts";
import { type CslItem, worksOf } from "../cite/citation-js.ts";
import { brokenAccent } from "../cite/latex.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import type { BibtexEntry, BibtexFile } from "../read/bibtex.ts";
import { entryTypes } from "../schema/reference.ts";
import { findDoubles, spot } from "./doubles.ts";
import { withInherited } from "./inherited.ts";
import { checkWork } from "./reference.ts";
import type { Work } from "./types.ts";

/**
 * Reads the library: entries with places, values through citation-js. What is doubled, unknown or doubtful becomes a problem.
 * @param cache a folder that keeps the values from one time to the next
 */
export function readLibrary(files: readonly BibtexFile[], problems: Problems, cache?: string): Map<string, Work> {
	const entries = withInherited(usable(files, problems), problems);
	const values = valuesOf(entries, problems, cache);
	const works = new Map<string, Work>();
	for (const entry of entries) {
		const csl = values.get(entry.key);
		if (csl === undefined) {
			problems.unread("work", entry.key);
			continue;
		}
		const work = {
			key: entry.key,
			csl,
			bibtex: entry,
			numbered: keyed(entry, "numbered", (text) => text.split(/\s*,\s*/)),
			printed: keyed(entry, "printed", (text) => text),
		};
		checkWork(work, problems);
		works.set(entry.key, work);
	}
	findDoubles([...works.values()], problems);
	return works;
}

/** A key as a page can cite it: Pandoc's. */
const citable = /^[\p{L}\p{N}_](?:[:.#$%&+?~/-]?[\p{L}\p{N}_])*$/u;

/** The entries of all files that are of a known type, under a key of their own. */
function usable(files: readonly BibtexFile[], problems: Problems): BibtexEntry[] {
	const first = new Map<string, BibtexEntry>();
	for (const entry of files.flatMap(({ entries }) => entries)) {
		if (!entryTypes.has(entry.type)) {
			problems.add("unknown-entry-type", entry.start, `@${entry.type} is not a type of entry.${suggestion(entry.type, entryTypes)}`);
			problems.unread("work", entry.key);
			continue;
		}
		if (!citable.test(entry.key))
			problems.add(
				"bibtex-syntax",
				entry.place,
				`The key "${entry.key}" cannot be cited. Use letters, digits and _, with single marks such as - : . / between them.`,
			);
		const folded = entry.key.toLowerCase();
		const same = first.get(folded);
		if (same !== undefined) {
			const but = same.key === entry.key ? "" : ` as "${same.key}", and addresses do not tell capitals apart`;
			problems.add(
				"duplicate-key",
				entry.place,
				`The key "${entry.key}" is already used in ${spot(same.place)}${but}. Rename or remove one of them.`,
			);
			continue;
		}
		first.set(folded, entry);
	}
	return [...first.values()];
}

/** citation-js reads the whole library at once; only where that fails is it asked entry by entry, and field by field. */
function valuesOf(entries: readonly BibtexEntry[], problems: Problems, cache: string | undefined): Map<string, CslItem> {
	try {
		return new Map(keptWorksOf(entries, cache).map((work) => [String(work.id), work]));
	} catch {
		// The fields that are at fault are left out, and told.
	}
	const sound = entries.map((entry) => ({
		...entry,
		fields: new Map([...entry.fields].filter((field) => isSound(entry, field, problems))),
	}));
	return new Map(worksOf(sound).map((work) => [String(work.id), work]));
}

/** The works of entries, as they were kept if no entry has changed: those of ten thousand take seconds. Throws as `worksOf` does. */
function keptWorksOf(entries: readonly BibtexEntry[], cache: string | undefined): CslItem[] {
	if (cache === undefined) return worksOf(entries);
	const kept = new Kept(cache, "works.txt", generatorDigest(["cache", "cite"]));
	const values = entries.map(({ key, type, fields }) => [key, type, ...[...fields].map(([name, { text }]) => [name, text])]);
	const key = keyOf("works", JSON.stringify(values));
	const known = kept.take(key);
	if (known !== undefined) return JSON.parse(String(known));
	const works = worksOf(entries);
	kept.put(key, JSON.stringify(works));
	kept.save();
	return works;
}

function isSound(entry: BibtexEntry, [name, field]: [string, { text: string; place: BibtexEntry["place"] }], problems: Problems): boolean {
	try {
		worksOf([{ key: entry.key, type: entry.type, fields: new Map([[name, field]]) }]);
		return true;
	} catch (error) {
		const dollars = field.text.replace(/\\\$/g, "").split("$").length % 2 === 0;
		const accent = brokenAccent(field.text);
		const why = dollars
			? "a $ opens maths that is not closed; write \\$ for the sign"
			: accent === undefined
				? reasonOf(error)
				: `the accent ${accent} stands over nothing`;
		problems.add(
			"bibtex-syntax",
			field.place,
			`The field "${name}" of "${entry.key}" cannot be understood: ${why}. It is left out; the others are read.`,
		);
		return false;
	}
}

/** What citation-js says, in a line, without its own names for things. */
function reasonOf(error: unknown): string {
	const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
	return line.replace(/ at line \d+ col \d+:?$/, "").replace(/[.:\s]*$/, "");
}

/** A field that says something for each of several works: `{deng2025: 73, 75; other2020: 4}`. */
function keyed<T>(entry: BibtexEntry, field: string, read: (text: string) => T): Map<string, T> {
	const text = entry.fields.get(field)?.text ?? "";
	return new Map(
		text.split(/;\s*(?=[\w:-]+:)/).flatMap((part) => {
			const [, key, value] = /^([\w-]+):([\s\S]*)$/.exec(part.trim()) ?? [];
			return key === undefined || value === undefined ? [] : [[key, read(value.replace(/\s+/g, " ").trim())] as const];
		}),
	);
}
