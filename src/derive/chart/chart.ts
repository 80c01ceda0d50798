import type { ChartQuery } from "../../model/chart.ts";
import { type Query, select } from "../../model/query.ts";
import type { KnowledgeBase, Page } from "../../model/types.ts";
import type { CitationView, PageCitations } from "../citing.ts";
import { guardOf, type Held } from "../compared.ts";
import { changeChart } from "./change.ts";
import { completenessChart } from "./completeness.ts";
import { controlChart } from "./control.ts";
import { decayChart } from "./decay.ts";
import { cutKey } from "./drawn.ts";
import { mapChart } from "./map.ts";
import { seriesChart } from "./series.ts";
import { stripChart } from "./strip.ts";
import type { ChartView, Subject } from "./view.ts";

/** So many records are named of those that a chart cannot draw; the rest are counted. */
const named = 20;
/** So many works are cited as the sources of one; no chart of values draws more. */
const cited = 40;

/** What one kind of chart makes of its query; the rest is the same for all. */
export type Made = Pick<ChartView, "title" | "subtitle" | "key" | "picture" | "table" | "cut"> & {
	/** Records that the query finds and that cannot be drawn. */
	left: readonly { why: string; records: readonly Subject[] }[];
	/** The values that a reader will compare. */
	compared: readonly Held[];
	/** The values drawn, with their studies; empty where records are counted. */
	shown: readonly Held[];
	/** The groups of the marks drawn. */
	groups: readonly (string | undefined)[];
};

/** Derives a chart of a page: its finding, its data, its sources and how it is cited. `number` counts the page's charts from 1. */
export function chartView(
	query: ChartQuery,
	number: number,
	page: Pick<Page, "title" | "path">,
	kb: KnowledgeBase,
	citations: PageCitations,
): ChartView {
	const { compared, shown, groups, ...made } = make(query, kb);
	const id = `chart-${number}`;
	const url = `${kb.site.url.replace(/\/$/, "")}${page.path}#${id}`;
	const where = [page.title, kb.site.title].filter((name, index, all) => all.indexOf(name) === index).map((name) => `, ${name}`);
	const licence = kb.site.licence === undefined ? "" : ` ${kb.site.licence.name}.`;
	return {
		...made,
		id,
		groups: groupsOf(groups, kb),
		key: [...made.key, ...(made.cut === undefined ? [] : [cutKey(made.cut)])],
		guard: guardOf(compared, kb),
		left: made.left
			.filter(({ records }) => records.length > 0)
			.map(({ why, records }) => ({ why, count: records.length, records: records.slice(0, named) })),
		sources: sourcesOf(query.where, shown, kb, citations),
		citation: `“${made.title}”, chart ${number}${where.join("")}, ${url}.${licence}`,
		url,
		files: { svg: `${page.path}${id}.svg`, csv: `${page.path}${id}.csv` },
	};
}

function make(query: ChartQuery, kb: KnowledgeBase): Made {
	switch (query.kind) {
		case "change":
			return changeChart(query, kb);
		case "control":
			return controlChart(query, kb);
		case "decay":
			return decayChart(query, kb);
		case "strip":
			return stripChart(query, kb);
		case "series":
			return seriesChart(query, kb);
		case "map":
			return mapChart(query, kb);
		case "completeness":
			return completenessChart(query, kb);
	}
}

function groupsOf(ids: readonly (string | undefined)[], kb: KnowledgeBase): ChartView["groups"] {
	const terms = [...(kb.facets.get(kb.site.tree ?? "")?.terms.values() ?? [])];
	return terms.filter(({ id }) => ids.includes(id)).map(({ id, label }) => ({ id, label }));
}

/**
 * The studies, and where their values were read, if elsewhere. Of records that are only counted all of theirs are, of which
 * so many are named.
 */
function sourcesOf(where: Query, shown: Made["shown"], kb: KnowledgeBase, citations: PageCitations): ChartView["sources"] {
	const counted = shown.length > 0 ? [] : select(kb.records.values(), where);
	const studies = new Set([...shown.map(({ record }) => record.study), ...counted.map(({ study }) => study)]);
	const values = [...shown.map(({ value }) => value), ...counted.flatMap(({ measurements }) => measurements)];
	const reported = values.flatMap((value) => (value.kind === "reported" ? [value] : [...value.inputs.values()]));
	const read = new Set(reported.flatMap(({ readings }) => readings.filter((reading) => reading.shown).map((reading) => reading.in)));
	const cite = (keys: readonly string[]): CitationView | undefined =>
		keys.length === 0
			? undefined
			: citations.cite([...kb.works.keys()].filter((key) => keys.includes(key)).map((key) => ({ key, offset: 0 })));
	const elsewhere = [...read].filter((key) => !studies.has(key));
	return {
		studies: cite([...studies].slice(0, cited)),
		read: cite(elsewhere.slice(0, cited)),
		more: Math.max(0, studies.size - cited) + Math.max(0, elsewhere.length - cited),
	};
}
