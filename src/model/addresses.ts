import { codes, groups, isCode } from "../problem/codes.ts";
import { helpPath, problemsPath } from "../problem/print.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { History } from "../read/history.ts";
import type { Yaml } from "../read/yaml.ts";
import type { Site } from "../schema/site.ts";
import { tablesOf } from "./arrangement.ts";
import { pagesBelow } from "./below.ts";
import { chartsOf } from "./chart.ts";
import { disagreementPages, disagreementPlacesPath, disagreementsPath } from "./disagreementpages.ts";
import { listPath } from "./paging.ts";
import { select } from "./query.ts";
import { hasRecordChart } from "./recordchart.ts";
import type { Address, AddressKind, Facet, KnowledgeBase, Page, StudiedRecord, Work } from "./types.ts";

/** The files below /data/. */
export const dataFiles = [
	"measurements.csv",
	"records.csv",
	"disagreements.csv",
	"records.json",
	"records.schema.json",
	"references.bib",
	"references.json",
	"references.ris",
	"datapackage.json",
];

/** Anchors of the page of data. */
const dataSections = ["files", "columns", "records-json", "examples", "spreadsheets"];

/** Anchors that every page of a kind has. */
const recordSections = [
	"beside",
	"measurements",
	"derived",
	"standing",
	"process",
	"observations",
	"disagreements",
	"gaps",
	"source",
	"cite",
];

/** The one list of all addresses of the site; two things at one address become a problem. */
export function listAddresses(
	kb: {
		site: Site;
		siteYaml: Yaml;
		facets: Map<string, Facet>;
		records: Map<string, StudiedRecord>;
		works: Map<string, Work>;
		pages: readonly Page[];
		publicFiles: readonly string[];
		history: Pick<History, "commits">;
	} & Pick<KnowledgeBase, "disagreements" | "found">,
	problems: Problems,
): Map<string, Address> {
	const addresses = new Map<string, Address>();
	const add = (path: string, kind: AddressKind, id: string, place: Place, anchors: Iterable<string> = []) => {
		const other = addresses.get(path);
		if (other === undefined) addresses.set(path, { path, kind, id, anchors: new Set(anchors), place });
		else {
			const holder = other.place === site ? "the site itself" : `${other.place.file}:${other.place.line}`;
			problems.add("duplicate-address", place, `${path} is already an address of ${holder}. Rename one of them.`);
		}
	};
	const site = kb.siteYaml.place();
	const anchorsOf = (page: Page) => [
		...page.parsed.headings.map(({ id }) => id),
		"references",
		...chartsOf(page).map((_, index) => `chart-${index + 1}`),
	];
	const home = kb.pages.find(({ path }) => path === "/");
	add("/", "home", "", home?.parsed.source.place(0) ?? site, home === undefined ? [] : anchorsOf(home));
	add("/search/", "search", "", site);
	const disagreements = disagreementPages([...kb.disagreements, ...kb.found]);
	for (const [index, list] of disagreements.entries()) {
		const path = disagreementsPath(index + 1);
		// Links name the first page: whoever writes one need not know on which page a disagreement stands.
		const anchors = index === 0 ? disagreements.flat() : list;
		add(
			path,
			"disagreements",
			index === 0 ? "" : String(index + 1),
			site,
			anchors.map(({ id }) => id),
		);
		add(bibliographyPath(path), "file", "", site);
	}
	if (disagreements.length > 1) add(disagreementPlacesPath, "file", "", site);
	add("/glossary/", "glossary", "", site, ["quantities"]);
	// The generator's own pages, on any site.
	add(problemsPath, "problems", "", site, [...groups.map(({ id }) => id), ...Object.keys(codes)]);
	for (const code of Object.keys(codes).filter(isCode)) add(helpPath(code), "problem", code, site, ["example", "mend", "related"]);
	add("/references/", "references", "", site, kb.works.keys());
	for (const work of kb.works.values()) {
		const path = `/references/${addressOfKey(work.key)}`;
		add(`${path}/`, "reference", work.key, work.bibtex.place);
		for (const ending of ["bib", "ris"]) add(`${path}.${ending}`, "file", work.key, work.bibtex.place);
	}
	add(`/${kb.site.record.address}/`, "records", "", kb.siteYaml.place(["record", "address"]));
	add(tablePath(`/${kb.site.record.address}/`, 1), "table", "", site);
	add(`/${kb.site.record.address}/records.json`, "file", "records.json", site);
	for (let page = 2; page <= Math.ceil(kb.records.size / recordsOnPage); page++)
		add(recordsPath(kb.site, page), "records", String(page), site);
	if (hasRecordChart(kb.site, kb.records.size))
		for (const ending of ["svg", "csv"]) add(`/${kb.site.record.address}/chart-1.${ending}`, "file", "", site);
	add("/compare/", "compare", "", site);
	for (const record of kb.records.values()) {
		add(bibliographyPath(`/${kb.site.record.address}/${record.id}/`), "file", "", record.place);
		add(`/${kb.site.record.address}/${record.id}/`, "record", record.id, record.place, [
			...recordSections,
			...record.measurements.map(({ id }) => id),
			...record.derived.map(({ id }) => id),
		]);
	}
	for (const facet of kb.facets.values()) {
		add(`/${facet.address}/`, "terms", facet.id, facet.place);
		for (const term of facet.terms.values())
			if (!kb.pages.some(({ termOf }) => termOf === term)) {
				add(term.path, "term", `${facet.id}/${term.id}`, term.place);
				// Its page cites the studies of what carries it.
				if (select(kb.records.values(), [{ facet, terms: [term] }]).length > 0) {
					add(tablePath(term.path, 1), "table", term.path, term.place);
					add(bibliographyPath(term.path), "file", "", term.place);
				}
			}
	}
	for (const page of kb.pages)
		for (const [index, { place }] of tablesOf(page).entries()) add(tablePath(page.path, index + 1), "table", page.path, place);
	for (const page of kb.pages)
		if (usesOf.test(page.path))
			problems.add(
				"duplicate-address",
				page.parsed.source.place(0),
				`${page.path} is kept for the places that use a work of the library. Rename the page.`,
			);
	for (const page of kb.pages) if (cites(page)) add(bibliographyPath(page.path), "file", "", page.parsed.source.place(0));
	for (const page of kb.pages) if (page.path !== "/") add(page.path, "page", page.path, page.parsed.source.place(0), anchorsOf(page));
	for (const page of kb.pages)
		for (const [index, chart] of chartsOf(page).entries())
			for (const ending of ["svg", "csv"]) add(`${page.path}chart-${index + 1}.${ending}`, "file", "", chart.place);
	const withMore = pagesBelow(kb.pages, kb.facets);
	for (const page of kb.pages) if (withMore.has(page.path)) add(printPath(page.path), "print", page.path, page.parsed.source.place(0));
	add("/data/", "data", "", site, dataSections);
	for (const file of dataFiles) add(`/data/${file}`, "file", file, site);
	add("/sitemap.xml", "file", "sitemap.xml", site);
	add(llmsPath, "file", "llms.txt", site);
	if (kb.history.commits.length > 0) add(feedPath, "file", "changes.atom", site);
	for (const file of kb.publicFiles) add(file.replace(/^public(?=\/)/, ""), "file", file, { file, line: 1, column: 1 });
	return addresses;
}

