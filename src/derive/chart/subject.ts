import { sameCondition } from "../../model/conditions.ts";
import { withNarrower } from "../../model/query.ts";
import { conditionText } from "../../model/text.ts";
import type { Condition, Conditions, ConditionValue, DerivedValue, KnowledgeBase, Measurement, StudiedRecord } from "../../model/types.ts";
import { quantityText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import { recordPath } from "../paths.ts";
import { groupOf } from "../table.ts";
import { facetConditions, shownConditions, termLabels } from "../values.ts";
import type { ChartCell, Point, Subject } from "./view.ts";

export type Value = Measurement | DerivedValue;

/** A record as charts show it. */
export function subjectOf(record: StudiedRecord, kb: KnowledgeBase): Subject {
	return { id: record.id, name: record.name, pieces: record.pieces, to: recordPath(record.id, kb), group: groupOf(record, kb) };
}

/** A value as charts show it. */
export function pointOf(value: Value, kb: KnowledgeBase): Point {
	return {
		value: central(value.quantity),
		text: quantityText(value.quantity),
		conditions: shownConditions(value, kb, facetConditions(kb)),
	};
}

/** A value in the data behind a chart. */
export function valueCell({ quantity }: Pick<Value, "quantity">): ChartCell {
	return { text: quantityText(quantity), data: Number(central(quantity).toPrecision(12)), qualifier: quantity.qualifier };
}

/** A condition for readers, with the labels of terms. */
export function conditionLabel(value: ConditionValue, condition: Condition, kb: KnowledgeBase): string {
	return conditionText(value, condition, termLabels(kb));
}

/** The place of a condition's value on an axis: in the condition's unit, or the count. */
export function placeOn({ kind }: Condition, value: ConditionValue | undefined): number | undefined {
	return kind === "number" ? value?.normal : value?.value;
}

/** The deciding conditions that are known for both and differ; of terms, one within the other does not. */
export function differing(a: Conditions, b: Conditions, kb: KnowledgeBase): Condition[] {
	return deciding(kb).filter((condition) => {
		const [one, other] = [a.get(condition.id), b.get(condition.id)];
		return one !== undefined && other !== undefined && !sameCondition(one, other) && !isWithin(one, other, condition, kb);
	});
}

/** The deciding conditions that are not known for both. */
export function unknownIn(a: Conditions, b: Conditions, kb: KnowledgeBase): Condition[] {
	return deciding(kb).filter(({ id }) => !a.has(id) || !b.has(id));
}

/** The conditions that decide whether values can be compared. */
export function deciding(kb: KnowledgeBase): Condition[] {
	return [...kb.conditions.values()].filter(({ decides }) => decides);
}

function isWithin(a: ConditionValue, b: ConditionValue, condition: Condition, kb: KnowledgeBase): boolean {
	const facet = kb.facets.get(condition.facet ?? "");
	const [one, other] = [facet?.terms.get(a.term ?? ""), facet?.terms.get(b.term ?? "")];
	if (facet === undefined || one === undefined || other === undefined) return false;
	return withNarrower(one, facet).has(other.id) || withNarrower(other, facet).has(one.id);
}

/** "1 tea", "2 teas". */
export function countOf(count: number, { site }: Pick<KnowledgeBase, "site">): string {
	return `${count} ${count === 1 ? site.record.label : site.record.plural}`;
}
