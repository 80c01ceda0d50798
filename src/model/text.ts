import { unitText } from "../quantity/format.ts";
import type { Condition, Conditions, ConditionValue } from "./types.ts";

/** A condition's value for readers: a term by its label, a count with its name, a number with its unit. */
export function conditionText(value: ConditionValue, condition: Condition, labels?: (term: string) => string | undefined): string {
	if (condition.kind === "term")
		return condition.terms?.find(({ id }) => id === value.term)?.label ?? labels?.(value.term ?? "") ?? value.text;
	if (condition.kind === "count") return `${condition.label} ${value.text}`;
	if (condition.kind === "number" && value.unit !== undefined && value.text.endsWith(value.unit)) {
		const number = value.text.slice(0, -value.unit.length).trim();
		// A multiple of a field (0.5C) stands as the source has it; a unit has its space.
		const isMultiple = condition.converts.some(({ unit, field }) => unit === value.unit && field.unit === condition.unit);
		return isMultiple && !/\s/.test(value.text) ? value.text : `${number}\u202f${isMultiple ? value.unit : unitText(value.unit)}`;
	}
	return value.text;
}

/** All conditions in their declared order, in a line. */
export function conditionsText(
	conditions: Conditions,
	declared: ReadonlyMap<string, Condition>,
	labels?: (term: string) => string | undefined,
): string {
	return [...declared.values()]
		.flatMap((condition) =>
			conditions.has(condition.id) ? [conditionText(conditions.get(condition.id) ?? { text: "" }, condition, labels)] : [],
		)
		.join(", ");
}
