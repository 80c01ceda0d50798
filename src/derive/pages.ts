import type { Root } from "mdast";
import { type Formatted, formatReferences, type References } from "../cite/references.ts";
import { tablePath } from "../model/addresses.ts";
import { readArrangement, tablesOf } from "../model/arrangement.ts";
import { chartsOf, readChart } from "../model/chart.ts";
import { readAt, readColumns, readQuery, valuesOf } from "../model/query.ts";
import type { KnowledgeBase, Page } from "../model/types.ts";
import { Problems } from "../problem/problem.ts";
import type { Heading } from "../read/collect.ts";
import type { Use } from "../read/page.ts";
import type { Block } from "../read/prose.ts";
import { chartView } from "./chart/chart.ts";
import type { ChartView } from "./chart/view.ts";
import { type CitationView, PageCitations, type PlaceOfCitation, type ReferenceView } from "./citing.ts";
import { type Evidence, evidence } from "./evidence.ts";
import { recordPath } from "./paths.ts";
import { citingSentences } from "./sentences.ts";
import { type TableView, tableView } from "./table.ts";
import { type ValueView, valueView } from "./values.ts";

/** What was derived for one use on a page, by its number. */
export type UseView =
	| { kind: "citation"; citation: CitationView }
	| { kind: "table"; table: TableView }
	| { kind: "chart"; chart: ChartView }
	| { kind: "value"; value: ValueView }
	| { kind: "evidence"; evidence: Evidence }
	| { kind: "figure"; figure: { drawing: string; alt: string; caption: string | undefined } }
	| { kind: "markup" };

export interface PageView {
	path: string;
	title: string;
	summary: string | undefined;
	/** `facet/term`, where the page is a term's. */
	term: string | undefined;
	order: number;
	headings: Heading[];
	/** Where its links lead, as written. */
	links: string[];
	uses: UseView[];
	references: ReferenceView[];
	/** The file, for edit links. */
	file: string;
	/** The file's text, and what was read from it: what it says, block by block, and its syntax tree. */
	text: string;
	prose: Block[];
	tree(): Root;
	/** Citations with the sentence that each stands in. */
	cited: PlaceOfCitation[];
}

/** Formats the library of a knowledge base in its style, but for what is known from before. */
export function formatLibrary(kb: KnowledgeBase, known?: Formatted): ReturnType<typeof formatReferences> {
	return formatReferences(
		[...kb.works.values()].map(({ csl }) => csl),
		kb.style,
		kb.site.language,
		known,
	);
}

/** Derives all that a page shows. */
export function pageView(page: Page, kb: KnowledgeBase, references: References): PageView {
	const citations = new PageCitations(references);
	const uses = page.parsed.uses.map((use) => useView(use, page, kb, citations));
	const sentences = citingSentences(page.parsed.prose, uses);
	const kinds: Partial<Record<UseView["kind"], PlaceOfCitation["kind"]>> = { citation: "text", table: "table" };
	const cited = uses.flatMap((view, index) =>
		citedIn(view, sentences.get(index) ?? page.title).map((one) => ({ ...one, kind: kinds[view.kind] ?? "chart" })),
	);
	return {
		path: page.path,
		title: page.title,
		summary: page.summary,
		term: page.term,
		order: page.order,
		headings: page.parsed.headings,
		links: page.parsed.links.map(({ url }) => url),
		uses,
		references: citations.list(),
		file: page.parsed.source.file,
		text: page.parsed.source.text,
		prose: page.parsed.prose,
		tree: page.parsed.tree,
		cited,
	};
}

/** The citations in a use, each with what it supports. */
function citedIn(view: UseView, sentence: string): Omit<PlaceOfCitation, "kind">[] {
	const cite = ({ keys, id }: CitationView, text: string) => ({ keys, anchor: id, text });
	if (view.kind === "citation") return [cite(view.citation, sentence)];
	if (view.kind === "table")
		return view.table.rows.flatMap(({ name, cells }) =>
			cells.flatMap((cell) =>
				cell.kind === "study" ? [cite(cell.citation, `Table: ${view.table.caption} (${name.map(({ text }) => text).join("")})`)] : [],
			),
		);
	if (view.kind === "chart")
		return [view.chart.sources.studies, view.chart.sources.read].flatMap((citation) =>
			citation === undefined ? [] : [cite(citation, `Chart: ${view.chart.title}`)],
		);
	return [];
}

function useView(use: Use, page: Page, kb: KnowledgeBase, citations: PageCitations): UseView {
	if (use.kind === "citation") return { kind: "citation", citation: citations.cite(use.citation.items, use.citation.narrative) };
	// The page was checked before: nothing can be wrong here any more.
	const none = new Problems();
	const { where = "", columns = "", caption, of = "", metric = "", at = "", name = "", alt = "" } = use.attributes;
	const query = () => readQuery(where, kb, use.place, none);
	switch (use.name) {
		case "ComparisonTable":
			return {
				kind: "table",
				table: tableView(
					{
						query: query(),
						columns: readColumns(columns, kb, use.place, none),
						caption,
						arrangement: readArrangement(use.attributes, kb, () => use.place, none),
						path: tablePath(page.path, tablesOf(page).indexOf(use) + 1),
					},
					kb,
					citations,
				),
			};
		case "Chart": {
			const asked = readChart(use, kb, none);
			if (asked === undefined) throw new Error(`The chart at ${use.place.file}:${use.place.line} was not checked.`);
			return { kind: "chart", chart: chartView(asked, chartsOf(page).indexOf(use) + 1, page, kb, citations) };
		}
		case "Value": {
			const record = kb.records.get(of);
			const declared = kb.metrics.get(metric);
			const [value] = record && declared ? valuesOf(record, declared, readAt(at, kb, use.place, none)) : [];
			if (value === undefined) throw new Error(`The value at ${use.place.file}:${use.place.line} was not checked.`);
			return { kind: "value", value: valueView(value, recordPath(of, kb), kb) };
		}
		case "Evidence":
			return { kind: "evidence", evidence: evidence(query(), kb) };
		case "Figure":
			return { kind: "figure", figure: { drawing: kb.drawings.get(name) ?? "", alt, caption } };
		case "Summary":
			return { kind: "markup" };
	}
}
