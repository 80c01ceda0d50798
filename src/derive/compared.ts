import { sameCondition } from "../model/conditions.ts";
import { conditionText } from "../model/text.ts";
import type { Condition, ConditionValue, DerivedValue, KnowledgeBase, Measurement, StudiedRecord, Term } from "../model/types.ts";
import { numberText, unitText } from "../quantity/format.ts";
import { type Compared, type Deciding, guardLine, type Stated } from "./guard.ts";
import { termLabels } from "./values.ts";

type Declared = Pick<KnowledgeBase, "conditions" | "facets">;

/** A value and the record that it belongs to. */
export interface Held {
	record: Pick<StudiedRecord, "id" | "study">;
	value: Measurement | DerivedValue;
}

/** The conditions that decide, as the guard needs them. */
export function decidingConditions({ conditions }: Pick<KnowledgeBase, "conditions">): Deciding[] {
	return [...conditions.values()]
		.filter(({ decides }) => decides)
		.map(({ id, label, kind, unit = "1", facet }) => ({ id, label, kind, unit: unitText(unit), facet: facet !== undefined }));
}

/** A value as the guard sees it. */
export function compared({ record, value }: Held, kb: Declared): Compared {
	const at: Record<string, Stated> = {};
	const settled: string[] = [...value.metric.regardless];
	for (const condition of kb.conditions.values()) {
		const given = value.conditions.get(condition.id);
		if (!condition.decides || given === undefined) continue;
		if (sameCondition(given, value.metric.at.get(condition.id))) settled.push(condition.id);
		else at[condition.id] = stated(given, condition, kb);
	}
	return { row: record.id, study: record.study, at, settled };
}

/** The guard's line for some values: what differs between their records. */
export function guardOf(held: readonly Held[], kb: Declared): string {
	return guardLine(
		held.map((one) => compared(one, kb)),
		decidingConditions(kb),
	);
}

function stated(given: ConditionValue, condition: Condition, kb: Declared): Stated {
	const text = conditionText(given, condition, termLabels(kb));
	if (given.unconverted !== undefined) return { key: given.text, text, unconverted: true };
	if (given.normal !== undefined) {
		const number = Number(given.normal.toPrecision(9));
		const unit = unitText(condition.unit ?? "1");
		return { key: String(number), text: `${numberText(String(number))}${unit === "" ? "" : `\u202f${unit}`}`, number };
	}
	if (condition.kind === "count" && given.value !== undefined) return { key: given.text, text, number: given.value };
	const top = condition.compare === "class" ? classOf(given, condition, kb) : undefined;
	return top === undefined ? { key: given.term ?? given.text, text } : { key: top.id, text: top.label };
}

/** The term above all others of a condition's value. */
function classOf({ term: id = "" }: ConditionValue, { facet: name = "" }: Condition, { facets }: Declared): Term | undefined {
	const facet = facets.get(name);
	let term = facet?.terms.get(id);
	while (term?.parent !== undefined) term = facet?.terms.get(term.parent);
	return term;
}
