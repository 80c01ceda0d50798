import { Problems } from "../problem/problem.ts";
import { readAt, valuesOf } from "./query.ts";
import type { KnowledgeBase, Page } from "./types.ts";

type Declared = Pick<KnowledgeBase, "metrics" | "conditions" | "facets" | "records">;

/**
 * Reports numbers that are typed in a page with the unit of a metric, or counted in a condition (3 infusions): a record
 * should hold them, so that text and data cannot drift apart. What a <Value> of the page was measured at is right as it is.
 */
export function reportPlainNumbers(pages: readonly Page[], declared: Declared, problems: Problems): void {
	const { metrics, conditions } = declared;
	const units = [...new Set([...metrics.values()].map(({ unit }) => unit).filter((unit) => unit !== "1"))];
	const counts = [...conditions.values()].filter(({ kind }) => kind === "count").map(({ label }) => `${label}s`);
	const spelled = [...units, ...units.map((unit) => unit.replace(/^um$/, "µm").replace("^2", "²")), ...counts].sort(
		(a, b) => b.length - a.length,
	);
	if (spelled.length === 0) return;
	const escaped = spelled.map((unit) => unit.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|");
	const pattern = new RegExp(
		`(?<![\\p{L}\\p{N}.])(?<number>\\d[\\d \\u202f]*(?:[.,–-]\\d+)*)[ \\u202f\\u00a0]?(?<unit>${escaped})(?![\\p{L}\\p{N}/])`,
		"gu",
	);
	for (const page of pages) {
		const reached = reachedIn(page, declared);
		for (const { value, place } of page.parsed.texts) {
			for (const match of value.matchAll(pattern)) {
				const { number = "", unit = "" } = match.groups ?? {};
				if (reached.has(counts.includes(unit) ? number.trim() : match[0].replace(/[ \u202f\u00a0]+/g, " "))) continue;
				problems.add(
					"plain-number",
					place(match.index, match[0].length),
					`"${match[0]}" is typed. Take it from a record with <Value …/>, or write <Fact>${match[0]}</Fact> where it is no measurement.`,
				);
			}
		}
	}
}

/** The counts and numbers that the values shown by a page's <Value> components were measured at, as written. */
function reachedIn(page: Page, declared: Declared): Set<string> {
	const found = new Set<string>();
	for (const use of page.parsed.uses) {
		if (use.kind !== "component" || use.name !== "Value") continue;
		const record = declared.records.get(use.attributes.of ?? "");
		const metric = declared.metrics.get(use.attributes.metric ?? "");
		if (record === undefined || metric === undefined) continue;
		for (const value of valuesOf(record, metric, readAt(use.attributes.at ?? "", declared, use.place, new Problems()))) {
			for (const [id, { text }] of value.conditions)
				if (["count", "number"].includes(declared.conditions.get(id)?.kind ?? "")) found.add(text);
		}
	}
	return found;
}
