import type { Condition, Conditions, ConditionValue, KnowledgeBase } from "../../model/types.ts";
import { type Column, rounded } from "./table.ts";

/** A column's name: an id with underscores. */
export function columnName(id: string): string {
	return id.replaceAll("-", "_");
}

/** The columns of each declared condition, in its order: its value, its unit, and its value in the declared unit. */
export function conditionColumns<T>(kb: KnowledgeBase, of: (row: T) => Conditions): Column<T>[] {
	return [...kb.conditions.values()].flatMap((condition) => columnsOf<T>(condition, (row) => of(row).get(condition.id), kb));
}

function columnsOf<T>(condition: Condition, value: (row: T) => ConditionValue | undefined, kb: KnowledgeBase): Column<T>[] {
	const { label } = condition;
	const name = columnName(condition.id);
	switch (condition.kind) {
		case "text":
			return [{ name, type: "string", description: `Condition: ${label}, in words.`, value: (row) => value(row)?.text }];
		case "term":
			return [
				{
					name,
					type: "string",
					description: `Condition: ${label}.${condition.facet === undefined ? "" : ` A term of the facet ${condition.facet}.`}`,
					constraints: { enum: termsOf(condition, kb) },
					value: (row) => value(row)?.term,
				},
			];
		case "count":
			return [
				{ name, type: "integer", description: `Condition: ${label}. Of a span, its end.`, value: (row) => value(row)?.value },
				{
					name: `${name}_from`,
					type: "integer",
					description: `Where a span of ${label} begins.`,
					value: (row) => value(row)?.from,
				},
			];
		case "number":
			return numberColumns(name, condition, value);
	}
}

function numberColumns<T>(name: string, condition: Condition, value: (row: T) => ConditionValue | undefined): Column<T>[] {
	const { label, unit = "1", converts } = condition;
	const plain = unit === "1";
	const columns: Column<T>[] = [
		{
			name,
			type: "number",
			description: `Condition: ${label}, as printed${plain ? "" : `, in the unit of ${name}_unit`}. Empty for a span or a bound: see conditions.`,
			value: (row) => rounded(oneNumber(value(row))),
		},
	];
	if (!plain)
		columns.push({
			name: `${name}_unit`,
			type: "string",
			description: `The unit in which ${label} is printed.`,
			value: (row) => value(row)?.unit,
		});
	if (converts.length > 0)
		columns.push({
			name: `${name}_${unit.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`,
			type: "number",
			unit,
			description: `${label} in ${unit}, where it is printed so or the record lets it be converted.`,
			value: (row) => rounded(value(row)?.normal),
		});
	return columns;
}

/** A span or a bound is no one number. */
function oneNumber(value: ConditionValue | undefined): number | undefined {
	return value === undefined || value.from !== undefined || /^\s*[<>≤≥]/.test(value.text) ? undefined : value.value;
}

function termsOf(condition: Condition, kb: KnowledgeBase): string[] {
	const facet = condition.facet === undefined ? undefined : kb.facets.get(condition.facet);
	return facet === undefined ? (condition.terms ?? []).map(({ id }) => id) : [...facet.terms.keys()];
}

/** All conditions as given, in their declared order, in the form in which pages ask for them: `time=~3 min; basis=dry`. */
export function conditionsAsGiven(conditions: Conditions | undefined, kb: KnowledgeBase): string | undefined {
	if (conditions === undefined) return undefined;
	return [...kb.conditions.keys()].flatMap((id) => (conditions.has(id) ? [`${id}=${conditions.get(id)?.text}`] : [])).join("; ");
}
