import { ris } from "../cite/export/ris.ts";
import type { References } from "../cite/references.ts";
import { tablePath } from "../model/addresses.ts";
import { disagreementsPath } from "../model/disagreementpages.ts";
import { readColumns } from "../model/query.ts";
import { hasRecordChart, readRecordChart } from "../model/recordchart.ts";
import type { Address, KnowledgeBase } from "../model/types.ts";
import { Problems } from "../problem/problem.ts";
import { unitText } from "../quantity/format.ts";
import type { Site } from "../schema/site.ts";
import { type ChangeView, changeViews } from "./changes.ts";
import { chartView } from "./chart/chart.ts";
import type { ChartView } from "./chart/view.ts";
import { PageCitations, type ReferenceView } from "./citing.ts";
import { disagreementsTable } from "./data/disagreements.ts";
import { measurementsTable } from "./data/measurements.ts";
import { type DataPackage, dataPackage } from "./data/package.ts";
import { recordsTable } from "./data/records.ts";
import { type Disagreements, disagreementsView } from "./disagreements.ts";
import { type ExplorerData, explorerData } from "./explorer.ts";
import { knownFormulas } from "./formulas.ts";
import { bibliography, type LibraryEntry, libraryView } from "./library.ts";
import { type LlmsLists, llmsLists } from "./llms.ts";
import { formatLibrary, type PageView, pageView } from "./pages.ts";
import { usesAddresses } from "./places.ts";
import { type PrintView, printViews } from "./prints.ts";
import { type RecordView, recordContext, recordView } from "./records.ts";
import type { TermLink } from "./table.ts";
import { type TableView, tableView } from "./table.ts";
import type { CsvTable } from "./tablecsv.ts";
import { type FacetView, facetView, type TermView, type TreeNode, termView, trailOf, treeOf } from "./terms.ts";
import { citingPages } from "./uses.ts";

/** Everything that the site shows: plain data, ready to be laid out. */
export interface Views {
	site: Site;
	/** When the knowledge base last changed, by its history: ISO 8601. */
	changed: string | undefined;
	/** What git knows of the files. */
	history: KnowledgeBase["history"];
	/** What the newest commits changed, and when the last one was; nothing where there is no history. */
	changes: { all: ChangeView[]; last: string } | undefined;
	addresses: Address[];
	/** Whether a page or file is at an address. */
	has(path: string): boolean;
	/** Pages with all pages below them, to be printed as one, by the first one's address. */
	prints: Map<string, PrintView>;
	/** What llms.txt lists beside the data files. */
	llms: LlmsLists;
	/** The tree at the side. */
	tree: TreeNode[];
	pages: Map<string, PageView & Neighbours>;
	records: Map<string, RecordView>;
	/** All records in one table, and for the browser. */
	index: TableView;
	explorer: ExplorerData;
	/** The chart over the list of all records, and what it cites. */
	overview: { chart: ChartView; references: ReferenceView[] } | undefined;
	facets: Map<string, FacetView>;
	terms: Map<string, TermView>;
	/** Where sources differ or cannot be right. */
	disagreements: Disagreements;
	/** Where a link within the site leads: those to one disagreement name the first page of their list, and it may stand on another. */
	leadsTo(link: string): string;
	library: Map<string, LibraryEntry>;
	/** The references of pages as BibTeX, by the page's address. */
	bibliographies: Map<string, string>;
	/** Quantities, for the glossary. */
	metrics: {
		id: string;
		label: string;
		symbol: string | undefined;
		unit: string;
		summary: string | undefined;
		formula: string | undefined;
	}[];
	/** The tables of pages as CSV, by address. */
	tables: Map<string, CsvTable>;
	/** The files below /data/, made when they are first asked for. */
	data: DataPackage;
	/** What they are made from, as plain data: while it is the same, so are they. */
	dataFrom: unknown;
	/** Words that are set with indices wherever they stand. */
	formulas: ReadonlySet<string>;
	/** Units that are set as such behind a number. */
	units: readonly string[];
}

export interface Neighbours {
	/** Terms above a term's page, from the top. */
	trail: Pick<TermLink, "label" | "to">[];
	previous: { title: string; path: string } | undefined;
	next: { title: string; path: string } | undefined;
}