/** How many records stand on one page of their list, for readers without scripts. */
export const recordsOnPage = 100;

/** The address of a page of the list of records. */
export function recordsPath({ record }: Site, page: number): string {
	return listPath(`/${record.address}/`, page);
}

/** The address of a page of all places that use a work; whether there is one is known only when all pages are. */
export function usesPath(key: string, page: number): string {
	return listPath(`/references/${addressOfKey(key)}/uses/`, page);
}

/** The addresses that may be such pages. */
const usesOf = /^\/references\/[^/]+\/uses\//;

/** The address of a table of a page as CSV: its first one is number 1. */
export function tablePath(page: string, number: number): string {
	return `${page}table-${number}.csv`;
}

/** Whether a page can have a list of references. */
function cites({ parsed }: Page): boolean {
	return parsed.uses.some((use) => use.kind === "citation" || use.name === "ComparisonTable" || use.name === "Chart");
}

/** The address of a page's references as BibTeX. */
export function bibliographyPath(page: string): string {
	return `${page}references.bib`;
}

/** The address of a page with all pages below it, to be printed. */
export function printPath(page: string): string {
	return `${page}print/`;
}

/** The address of the feed of changes. */
export const feedPath = "/changes.atom";

/** The address of what lists the site for language models. */
export const llmsPath = "/llms.txt";

/** A BibTeX key as part of an address: what parts addresses, or would have to be written otherwise in a file's name, is _. */
export function addressOfKey(key: string): string {
	return encodeURIComponent(key.replace(/[/#?%]/g, "_"));
}
