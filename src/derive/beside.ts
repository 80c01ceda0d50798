import type { Piece } from "../formula/formula.ts";
import { sameCondition } from "../model/conditions.ts";
import { conditionsText } from "../model/text.ts";
import type { DerivedValue, KnowledgeBase, Measurement, Metric, StudiedRecord } from "../model/types.ts";
import { numberText } from "../quantity/format.ts";
import { compared, type Held } from "./compared.ts";
import { recordPath } from "./paths.ts";
import type { Backward } from "./relations.ts";
import { facetConditions, termLabels, type ValueView, valueView } from "./values.ts";

type Value = Measurement | DerivedValue;

/** A record and its control, quantity by quantity. */
export interface BesideView {
	treated: { id: string; name: Piece[]; to: string; own: boolean };
	control: { id: string; name: Piece[]; to: string; own: boolean };
	rows: {
		metric: string;
		unit: string;
		/** The conditions that both were measured at. */
		conditions: string;
		treated: ValueView;
		control: ValueView;
		/** The first divided by the second, or their difference where they are shares; with the sign that says which. */
		change: string | undefined;
		/** Why there is none. */
		why: string | undefined;
	}[];
	/** Quantities that both have, but not at the same conditions. */
	apart: { metric: string; why: string }[];
}

/** A record beside each of its controls, or a control beside what it is the control of, where both have numbers. */
export function besides(record: StudiedRecord, others: Backward, kb: KnowledgeBase): BesideView[] {
	const controls = others("control_of", record.id);
	const treated = (record.relations.get("control_of") ?? []).flatMap((id) => kb.records.get(id) ?? []);
	const both = [...controls.map((control) => [record, control] as const), ...treated.map((one) => [one, record] as const)];
	const views = both.map(([one, control]) => ({
		treated: { id: one.id, name: one.pieces, to: recordPath(one.id, kb), own: one === record },
		control: { id: control.id, name: control.pieces, to: recordPath(control.id, kb), own: control === record },
		...pairs(one, control, kb),
	}));
	return views.filter(({ rows, apart }) => rows.length + apart.length > 0);
}

/** Two values, and the conditions in which they are held against each other. */
interface Pair {
	treated: Value;
	control: Value;
	/** Labels of conditions that both give, and give otherwise. */
	differs: string[];
	/** Labels of conditions that one of them gives. */
	once: string[];
}

function pairs(treated: StudiedRecord, control: StudiedRecord, kb: KnowledgeBase): Pick<BesideView, "rows" | "apart"> {
	const rows: BesideView["rows"] = [];
	const apart: BesideView["apart"] = [];
	for (const metric of kb.metrics.values()) {
		const mine = valuesWith(treated, metric);
		const other = valuesWith(control, metric);
		const best = mine.flatMap((value) => {
			const [first] = other
				.filter((one) => partOf(one) === partOf(value))
				.map((one) => held({ record: treated, value }, { record: control, value: one }, kb))
				.sort((a, b) => a.differs.length - b.differs.length || a.once.length - b.once.length);
			return first ?? [];
		});
		const alike = best.filter(({ differs }) => differs.length === 0);
		rows.push(...alike.map((pair) => rowOf(pair, treated, control, kb)));
		const [nearest] = best.sort((a, b) => a.differs.length - b.differs.length);
		if (alike.length === 0 && nearest !== undefined) apart.push({ metric: metric.label, why: `other ${nearest.differs.join(" and ")}` });
	}
	return { rows, apart };
}

/** What is computed from one value alone repeats it; what is no better either way says nothing of the two. */
function tellsMore({ derived, better }: Metric): boolean {
	return derived === undefined || (better !== undefined && Object.keys(derived.inputs).length > 1);
}

/** The reported values of a metric; where there are none, the computed ones that tell more than those. */
function valuesWith(record: StudiedRecord, metric: Metric): Value[] {
	const reported = record.measurements.filter((value) => value.metric === metric);
	return reported.length > 0 || !tellsMore(metric) ? reported : record.derived.filter((value) => value.metric === metric);
}

function partOf(value: Value): string {
	return value.kind === "derived"
		? ""
		: [value.of, value.relativeTo, value.nature === "measured" ? undefined : value.nature].filter(Boolean).join();
}

/**
 * All conditions count here: those that decide as the guard compares them, the others as they are given. Both sides are
 * of one study as a rule, so that what neither gives is not held against them.
 */
function held(treated: Held, control: Held, kb: KnowledgeBase): Pair {
	const [one, other] = [compared(treated, kb), compared(control, kb)];
	const differs: string[] = [];
	const once: string[] = [];
	for (const { id, label, decides } of kb.conditions.values()) {
		const [a, b] = [treated.value.conditions.get(id), control.value.conditions.get(id)];
		if (treated.value.metric.regardless.includes(id) || (a === undefined && b === undefined)) continue;
		if (a === undefined || b === undefined) once.push(label);
		else if (decides ? one.at[id]?.key !== other.at[id]?.key : !sameCondition(a, b)) differs.push(label);
	}
	return { treated: treated.value, control: control.value, differs, once };
}

function rowOf(pair: Pair, treated: StudiedRecord, control: StudiedRecord, kb: KnowledgeBase): BesideView["rows"][number] {
	const one = valueView(pair.treated, recordPath(treated.id, kb), kb);
	const shared = new Map(
		[...pair.treated.conditions].filter(
			([id]) => pair.control.conditions.has(id) && !facetConditions(kb).has(id) && !pair.treated.metric.at.has(id),
		),
	);
	return {
		metric: one.metric.label,
		unit: one.unit,
		conditions: conditionsText(shared, kb.conditions, termLabels(kb)),
		treated: one,
		control: valueView(pair.control, recordPath(control.id, kb), kb),
		...change(pair, treated.study === control.study),
	};
}

/** How the treated one stands to its control: only where nothing known is in the way. */
function change({ treated, control, once }: Pair, oneStudy: boolean): { change: string | undefined; why: string | undefined } {
	const none = (why: string) => ({ change: undefined, why });
	if (!oneStudy) return none("from two studies");
	if (once.length > 0) return none(`${once.join(" and ")} given for one only`);
	if (treated.doubt !== undefined || control.doubt !== undefined) return none("in doubt");
	const [a, b] = [treated.quantity, control.quantity];
	const exact = [a, b].every(({ qualifier }) => qualifier === "" || qualifier === "~");
	if (a.value === undefined || b.value === undefined || !exact) return none("no one number");
	const about = a.qualifier === "~" || b.qualifier === "~" ? "about " : "";
	if (treated.metric.unit === "%") {
		const points = a.value - b.value;
		const text = numberText(Math.abs(points).toFixed(Math.min(Math.max(a.decimals, b.decimals, 0), 2)));
		return { change: `${about}${points < 0 ? "−" : "+"}${text} points`, why: undefined };
	}
	if (b.value === 0 || a.value / b.value <= 0) return none("no factor");
	return { change: `${about}×\u202f${numberText(String(Number((a.value / b.value).toPrecision(2))))}`, why: undefined };
}
