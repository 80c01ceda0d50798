import { z } from "astro/zod";
import { elementsOf } from "../formula/formula.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Problems, Thing } from "../problem/problem.ts";
import { combine, isUnit, parseFormula, sameKind } from "../quantity/units.ts";
import { validate } from "../read/validate.ts";
import type { Yaml } from "../read/yaml.ts";
import { conditionsSchema } from "../schema/condition.ts";
import { metricsSchema } from "../schema/metric.ts";
import { vocabularySchema } from "../schema/vocabulary.ts";
import { over, readConditions, written } from "./conditions.ts";
import type { Condition, Conditions, Facet, Metric, Term } from "./types.ts";

/** Notes which of the things that a list declares could not be read, so that naming them is no further mistake. */
function noteUnread(
	thing: Thing,
	declared: readonly string[] | undefined,
	read: ReadonlyMap<string, unknown>,
	problems: Problems,
	prefix = "",
): void {
	if (declared === undefined) problems.unread(thing);
	for (const id of declared ?? []) if (!read.has(id)) problems.unread(thing, `${prefix}${id}`);
}

/** The ids that a file declares in a list, sound or not; nothing where one of them cannot be made out. */
function declaredIds(yaml: Yaml, list: string): string[] | undefined {
	const things = z.looseObject({ [list]: z.array(z.looseObject({ id: z.string() })) }).safeParse(yaml.data);
	return things.success ? things.data[list]?.map(({ id }) => id) : undefined;
}

/** Reads `conditions.yaml`. */
export function readConditionDeclarations(yaml: Yaml | undefined, facets: Map<string, Facet>, problems: Problems): Map<string, Condition> {
	const conditions = new Map<string, Condition>();
	const ids = yaml && declaredIds(yaml, "conditions");
	const data = yaml && validate(conditionsSchema, yaml, problems);
	if (yaml === undefined || data === undefined) {
		problems.unread("condition");
		problems.unread("field");
		return conditions;
	}
	for (const [index, condition] of data.conditions.entries()) {
		const path = ["conditions", index];
		if (conditions.has(condition.id))
			problems.add("duplicate-id", yaml.place([...path, "id"]), `There is already a condition "${condition.id}". Rename one of them.`);
		if (condition.unit !== undefined && !isUnit(condition.unit))
			problems.add("unknown-unit", yaml.place([...path, "unit"]), `"${condition.unit}" is not a unit.`);
		if (condition.facet !== undefined && !facets.has(condition.facet) && !problems.isUnread("facet", condition.facet))
			problems.add(
				"unknown-facet",
				yaml.place([...path, "facet"]),
				`"${condition.facet}" is not a facet.${suggestion(condition.facet, facets.keys())}`,
			);
		for (const [number, conversion] of condition.converts.entries()) {
			const at = yaml.place([...path, "converts", number, "field", "unit"]);
			const own = condition.unit ?? "1";
			if (isUnit(own) && converts(conversion, own)) continue;
			problems.unread("field", conversion.by);
			if (!isUnit(conversion.field.unit)) problems.add("unknown-unit", at, `"${conversion.field.unit}" is not a unit.`);
			else if (isUnit(own))
				problems.add("unknown-unit", at, `${conversion.unit} and ${conversion.field.unit} do not make ${own} when you ${conversion.how}.`);
		}
		conditions.set(condition.id, condition);
	}
	noteUnread("condition", ids, conditions, problems);
	return conditions;
}

/** Whether a conversion leads to a unit: a multiple of a field in that unit, or a quantity that the field turns into it. */
function converts({ unit, how, field }: Condition["converts"][number], own: string): boolean {
	if (sameKind(field.unit, own)) return true;
	try {
		combine({ value: 1, unit }, how, { value: 1, unit: field.unit }, own);
		return true;
	} catch {
		return false;
	}
}

