import type { Column } from "../model/query.ts";

type MetricColumn = Extract<Column, { kind: "metric" }>;

/** Which of several values a column shows: "at the largest brewing time"; what it is asked for at: "3 min". */
export function whichValue({ at, by }: MetricColumn): string {
	if (by !== undefined) return `at the largest ${by.label}`;
	return [...at].map(([id, { text }]) => `${id} ${text}`).join(", ");
}

/** A column's name in data: `share_time_3_min`, `caffeine_at_largest_infusion`. */
export function dataName({ metric, at, by }: MetricColumn): string {
	const parts = [metric.id, ...[...at].map(([id, { text }]) => `${id} ${text}`), ...(by === undefined ? [] : [`at largest ${by.id}`])];
	return parts
		.join(" ")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "_")
		.replace(/_$/, "");
}
