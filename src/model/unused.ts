import type { Problems } from "../problem/problem.ts";
import type { KnowledgeBase } from "./types.ts";

/** Reports works of the library that no page cites, no record was read from and no disagreement names. */
export function reportUnused(
	{ works, pages, records, disagreements }: Pick<KnowledgeBase, "works" | "pages" | "records" | "disagreements">,
	problems: Problems,
): void {
	const used = new Set([
		...[...pages.values()].flatMap(({ parsed }) =>
			parsed.uses.flatMap((use) => (use.kind === "citation" ? use.citation.items.map(({ key }) => key) : [])),
		),
		...[...records.values()].flatMap((record) => [
			record.study,
			...record.measurements.flatMap(({ readings }) => readings.map((reading) => reading.in)),
			...[...record.process, ...record.observations].flatMap(({ read }) => (read ?? []).map((reading) => reading.in)),
		]),
		...[...works.values()].flatMap(({ bibtex }) => bibtex.fields.get("crossref")?.text.trim() ?? []),
		...disagreements.flatMap(({ printed }) => printed.map((place) => place.in)),
	]);
	for (const { key, bibtex } of works.values()) {
		if (!used.has(key))
			problems.add("unused-reference", bibtex.place, `Nothing uses "${key}". Cite it where it belongs, or take it out of the library.`);
	}
}
