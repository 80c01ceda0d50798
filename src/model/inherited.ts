import type { Problems } from "../problem/problem.ts";
import type { BibtexEntry } from "../read/bibtex.ts";

/**
 * Entries with the fields that `xdata` gives them, and without the `@xdata` entries, which are no works. What `crossref`
 * hands down depends on types and is left to citation-js; that there is such an entry is checked here.
 */
export function withInherited(entries: readonly BibtexEntry[], problems: Problems): BibtexEntry[] {
	const byKey = new Map(entries.map((entry) => [entry.key, entry]));
	const fieldsOf = (entry: BibtexEntry, seen: ReadonlySet<string>): BibtexEntry["fields"] => {
		const xdata = entry.fields.get("xdata");
		if (xdata === undefined) return entry.fields;
		const inherited = new Map<string, { text: string; place: BibtexEntry["place"] }>();
		for (const key of xdata.text.split(",").map((one) => one.trim())) {
			const from = byKey.get(key);
			if (from?.type !== "xdata" || seen.has(key)) {
				const why = from === undefined ? "is not in the library" : seen.has(key) ? "leads back to itself" : "is no @xdata entry";
				problems.add("bibtex-syntax", xdata.place, `"${key}", from which "${entry.key}" takes fields, ${why}.`);
				continue;
			}
			for (const [name, field] of fieldsOf(from, new Set([...seen, key]))) if (!inherited.has(name)) inherited.set(name, field);
		}
		return new Map([...inherited, ...entry.fields]);
	};
	return entries
		.filter(({ type }) => type !== "xdata")
		.map((entry) => {
			checkCrossref(entry, byKey, problems);
			return entry.fields.has("xdata") ? { ...entry, fields: fieldsOf(entry, new Set([entry.key])) } : entry;
		});
}

function checkCrossref(entry: BibtexEntry, byKey: ReadonlyMap<string, BibtexEntry>, problems: Problems): void {
	const crossref = entry.fields.get("crossref");
	if (crossref === undefined) return;
	const seen = new Set([entry.key]);
	for (let key: string | undefined = crossref.text.trim(); key !== undefined; key = byKey.get(key)?.fields.get("crossref")?.text.trim()) {
		if (seen.has(key)) {
			problems.add("bibtex-syntax", crossref.place, `The crossref of "${entry.key}" leads back to itself. Leave one of them out.`);
			entry.fields.delete("crossref");
			return;
		}
		if (!byKey.has(key) && !problems.isUnread("work", key))
			problems.add("bibtex-syntax", crossref.place, `"${key}", from which "${entry.key}" takes fields, is not in the library.`);
		seen.add(key);
	}
}
