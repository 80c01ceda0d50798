import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { Site } from "../schema/site.ts";
import type { ChartQuery } from "./chart.ts";
import { readColumn } from "./query.ts";
import type { KnowledgeBase } from "./types.ts";

type Declared = Pick<KnowledgeBase, "metrics" | "conditions" | "facets">;

/** More marks than this are no chart any more. */
const mostMarks = 500;

/** Whether the list of records has a chart over it. */
export function hasRecordChart({ record }: Site, records: number): boolean {
	return record.chart !== undefined && records <= mostMarks;
}

/** Reads what the chart over the list of all records shows. What it names and is no metric becomes a problem. */
export function readRecordChart(
	{ record: { chart } }: Site,
	kb: Declared,
	at: (end: "from" | "to") => Place,
	problems: Problems,
): ChartQuery | undefined {
	if (chart === undefined) return undefined;
	const [from, to] = (["from", "to"] as const).map((end) => {
		const column = readColumn(chart[end], kb, at(end), problems);
		if (column === undefined || column.kind === "metric") return column;
		problems.add("query-invalid", at(end), `"${chart[end]}" is not a metric.${suggestion(chart[end], kb.metrics.keys())}`);
		return undefined;
	});
	return from === undefined || to === undefined ? undefined : { kind: "change", where: [], doubtful: true, from, to };
}
