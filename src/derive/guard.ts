import { sameCondition } from "../model/conditions.ts";
import { conditionText } from "../model/text.ts";
import type { Condition, ConditionValue, DerivedValue, KnowledgeBase, Measurement } from "../model/types.ts";
import { termLabels } from "./values.ts";

/**
 * Says in one line what keeps some values from being compared: which deciding conditions differ, which are not given
 * for all, which for none. "" where every deciding condition is known and the same.
 */
export function guard(values: readonly (Measurement | DerivedValue)[], kb: KnowledgeBase): string {
	if (values.length < 2) return "";
	const deciding = [...kb.conditions.values()].filter(({ decides }) => decides);
	const parts: string[] = [];
	const never: string[] = [];
	for (const condition of deciding) {
		const known = values.flatMap((value) => value.conditions.get(condition.id) ?? []);
		if (known.length === 0) {
			never.push(condition.label);
			continue;
		}
		const distinct = known.filter((value, index) => known.findIndex((other) => sameCondition(other, value)) === index);
		const missing = known.length === values.length ? "" : ` (not given for ${values.length - known.length} of ${values.length})`;
		if (distinct.length > 1) parts.push(`${condition.label} ${spread(distinct, condition, kb)}${missing}`);
		else if (missing !== "") parts.push(`${condition.label}${missing}`);
	}
	const differing = parts.length === 0 ? "" : `Not measured alike: ${parts.join("; ")}.`;
	const unknown = never.length === 0 ? "" : `Not given for any: ${never.join(", ")}.`;
	return [differing, unknown].filter(Boolean).join(" ");
}

function spread(values: readonly ConditionValue[], condition: Condition, kb: KnowledgeBase): string {
	const text = (value: ConditionValue) => conditionText(value, condition, termLabels(kb));
	if (condition.kind === "count") {
		const numbers = values.map(({ value }) => value ?? 0);
		return `${Math.min(...numbers)}–${Math.max(...numbers)}`;
	}
	const sorted = [...values].sort((a, b) => (a.normal ?? Number.POSITIVE_INFINITY) - (b.normal ?? Number.POSITIVE_INFINITY));
	const list = sorted.map(text);
	return list.length <= 6 ? `${list.slice(0, -1).join(", ")} and ${list.at(-1)}` : `of ${list.length} kinds`;
}