/** Reads `metrics.yaml`. */
export function readMetrics(
	yaml: Yaml | undefined,
	conditions: Map<string, Condition>,
	facets: Map<string, Facet>,
	problems: Problems,
): Map<string, Metric> {
	const metrics = new Map<string, Metric>();
	const ids = yaml && declaredIds(yaml, "metrics");
	const data = yaml && validate(metricsSchema, yaml, problems);
	if (yaml === undefined || data === undefined) {
		problems.unread("metric");
		return metrics;
	}
	const context = { conditions, facets, fields: new Map(), problems };
	for (const [index, metric] of data.metrics.entries()) {
		const path = ["metrics", index];
		if (metrics.has(metric.id))
			problems.add("duplicate-id", yaml.place([...path, "id"]), `There is already a metric "${metric.id}". Rename one of them.`);
		if (!isUnit(metric.unit)) {
			problems.add("unknown-unit", yaml.place([...path, "unit"]), `"${metric.unit}" is not a unit.`);
			continue;
		}
		const named: [string, (string | number)[]][] = [
			...metric.needs.map((id, number): [string, (string | number)[]] => [id, [...path, "needs", number]]),
			...metric.regardless.map((id, number): [string, (string | number)[]] => [id, [...path, "regardless", number]]),
			...(metric.trend === undefined ? [] : [[metric.trend.over, [...path, "trend", "over"]] satisfies [string, (string | number)[]]]),
			...(metric.derived?.same ?? []).map((id, number): [string, (string | number)[]] => [id, [...path, "derived", "same", number]]),
		];
		for (const [id, at] of named)
			if (!conditions.has(id) && !problems.isUnread("condition", id))
				problems.add("unknown-condition", yaml.place(at), `"${id}" is not a declared condition.${suggestion(id, conditions.keys())}`);
		const conditionsAt = (given: Record<string, unknown>, below: (string | number)[]) =>
			over(new Map(), readConditions(given, written(yaml, below), context));
		const except = conditionsAt(metric.derived?.except ?? {}, [...path, "derived", "except"]);
		metrics.set(metric.id, {
			...metric,
			at: conditionsAt(metric.at, [...path, "at"]),
			needs: metric.needs.filter((id) => conditions.has(id)),
			derived: readDerived(
				metric.derived,
				except,
				[...path, "derived"],
				ids ?? data.metrics.map(({ id }) => id),
				conditions,
				yaml,
				problems,
			),
		});
	}
	noteUnread("metric", ids, metrics, problems);
	return metrics;
}

type Declared = z.output<typeof metricsSchema>["metrics"][number]["derived"];

function readDerived(
	derived: Declared,
	except: Conditions,
	path: PropertyKey[],
	metrics: string[],
	conditions: Map<string, Condition>,
	yaml: Yaml,
	problems: Problems,
): Metric["derived"] {
	if (derived === undefined) return undefined;
	const inputs = Object.keys(derived.inputs);
	for (const [name, id] of Object.entries(derived.inputs)) {
		if (!metrics.includes(id))
			problems.add("unknown-metric", yaml.place([...path, "inputs", name]), `"${id}" is not a declared metric.${suggestion(id, metrics)}`);
	}
	if (!inputs.includes(derived.at))
		problems.add(
			"formula-invalid",
			yaml.place([...path, "at"]),
			`"${derived.at}" is not one of the inputs.${suggestion(derived.at, inputs)}`,
		);
	try {
		const formula = parseFormula(derived.formula);
		const names = [...inputs, ...inputs.flatMap((input) => [...conditions.keys()].map((id) => `${input}_${id.replaceAll("-", "_")}`))];
		for (const name of formula.names) {
			if (!names.includes(name) && !problems.isUnread("condition"))
				problems.add("formula-invalid", yaml.place([...path, "formula"]), `"${name}" is not one of the inputs.${suggestion(name, names)}`);
		}
		return { ...derived, except, text: derived.formula, formula };
	} catch (error) {
		problems.add(
			"formula-invalid",
			yaml.place([...path, "formula"]),
			`The formula cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
		);
		return undefined;
	}
}

/** Reads one file of the vocabulary. */
export function readFacet(id: string, yaml: Yaml | undefined, problems: Problems): Facet | undefined {
	const declared = yaml && declaredIds(yaml, "terms");
	const data = yaml && validate(vocabularySchema, yaml, problems);
	if (yaml === undefined || data === undefined) {
		problems.unread("facet", id);
		return undefined;
	}
	const terms = new Map<string, Term>();
	const ids = declared ?? data.terms.map((term) => term.id);
	for (const [index, term] of data.terms.entries()) {
		const path = ["terms", index];
		if (terms.has(term.id))
			problems.add("duplicate-id", yaml.place([...path, "id"]), `There is already a term "${term.id}" in this facet. Rename one of them.`);
		if (term.parent !== undefined && (!ids.includes(term.parent) || above(term.id, data.terms).has(term.id))) {
			problems.add(
				"unknown-term",
				yaml.place([...path, "parent"]),
				ids.includes(term.parent)
					? `"${term.id}" would stand below itself.`
					: `"${term.parent}" is not a term of this facet.${suggestion(term.parent, ids)}`,
			);
		}
		terms.set(term.id, {
			...term,
			facet: id,
			elements: term.formula === undefined ? [] : elementsOf(term.formula),
			path: `/${data.address}/${term.id}/`,
			place: yaml.place([...path, "id"]),
		});
	}
	noteUnread("term", declared, terms, problems, `${id}/`);
	for (const term of declared ?? []) if (!terms.has(term)) problems.unread("address", `/${data.address}/${term}/`);
	return { id, label: data.label, plural: data.plural, address: data.address, terms, place: yaml.place(["address"]) };
}

/** All terms above one; with itself among them where the parents go round. */
function above(id: string, terms: readonly { id: string; parent?: string | undefined }[]): Set<string> {
	const found = new Set<string>();
	for (
		let parent = terms.find((term) => term.id === id)?.parent;
		parent !== undefined && !found.has(parent);
		parent = terms.find((term) => term.id === parent)?.parent
	)
		found.add(parent);
	return found;
}
