import type { Column } from "../model/query.ts";
import { conditionsText } from "../model/text.ts";
import type { KnowledgeBase } from "../model/types.ts";
import { termLabels } from "./values.ts";

type MetricColumn = Extract<Column, { kind: "metric" }>;

/** Which of several values a column shows: "at the largest brewing time"; what it is asked for at: "3 min". */
export function whichValue({ at, by }: MetricColumn, kb: Pick<KnowledgeBase, "conditions" | "facets">): string {
	return by === undefined ? conditionsText(at, kb.conditions, termLabels(kb)) : `at the largest ${by.label}`;
}

/** A column's name in data: `caffeine_time_5`, `caffeine_at_largest_time`. */
export function dataName({ metric, at, by }: MetricColumn): string {
	const parts = [metric.id, ...[...at].map(([id, { text }]) => `${id} ${text}`), ...(by === undefined ? [] : [`at largest ${by.id}`])];
	return parts
		.join(" ")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "_")
		.replace(/_$/, "");
}