/** Derives all views of a knowledge base. Pure. */
export function derive(kb: KnowledgeBase, references: References = formatLibrary(kb)): Views {
	const pages = [...kb.pages.values()].map((page) => pageView(page, kb, references));
	const disagreements = disagreementsView(kb, references);
	const places = new Map(disagreements.all.map(({ id, to }) => [`${disagreementsPath(1)}#${id}`, to]));
	const context = recordContext(disagreements.all, kb);
	// Writing all files costs more than the rest, and nothing but their own pages needs them.
	let data: DataPackage | undefined;
	const records = [...kb.records.values()].map((record) => recordView(record, context, kb, references));
	const tree = kb.facets.get(kb.site.tree ?? "");
	const indexColumns = readColumns(kb.site.record.columns, kb, { file: "content/site.yaml", line: 1, column: 1 }, new Problems());
	const index = tableView(
		{ query: [], columns: indexColumns, path: tablePath(`/${kb.site.record.address}/`, 1), whole: true },
		kb,
		new PageCitations(references),
	);
	const terms = [...kb.facets.values()].flatMap((facet) => [...facet.terms.values()].map((term) => termView(term, facet, kb, references)));
	const tables = [
		index,
		...terms.map(({ table }) => table),
		...pages.flatMap(({ uses }) => uses.flatMap((use) => (use.kind === "table" ? [use.table] : []))),
	];
	const all = overview(kb, references);
	const library = libraryView(
		kb,
		references,
		citingPages({ pages, records, terms, disagreements, overview: all?.chart }, kb),
		disagreements.all,
	);
	// Which works are used in more places than their pages hold is known only now.
	const addresses = new Map([...kb.addresses, ...usesAddresses(library, kb)]);
	const ordered = inOrder(pages, kb);
	const [latest] = kb.history.commits;
	return {
		site: kb.site,
		changed: kb.changed,
		history: kb.history,
		changes: latest && { all: changeViews(kb), last: latest.date },
		addresses: [...addresses.values()],
		has: (path) => addresses.has(path),
		prints: printViews(ordered, kb),
		llms: llmsLists({ pages: [...pages.filter(({ path }) => path === "/"), ...ordered], records, terms }, kb),
		tree: tree === undefined ? [] : treeOf(tree, kb),
		pages: withNeighbours(pages, ordered, kb),
		records: new Map(records.map((record) => [record.id, record])),
		index,
		explorer: explorerData(kb),
		overview: all,
		facets: new Map([...kb.facets.values()].map((facet) => [facet.id, facetView(facet, kb)])),
		terms: new Map(terms.map((term) => [`${term.facet.id}/${term.id}`, term])),
		tables: new Map(tables.map(({ csv }) => [csv.path, csv.table])),
		disagreements,
		leadsTo: (link) => places.get(link) ?? link,
		library: new Map(library.map((entry) => [entry.key, entry])),
		// A term that has a page of its own has that page's list.
		bibliographies: new Map(
			[...terms, ...pages, ...records, ...disagreements.pages].map(({ path, references: listed }) => [path, bibliography(listed, kb)]),
		),
		metrics: [...kb.metrics.values()].map(({ id, label, symbol, unit, summary, derived }) => ({
			id,
			label,
			symbol,
			unit: unitText(unit),
			summary,
			formula: derived?.text,
		})),
		get data() {
			data ??= dataPackage(kb, {
				tables: new Map([
					["measurements.csv", measurementsTable(kb)],
					["records.csv", recordsTable(kb)],
					["disagreements.csv", disagreementsTable(disagreements.all)],
				]),
				texts: new Map([
					["references.bib", `${[...kb.works.values()].map(({ bibtex }) => bibtex.text).join("\n\n")}\n`],
					[
						"references.json",
						`${JSON.stringify(
							[...kb.works.values()].map(({ csl }) => csl),
							null,
							2,
						)}\n`,
					],
					["references.ris", [...kb.works.values()].map(({ csl }) => ris(csl)).join("\r\n")],
				]),
			});
			return data;
		},
		// Files name the moment of the last change.
		dataFrom: [kb.dataFrom, kb.changed],
		formulas: knownFormulas(kb),
		units: unitSpellings([
			...[...kb.metrics.values()].map(({ unit }) => unit),
			...[...kb.conditions.values()].flatMap(({ unit, converts }) => [unit ?? "", ...converts.map((conversion) => conversion.unit)]),
		]),
	};
}

/** The chart over the list of all records. */
function overview(kb: KnowledgeBase, references: References): Views["overview"] {
	const place = { file: "content/site.yaml", line: 1, column: 1 };
	const query = hasRecordChart(kb.site, kb.records.size) ? readRecordChart(kb.site, kb, () => place, new Problems()) : undefined;
	if (query === undefined) return undefined;
	const citations = new PageCitations(references);
	const { plural, address } = kb.site.record;
	const title = plural.charAt(0).toUpperCase() + plural.slice(1);
	return { chart: chartView(query, 1, { title, path: `/${address}/` }, kb, citations), references: citations.list() };
}

/**
 * How declared units can be written in a text: as declared, without a prefix, with raised digits. One of a single
 * letter or sign is left alone: it needs no setting.
 */
function unitSpellings(units: readonly string[]): string[] {
	const composed = units.filter((unit) => /[/^]|\s|^um$|^degC$/.test(unit));
	const raised = (unit: string) => unit.replace("^2", "²").replace("^3", "³");
	return [...new Set(composed.flatMap((unit) => [unit, unit.replace(/^[mkµ](?=[A-Z])/, "")]).flatMap((unit) => [unit, raised(unit)]))];
}

/** The pages but for home, in the tree's order; those outside it by order and title, behind the tree or, below zero, before it. */
function inOrder(pages: readonly PageView[], kb: KnowledgeBase): PageView[] {
	const facet = kb.facets.get(kb.site.tree ?? "");
	const position = new Map([...(facet?.terms.keys() ?? [])].map((id, index) => [`${facet?.id}/${id}`, index]));
	const place = (page: PageView) => position.get(page.term ?? "") ?? (page.order < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
	return pages
		.filter(({ path }) => path !== "/")
		.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)) || a.order - b.order || (a.title < b.title ? -1 : 1));
}

/** Gives each page the one before it and the one behind it. */
function withNeighbours(pages: readonly PageView[], ordered: readonly PageView[], kb: KnowledgeBase): Views["pages"] {
	const brief = (page: PageView | undefined) => page && { title: page.title, path: page.path };
	return new Map(
		pages.map((page) => {
			const index = ordered.indexOf(page);
			const [facetId = "", termId = ""] = page.term?.split("/") ?? [];
			const of = kb.facets.get(facetId);
			const term = of?.terms.get(termId);
			const trail = of === undefined || term === undefined ? [] : [{ label: of.plural, to: `/${of.address}/` }, ...trailOf(term, of)];
			return [
				page.path,
				{
					...page,
					trail,
					previous: index < 0 ? undefined : brief(ordered[index - 1]),
					next: index < 0 ? undefined : brief(ordered[index + 1]),
				},
			];
		}),
	);
}
