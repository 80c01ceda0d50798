import { conditionText } from "../../model/text.ts";
import type { Condition, ConditionValue, DerivedValue, KnowledgeBase, Measurement, StudiedRecord } from "../../model/types.ts";
import { quantityText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import { compared, decidingConditions, type Held } from "../compared.ts";
import { type Relation, relate } from "../guard.ts";
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

/** Whether a value is sound and a number, not a bound: only then is it part of what a title says. */
export function counts({ doubt, quantity: { qualifier } }: Value): boolean {
	return doubt === undefined && (qualifier === "" || qualifier === "~");
}

/** What a chart's key says of bounds, where it draws one. */
export function boundsKey(values: readonly Value[]): string[] {
	return values.some(({ quantity: { qualifier } }) => qualifier !== "" && qualifier !== "~")
		? ["A value with < or > is a bound, drawn where it stands and not part of the finding."]
		: [];
}

/** A condition for readers, with the labels of terms. */
export function conditionLabel(value: ConditionValue, condition: Condition, kb: KnowledgeBase): string {
	return conditionText(value, condition, termLabels(kb));
}

/** The place of a condition's value on an axis: in the condition's unit, or the count. */
export function placeOn({ kind }: Condition, value: ConditionValue | undefined): number | undefined {
	return kind === "number" ? value?.normal : value?.value;
}

/** How two values of one record, or of one study, stand to each other. */
export function relationOf(a: Held, b: Held, kb: KnowledgeBase): Relation {
	return relate(compared(a, kb), compared(b, kb), decidingConditions(kb));
}

/** The conditions that decide whether values can be compared. */
export function deciding(kb: KnowledgeBase): Condition[] {
	return [...kb.conditions.values()].filter(({ decides }) => decides);
}

/** "1 tea", "2 teas". */
export function countOf(count: number, { site }: Pick<KnowledgeBase, "site">): string {
	return `${count} ${count === 1 ? site.record.label : site.record.plural}`;
}
