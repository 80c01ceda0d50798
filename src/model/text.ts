import { unitText } from "../quantity/format.ts";
import type { Condition, Conditions, ConditionValue } from "./types.ts";

/** A condition's value for readers: a term by its label, a count with its name, a number with its unit. */
export function conditionText(value: ConditionValue, condition: Condition, labels?: (term: string) => string | undefined): string {
	if (condition.kind === "term")
		return condition.terms?.find(({ id }) => id === value.term)?.label ?? labels?.(value.term ?? "") ?? value.text;
	if (condition.kind === "count") return `${condition.label} ${value.text}`;
	if (condition.kind === "number" && value.unit !== undefined && value.text.endsWith(value.unit)) {
		const number = value.text.slice(0, -value.unit.length).trim();
		const unit = condition.converts.some((conversion) => conversion.unit === value.unit && /^\w$/.test(conversion.unit))
			? value.unit
			: `\u202f${unitText(value.unit)}`;
		return `${number}${unit}`;
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
