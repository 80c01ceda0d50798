import { suggestion } from "../problem/nearest.ts";
import { type Place, type Problems, within } from "../problem/problem.ts";
import type { ComponentUse } from "../read/component.ts";
import { type Column, readColumn } from "./query.ts";
import type { Facet, KnowledgeBase, Page } from "./types.ts";

type Declared = Pick<KnowledgeBase, "metrics" | "conditions" | "facets">;
type MetricColumn = Extract<Column, { kind: "metric" }>;

/** How the rows of a table stand. */
export interface Arrangement {
	group: { kind: "study" } | { kind: "facet"; facet: Facet } | { kind: "tiers"; column: MetricColumn } | undefined;
	order: { kind: "name" } | { kind: "value"; column: MetricColumn; within: "study" | "all" } | undefined;
}

/** Reads the attributes `group` and `order`. What they name and does not exist becomes a problem. */
export function readArrangement(
	{ group, order }: Readonly<Record<string, string>>,
	declared: Declared,
	at: (attribute: string) => Place,
	problems: Problems,
): Arrangement {
	const by = group === undefined ? undefined : readColumn(group, declared, within(at("group"), 0, group.length), problems);
	const result: Arrangement = {
		group: by?.kind === "metric" ? { kind: "tiers", column: by } : by,
		order: order === "name" ? { kind: "name" } : undefined,
	};
	if (order === undefined || order === "name") return result;
	const column = readColumn(order, declared, within(at("order"), 0, order.length), problems);
	if (column?.kind === "metric") result.order = { kind: "value", column, within: order === group ? "all" : "study" };
	else if (column !== undefined)
		problems.add(
			"query-invalid",
			within(at("order"), 0, order.length),
			`A table cannot be ordered by "${order}". Write name, or a metric.${suggestion(order, ["name", ...declared.metrics.keys()])}`,
		);
	return result;
}

/** The tables of a page, in order. */
export function tablesOf(page: Pick<Page, "parsed">): ComponentUse[] {
	return page.parsed.uses.filter((use) => use.kind === "component").filter(({ name }) => name === "ComparisonTable");
}
