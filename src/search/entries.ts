import type { Views } from "../derive/derive.ts";
import type { LibraryEntry } from "../derive/library.ts";
import type { RecordView } from "../derive/records.ts";
import type { TermView } from "../derive/terms.ts";
import { filterOf, namesOf, type SearchEntry } from "./entry.ts";
import { sectionsOf } from "./sections.ts";

/** A filter of the search page: what can be chosen in it, and how that is called. */
export interface Filter {
	id: string;
	label: string;
	labels: Map<string, string>;
}

/** Everything on the site that can be found. */
export function searchEntries(views: Views): SearchEntry[] {
	const paged = new Set([...views.pages.values()].map(({ path }) => path));
	const terms = termsByPath(views);
	return [
		...[...views.pages.values()].flatMap((page) => sectionsOf(page, views)),
		...[...views.records.values()].map((record) => recordEntry(record, terms, views)),
		...[...views.terms.values()].filter(({ path }) => !paged.has(path)).map((term) => termEntry(term, views)),
		...views.metrics.map((metric) => ({
			...empty,
			to: `/glossary/#quantity-${metric.id}`,
			kind: "term" as const,
			label: "quantity",
			title: metric.label,
			names: [metric.symbol ?? ""],
			parts: [{ anchor: "", text: metric.summary ?? `${metric.label}, in ${metric.unit}` }],
			filters: { kind: ["term"] },
		})),
		...views.disagreements.all.map(({ to, what, evidence, shown, about }) => ({
			...empty,
			to,
			kind: "page" as const,
			label: "disagreement",
			title: what,
			statement: true as const,
			parts: [{ anchor: "", text: [evidence, shown].filter(Boolean).join(" ") }],
			around: ["disagreement", ...about.map(({ label }) => label)],
			filters: { kind: ["page"] },
		})),
		...[...views.library.values()].map((work) => workEntry(work)),
	];
}

/** The filters of the search page: kind of page, facets, elements, year. */
export function searchFilters(views: Views): Filter[] {
	const tree = views.facets.get(views.site.tree ?? "")?.plural ?? "";
	const labels = { tree, record: views.site.record.plural, term: "terms", page: "pages", reference: "references" };
	return [
		{ id: "kind", label: "kind of page", labels: new Map(Object.entries(labels)) },
		...[...views.facets.values()].map(({ id, label }) => ({
			id,
			label,
			labels: new Map([...views.terms.values()].filter(({ facet }) => facet.id === id).map((term) => [term.id, term.label])),
		})),
		{ id: "element", label: "element", labels: new Map() },
		{ id: "year", label: "year", labels: new Map() },
	];
}

const empty = { names: [], more: "", around: [], elements: [], figures: [] } satisfies Partial<SearchEntry>;

function termsByPath(views: Views): Map<string, TermView> {
	return new Map([...views.terms.values()].map((term) => [term.path, term]));
}

function recordEntry(record: RecordView, terms: ReadonlyMap<string, TermView>, views: Views): SearchEntry {
	const carried = record.facets.flatMap((facet) => facet.terms.flatMap(({ to }) => terms.get(to) ?? []));
	const study = views.library.get(record.studyKey);
	const filters: Record<string, string[]> = { kind: ["record"], element: record.elements, year: study === undefined ? [] : [study.year] };
	for (const term of carried)
		for (const [facet, ids] of Object.entries(filterOf(term, terms))) filters[facet] = [...new Set([...(filters[facet] ?? []), ...ids])];
	return {
		to: record.path,
		kind: "record",
		label: views.site.record.label,
		title: record.name,
		names: record.aliases,
		parts: [
			{ anchor: "", text: [record.remarks, study?.short].filter(Boolean).join(" ") },
			{ anchor: "#observations", text: record.observations.map(({ text }) => text).join(" ") },
			{
				anchor: "#process",
				text: record.process.map(({ method, settings }) => [method?.label, settings].filter(Boolean).join(": ")).join(". "),
			},
			{
				anchor: "#measurements",
				text: record.measurements
					.map(({ remarks }) => remarks ?? "")
					.join(" ")
					.trim(),
			},
		].filter(({ text }) => text !== ""),
		more: [record.description, ...measured(record, views)].join(" ; "),
		around: [...carried.flatMap(namesOf), record.id],
		elements: record.elements,
		figures: record.figures.slice(0, 3).map(({ metric, number, unit, conditions }) => ({
			label: metric.label,
			value: [number, unit].filter(Boolean).join("\u202f"),
			conditions: conditions === "" ? "conditions not given" : conditions,
		})),
		filters,
	};
}

/** What was measured on a record, by its names, and the values as they are printed. */
function measured({ measurements }: RecordView, views: Views): string[] {
	const values = measurements.map(({ value }) => value);
	const ids = new Set(values.map(({ metric }) => metric.id));
	const names = views.metrics.filter(({ id }) => ids.has(id)).flatMap(({ label, symbol }) => [label, symbol ?? ""]);
	return [...names.filter(Boolean), ...new Set(values.map(({ number, unit }) => `${number} ${unit}`.trim()))];
}

function termEntry(term: TermView, views: Views): SearchEntry {
	return {
		...empty,
		to: term.path,
		kind: term.facet.id === views.site.tree ? "tree" : "term",
		label: term.facet.label,
		title: term.label,
		names: namesOf(term),
		parts: [{ anchor: "", text: term.summary ?? "" }],
		elements: term.elements,
		around: term.trail.map(({ label }) => label),
		filters: {
			kind: [term.facet.id === views.site.tree ? "tree" : "term"],
			...filterOf(term, termsByPath(views)),
			element: term.elements,
		},
	};
}

function workEntry(work: LibraryEntry): SearchEntry {
	const [first = ""] = work.authors.map((author) => author.split(" ").at(-1) ?? "");
	const elsewhere = work.elsewhere.flatMap(({ short, numbers }) => numbers.map((number) => `reference ${number} of ${short}`));
	const source = [work.authors.join(", "), work.title, work.journal, work.year].filter(Boolean).join(". ");
	return {
		...empty,
		to: work.path,
		kind: "reference",
		label: "reference",
		title: work.short,
		names: [
			work.key,
			`${first} ${work.year}`,
			`${first} et al. ${work.year}`,
			work.doi ?? "",
			work.title ?? "",
			...elsewhere.map((name) => name.replace(/ of .*/, "")),
		],
		parts: [{ anchor: "", text: [source, ...elsewhere].join(". ") }],
		more: [work.doi === undefined ? "" : `doi ${work.doi}`, ...work.elsewhere.map(({ printed }) => printed ?? "")].join(" "),
		filters: { kind: ["reference"], year: work.year === "" ? [] : [work.year] },
	};
}
