import { hash } from "node:crypto";
import { bibliographyPath, dataFiles, feedPath, llmsPath, printPath, usesPath } from "../model/addresses.ts";
import { codes, isCode } from "../problem/codes.ts";
import { helpPath } from "../problem/print.ts";
import type { ChartView } from "./chart/view.ts";
import type { Views } from "./derive.ts";
import type { PageView } from "./pages.ts";
import { referencePath } from "./paths.ts";
import { type TableView, tableOnPage } from "./table.ts";

/** What the files of a site are made from, as plain data: while it is the same, so is the file. What is not named is made from anything. */
export interface Ingredients {
	/** What every page is made from: what stands around its text, and how texts are set. */
	frame: unknown;
	/** What else a page is made from, by its address. */
	pages: Map<string, () => unknown>;
	/** What files beside the pages are made from, by their addresses. */
	files: Map<string, () => unknown>;
}

/** Gathers what the files of a site are made from. Nothing is computed before it is asked for. */
export function ingredients(views: Views): Ingredients {
	const brief = worksInBrief(views);
	const works = (keys: Iterable<string | undefined>) => [...new Set(keys)].map((key) => brief(key ?? ""));
	const updated = (file: string) => views.history.updated.get(file);
	const [pages, files] = [new Map<string, () => unknown>(), new Map<string, () => unknown>()];

	const page = (view: PageView) => {
		const { prose: _, tree: __, ...shown } = view;
		return [shown, view.links.map(views.leadsTo), updated(view.file), views.prints.has(view.path), works(keysOnPage(view))];
	};
	// Home shows what is new on the whole site: it is made each time.
	for (const view of views.pages.values()) if (view.path !== "/") pages.set(view.path, () => page(view));
	for (const view of views.prints.values())
		pages.set(printPath(view.path), () => [
			view,
			works(view.references.map(({ key }) => key)),
			view.parts.map(({ path }) => {
				const part = views.pages.get(path);
				return part && page(part);
			}),
		]);
	for (const view of views.records.values())
		pages.set(view.path, () => [view, updated(view.file), works([view.studyKey, ...view.references.map(({ key }) => key)])]);
	for (const view of views.terms.values())
		if (!views.pages.has(view.path))
			pages.set(view.path, () => [view, updated(view.file), works([...view.references.map(({ key }) => key), ...keysInTable(view.table)])]);
	for (const view of views.facets.values()) pages.set(view.path, () => view);
	for (const entry of views.library.values()) {
		const { all, ...shown } = entry;
		// All its pages are made from it.
		let digest: string | undefined;
		const work = () => {
			digest ??= digestOf(shown);
			return digest;
		};
		pages.set(entry.path, () => [work(), all?.count, all?.kinds, entry.elsewhere.map(({ key }) => views.library.has(key))]);
		for (const index of all?.pages.keys() ?? []) pages.set(usesPath(entry.key, index + 1), () => [work(), all]);
	}
	// The list of all works shows all of each but where it is used.
	pages.set("/references/", () =>
		[...views.library.values()].map(({ uses, all: _, elsewhere: _e, records: _r, disagreements: _d, ...shown }) => [shown, uses.length]),
	);
	for (const { kind, path, id } of views.addresses) {
		if (kind === "records") pages.set(path, () => recordsOn(views, Number(id || 1), works));
		if (kind === "disagreements") pages.set(path, () => disagreementsOn(views, Number(id || 1), works));
	}
	for (const code of Object.keys(codes).filter(isCode)) pages.set(helpPath(code), () => code);

	for (const { path, bibtex, ris } of views.library.values())
		for (const ending of ["bib", "ris"]) files.set(`${path.slice(0, -1)}.${ending}`, () => [bibtex, ris]);
	for (const chart of chartsOf(views)) for (const file of Object.values(chart.files)) files.set(file, () => [chart, views.site]);
	// Views hold more tables and lists of references than have a file of their own.
	for (const [path, table] of views.tables) if (views.has(path)) files.set(path, () => table);
	// Not from the data themselves: they would be made only to be found the same.
	pages.set("/data/", () => views.dataFrom);
	for (const name of dataFiles) files.set(`/data/${name}`, () => views.dataFrom);
	files.set(llmsPath, () => [views.llms, views.site, views.dataFrom]);
	for (const [path, text] of views.bibliographies) if (views.has(bibliographyPath(path))) files.set(bibliographyPath(path), () => text);

	return {
		frame: [
			views.site,
			views.tree,
			[...views.facets.values()].map(({ id, label, plural, path }) => [id, label, plural, path]),
			// Pages name the day, not the moment: a site that is published often stays the same within one.
			views.changed?.slice(0, 10),
			[...views.formulas],
			views.units,
			[feedPath, "/icon.svg", "/compare/"].map((path) => views.has(path)),
			views.history.folder,
		],
		pages,
		files,
	};
}

/** What a page of the list of all records is made from. */
function recordsOn({ index, overview }: Views, page: number, works: Works): unknown {
	const { data: _, csv, rows, ...shown } = tableOnPage(index, page);
	const studies = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === "study" ? cell.citation.keys : [])));
	const first = page === 1 && overview !== undefined && [overview, works(overview.references.map(({ key }) => key))];
	return [shown, csv.path, index.rows.length, works(studies), first];
}

/** What a page of the list of disagreements is made from. */
function disagreementsOn({ disagreements: { all, pages, kinds } }: Views, number: number, works: Works): unknown {
	const page = pages[number - 1];
	const before = pages.slice(0, number - 1).flatMap(({ groups }) => groups.map(({ list }) => list.length));
	const byRule = all.filter(({ rule }) => rule !== undefined).length;
	return [page, kinds, all.length, byRule, before, pages.length, works(page?.references.map(({ key }) => key) ?? [])];
}

/** Gives what is shown of some works. */
type Works = (keys: Iterable<string | undefined>) => unknown;

function digestOf(plain: unknown): string {
	return hash("sha256", JSON.stringify(plain), "base64url");
}

function chartsOf({ pages, overview }: Views): ChartView[] {
	const onPages = [...pages.values()].flatMap(({ uses }) => uses.flatMap((use) => (use.kind === "chart" ? [use.chart] : [])));
	return overview === undefined ? onPages : [...onPages, overview.chart];
}

/** A digest of what lists of references and tables show of a work; an empty key and one of no work give nothing. */
function worksInBrief({ library }: Views): (key: string) => string | undefined {
	const briefs = new Map<string, string>();
	return (key) => {
		const entry = library.get(key);
		if (entry === undefined) return undefined;
		const { short, doi, url, crossref, machines, uses } = entry;
		// A work is named on many pages: what is shown of it is gone through once.
		const brief = briefs.get(key) ?? digestOf([referencePath(key), short, doi, url, crossref, machines, uses.length]);
		briefs.set(key, brief);
		return brief;
	};
}

/** The works that a page names: in its list, at the heads of a table's groups, in a chart's table. */
function keysOnPage({ references, uses }: PageView): (string | undefined)[] {
	return [
		...references.map(({ key }) => key),
		...uses.flatMap((use) => {
			if (use.kind === "table") return keysInTable(use.table);
			return use.kind === "chart" ? use.chart.table.rows.map(({ study }) => study) : [];
		}),
	];
}

function keysInTable({ groups }: TableView): (string | undefined)[] {
	return groups.map(({ study }) => study);
}
