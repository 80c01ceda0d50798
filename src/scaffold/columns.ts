import type { Condition, Facet, KnowledgeBase, Metric } from "../model/types.ts";
import { suggestion } from "../problem/nearest.ts";
import { isUnit, sameKind } from "../quantity/units.ts";
import { named, understandMetric } from "./choose.ts";
import type { Understood } from "./form.ts";
import { understandConditions } from "./measurement.ts";

/** What the cells of a column are. */
export type Column =
	| { is: Part }
	| { is: "facet"; facet: Facet }
	| { is: "condition"; condition: Condition; unit: string | undefined }
	| { is: "metric"; metric: Metric; unit: string | undefined; at: ReadonlyMap<string, string> };

type Part = keyof typeof parts;

/** Columns that every table may have, by the names that they may have. */
const parts = {
	name: ["name"],
	id: ["id"],
	aliases: ["aliases", "alias", "other names"],
	study: ["study", "doi", "key", "bibtex key", "reference", "paper"],
	in: ["in", "read in", "document"],
	place: ["place", "read at"],
	how: ["how"],
} as const;

/** Understands a column's head: `name`, `depth (m)`, `Flow (m^3/h) @ season=wet`. */
export function understandColumn(text: string, kb: KnowledgeBase): Understood<Column> {
	const { label, unit, conditions } = cut(text);
	const { record } = kb.site;
	const names = (part: Part) => (part === "name" ? [...parts[part], record.label, `${record.label} name`] : parts[part]);
	const all: { names: readonly string[]; column: Column }[] = [
		...partNames.map((part) => ({ names: names(part), column: { is: part } })),
		...[...kb.facets.values()].map((facet) => ({ names: [facet.id, facet.label, facet.plural], column: { is: "facet" as const, facet } })),
		...[...kb.conditions.values()].map((condition) => ({
			names: [condition.id, condition.label],
			column: { is: "condition" as const, condition, unit },
		})),
	];
	const metric = understandMetric(label, kb);
	if ("value" in metric) {
		const at = understandConditions(conditions, kb);
		const wrong = unit === undefined ? undefined : unitProblem(unit, metric.value.unit);
		if (!("value" in at)) return { wrong: at.wrong };
		return wrong === undefined ? { value: { is: "metric", metric: metric.value, unit, at: at.value } } : { wrong };
	}
	const { found } = named(label, all, (one) => one.names);
	if (found === undefined) {
		const known = [...all.flatMap((one) => one.names.slice(0, 1)), ...[...kb.metrics.values()].flatMap(({ id, label: own }) => [id, own])];
		return { wrong: `"${label}" is no part of a record, facet, condition or metric.${suggestion(label, known)}` };
	}
	if (found.column.is === "condition" && unit !== undefined) {
		const { condition } = found.column;
		const own = condition.unit ?? "1";
		const printed = condition.converts.map((one) => one.unit);
		const wrong = printed.includes(unit) ? undefined : unitProblem(unit, own);
		if (wrong !== undefined) return { wrong };
	}
	return { value: found.column };
}

const partNames: readonly Part[] = ["name", "id", "aliases", "study", "in", "place", "how"];

function unitProblem(unit: string, own: string): string | undefined {
	if (sameKind(unit, own)) return undefined;
	return isUnit(unit)
		? `"${unit}" cannot be converted to ${own === "1" ? "a plain number" : own}.`
		: `"${unit}" is not a unit that is known.${suggestion(unit, [own])}`;
}

/** Cuts a head into its name, its unit in brackets, and its conditions behind an @. */
function cut(text: string): { label: string; unit: string | undefined; conditions: string } {
	const [head = "", ...behind] = text.split("@");
	const [, label = head, unit] = /^(.*?)\s*[([]([^()[\]]+)[)\]]\s*$/.exec(head) ?? [];
	return { label: label.trim(), unit: unit?.trim(), conditions: behind.join("@").replace(/,(?=[^,=]*=)/g, ";") };
}
