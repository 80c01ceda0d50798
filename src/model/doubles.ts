import type { Place, Problems } from "../problem/problem.ts";
import type { Work } from "./types.ts";

/** The same DOI; the same journal, volume and page; the same first author, year and title: each is one work twice. */
export function findDoubles(works: readonly Work[], problems: Problems): void {
	const seen = { doi: new Map<string, Work>(), place: new Map<string, Work>(), title: new Map<string, Work>() };
	for (const work of works) {
		const { csl, bibtex, key } = work;
		const doi = csl.DOI?.toLowerCase();
		const sameDoi = doi === undefined ? undefined : seen.doi.get(doi);
		if (doi !== undefined && sameDoi !== undefined) {
			problems.add(
				"duplicate-doi",
				bibtex.fields.get("doi")?.place ?? bibtex.place,
				`"${key}" has the DOI of "${sameDoi.key}" (${spot(sameDoi.bibtex.place)}). Keep one entry for a work.`,
			);
			continue;
		}
		if (doi !== undefined) seen.doi.set(doi, work);
		const where =
			csl["container-title"] !== undefined && csl.volume !== undefined && csl.page !== undefined
				? fold(`${csl["container-title"]} ${csl.volume} ${csl.page}`)
				: undefined;
		const [author, year] = [csl.author?.[0]?.family, csl.issued?.["date-parts"]?.[0]?.[0]];
		const title =
			author !== undefined && year !== undefined && csl.title !== undefined ? fold(`${author} ${year} ${csl.title}`) : undefined;
		const same = (where === undefined ? undefined : seen.place.get(where)) ?? (title === undefined ? undefined : seen.title.get(title));
		if (same !== undefined) {
			const why = where !== undefined && seen.place.get(where) === same ? "journal, volume and page" : "author, year and title";
			problems.add(
				"duplicate-work",
				bibtex.place,
				`"${key}" is the same work as "${same.key}" (${spot(same.bibtex.place)}): the same ${why}. Keep one entry for a work.`,
			);
		}
		if (where !== undefined && !seen.place.has(where)) seen.place.set(where, work);
		if (title !== undefined && !seen.title.has(title)) seen.title.set(title, work);
	}
}

function fold(text: string): string {
	return text
		.toLowerCase()
		.normalize("NFD")
		.replace(/<[^<>]*>|[^\p{L}\p{N} ]/gu, "")
		.replace(/\s+/g, " ")
		.trim();
}

/** A place in a message. */
export function spot({ file, line }: Place): string {
	return `${file}:${line}`;
}
