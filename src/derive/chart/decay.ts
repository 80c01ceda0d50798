import type { ChartQuery } from "../../model/chart.ts";
import { sameCondition } from "../../model/conditions.ts";
import { select, standsApart } from "../../model/query.ts";
import type { KnowledgeBase, StudiedRecord } from "../../model/types.ts";
import { fixed, unitText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import type { Made } from "./chart.ts";
import { chosen } from "./drawn.ts";
import { boundsKey, conditionLabel, countOf, counts, pointOf, subjectOf, type Value, valueCell } from "./subject.ts";
import type { Point, Subject } from "./view.ts";

/** What is left of a record's whole after a count. */
export interface Remainder extends Subject {
	point: Point;
	/** The count. */
	at: number;
	/** The count with its condition's name. */
	reached: string;
	/** The mean loss per step, in per cent. */
	loss: number;
	/** Whether a document reports it, or it was computed here. */
	reported: boolean;
	doubt: string | undefined;
}

export interface DecayPicture {
	kind: "decay";
	unit: string;
	/** What the two axes are named. */
	label: string;
	over: string;
	/** The value and the count where nothing is lost yet. */
	whole: number;
	start: number;
	remainders: Remainder[];
}

interface Found {
	record: StudiedRecord;
	value: Value;
	at: number;
}

/** So many marks have room for a name each. */
const mostMarks = 30;

/**
 * What is left of a whole over a count. A value that is lost in equal shares per step falls as whole · (1 − f)^n: on a
 * logarithmic axis a straight line. Computed values stand where no document reports one at the same count.
 */
export function decayChart(query: Extract<ChartQuery, { kind: "decay" }>, kb: KnowledgeBase): Made {
	const { where, metric: column, over, start, doubtful } = query;
	const whole = column.metric.unit === "%" ? 100 : 1;
	const records = select(kb.records.values(), where);
	const all = records.flatMap((record): Found[] => {
		const fits = (value: Value) =>
			value.metric.id === column.metric.id &&
			!standsApart(value, column.at, kb) &&
			[...column.at].every(([id, wanted]) => sameCondition(value.conditions.get(id), wanted));
		const reported = record.measurements.filter(fits);
		const computed = record.derived
			.filter(fits)
			.filter(({ conditions }) => !reported.some((other) => sameCondition(other.conditions.get(over.id), conditions.get(over.id))));
		return [...reported, ...computed].flatMap((value) => {
			const at = value.conditions.get(over.id)?.value;
			return at === undefined || at <= start ? [] : [{ record, value, at }];
		});
	});
	const fit = all.filter(({ value }) => doubtful || value.doubt === undefined);
	const lossOf = ({ value, at }: Found) => lossPerStep(central(value.quantity) / whole, at - start);
	const { drawn, cut } = chosen(fit, {
		most: mostMarks,
		what: "values",
		by: "the least to the largest mean loss",
		rank: lossOf,
		name: ({ record, at }) => `${record.id} ${at}`,
		counts: ({ value }) => counts(value),
	});
	const isDrawn = new Set(drawn);
	const unit = unitText(column.metric.unit);
	const remainderOf = (one: Found): Remainder => {
		const { record, value, at } = one;
		const reached = value.conditions.get(over.id);
		return {
			...subjectOf(record, kb),
			point: pointOf(value, kb),
			at,
			reached: reached === undefined ? "" : conditionLabel(reached, over, kb),
			loss: lossOf(one),
			reported: value.kind === "reported",
			doubt: value.doubt,
		};
	};
	const remainders = drawn.map(remainderOf);
	const sound = fit.filter(({ value }) => counts(value)).map((one) => ({ id: one.record.id, loss: lossOf(one) }));
	return {
		title: finding(sound, over.label, column.metric.better !== "lower", kb),
		subtitle: `${column.metric.label}, ${unit}, against ${over.label}; logarithmic, so that an equal loss per ${over.label} is a straight line`,
		key: [
			...(remainders.some(({ reported }) => !reported) ? ["Filled mark: reported; hollow: computed here."] : []),
			...(remainders.some(({ doubt }) => doubt !== undefined) ? ["Faint and ?: doubtful, not part of the finding."] : []),
			...boundsKey(drawn.map(({ value }) => value)),
		],
		picture: { kind: "decay", unit, label: column.metric.label, over: over.label, whole, start, remainders },
		cut,
		table: {
			columns: [
				{ id: "value", label: column.metric.label, unit: column.metric.unit, numeric: true },
				{ id: over.id.replaceAll("-", "_"), label: over.label, unit: "", numeric: true },
				{ id: "loss_per_step", label: `mean loss per ${over.label}`, unit: "%", numeric: true },
				{ id: "kind", label: "kind", unit: "", numeric: false },
				{ id: "conditions", label: "at", unit: "", numeric: false },
				{ id: "remarks", label: "remarks", unit: "", numeric: false },
			],
			rows: fit.map((one) => {
				const { record, value, at } = one;
				return {
					id: record.id,
					name: record.pieces,
					to: subjectOf(record, kb).to,
					study: record.study,
					drawn: isDrawn.has(one),
					cells: [
						valueCell(value),
						{ text: String(at), data: at },
						{ text: fixed(lossOf(one), 3), data: Number(lossOf(one).toPrecision(4)) },
						{ text: value.kind === "reported" ? "reported" : "computed here" },
						{ text: pointOf(value, kb).conditions },
						{ text: value.doubt === undefined ? "" : `doubtful: ${value.doubt}` },
					],
				};
			}),
		},
		compared: fit.filter(({ value }) => value.doubt === undefined),
		shown: drawn.map(({ record, value }) => ({ record, value })),
		groups: remainders.map(({ group }) => group),
		left: [
			{
				why: "not given",
				records: records.filter((record) => !all.some((one) => one.record === record)).map((record) => subjectOf(record, kb)),
			},
			{
				why: "doubtful",
				records: all.filter((one) => !doubtful && one.value.doubt !== undefined).map(({ record }) => subjectOf(record, kb)),
			},
		],
	};
}

/** The loss f that, the same in every step, leaves a share: share = (1 − f)^steps. In per cent; below zero it grew. */
function lossPerStep(share: number, steps: number): number {
	return 100 * (1 - share ** (1 / steps));
}

/** "The mean loss per infusion differs 200-fold, from 0.004 to 0.8 %; 1 tea gained." */
function finding(sound: readonly Pick<Remainder, "id" | "loss">[], over: string, falls: boolean, kb: KnowledgeBase): string {
	const losing = sound.filter(({ loss }) => loss > 0);
	if (losing.length === 0 || !falls) return `${countOf(sound.length, kb)} with a value`;
	const losses = losing.map(({ loss }) => loss);
	const [least, most] = [Math.min(...losses), Math.max(...losses)];
	const growing = new Set(sound.filter(({ loss }) => loss <= 0).map(({ id }) => id)).size;
	const digits = (value: number) => Number(value.toPrecision(1));
	return [
		most / least < 2
			? `The mean loss per ${over} is ${digits(least)} to ${digits(most)}\u202f%`
			: `The mean loss per ${over} differs ${digits(most / least)}-fold, from ${digits(least)} to ${digits(most)}\u202f%`,
		growing === 0 ? "" : `; ${countOf(growing, kb)} gained`,
	].join("");
}
