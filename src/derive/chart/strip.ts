import type { ChartQuery } from "../../model/chart.ts";
import { select, standsApart, valuesOf } from "../../model/query.ts";
import type { KnowledgeBase, Metric } from "../../model/types.ts";
import { unitText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import { mostRows } from "./change.ts";
import type { Made } from "./chart.ts";
import { chosen } from "./drawn.ts";
import { boundsKey, countOf, counts, pointOf, subjectOf, type Value, valueCell } from "./subject.ts";
import type { Point, Subject } from "./view.ts";

/** One value of a record. */
export interface Single extends Subject {
	point: Point;
	doubt: string | undefined;
}

export interface StripPicture {
	kind: "strip";
	unit: string;
	/** What the axis is named. */
	label: string;
	scale: Metric["scale"];
	values: Single[];
}

/** Every value of a metric, in the order of the records. Nothing is averaged. */
export function stripChart({ where, metric: column, doubtful }: Extract<ChartQuery, { kind: "strip" }>, kb: KnowledgeBase): Made {
	const records = select(kb.records.values(), where);
	const all = records.flatMap((record) =>
		valuesOf(record, column.metric, column.at, (value) => !standsApart(value, column.at, kb)).map((value) => ({ record, value })),
	);
	const fit = all.filter(({ value }) => doubtful || value.doubt === undefined);
	const { drawn, cut } = chosen(fit, {
		most: mostRows,
		what: "values",
		by: "the least to the largest",
		rank: ({ value }) => central(value.quantity),
		name: ({ record }) => record.id,
		counts: ({ value }) => counts(value),
	});
	const isDrawn = new Set(drawn);
	const given = new Set(all.map(({ record }) => record));
	const sound = all.flatMap(({ value }) => (counts(value) ? [value] : []));
	const doubted = all.flatMap(({ value }) => (value.doubt === undefined ? [] : [value]));
	const subject = (one: (typeof all)[number]) => subjectOf(one.record, kb);
	const unit = unitText(column.metric.unit);
	return {
		title: finding(sound, doubted, unit, kb),
		subtitle: `${column.metric.label}, ${unit}; ${cut === undefined ? "every value, one mark each" : "one mark for each value"}`,
		key: [
			...(drawn.some(({ value }) => value.doubt !== undefined) ? ["Faint and ?: doubtful, not part of the finding."] : []),
			...boundsKey(drawn.map(({ value }) => value)),
		],
		picture: {
			kind: "strip",
			unit,
			label: column.metric.label,
			scale: column.metric.scale,
			values: drawn.map((one) => ({ ...subject(one), point: pointOf(one.value, kb), doubt: one.value.doubt })),
		},
		cut,
		table: {
			columns: [
				{ id: "value", label: column.metric.label, unit: column.metric.unit, numeric: true },
				{ id: "conditions", label: "at", unit: "", numeric: false },
				{ id: "remarks", label: "remarks", unit: "", numeric: false },
			],
			rows: fit.map((one) => ({
				id: one.record.id,
				name: one.record.pieces,
				to: subject(one).to,
				study: one.record.study,
				drawn: isDrawn.has(one),
				cells: [
					valueCell(one.value),
					{ text: pointOf(one.value, kb).conditions },
					{ text: one.value.doubt === undefined ? "" : `doubtful: ${one.value.doubt}` },
				],
			})),
		},
		compared: all.filter(({ value }) => value.doubt === undefined),
		shown: drawn.map(({ record, value }) => ({ record, value })),
		groups: drawn.map((one) => subject(one).group),
		left: [
			{
				why: "not given",
				records: records.filter((record) => !given.has(record)).map((record) => subjectOf(record, kb)),
			},
			{ why: "doubtful", records: all.filter(({ value }) => !doubtful && value.doubt !== undefined).map(subject) },
		],
	};
}

/** "14 values lie between 49 and 89.6 %; the 3 that are higher are all doubtful" */
function finding(sound: readonly Value[], doubted: readonly Value[], unit: string, kb: KnowledgeBase): string {
	const sorted = [...sound].sort((a, b) => central(a.quantity) - central(b.quantity));
	const [least, most] = [sorted[0], sorted.at(-1)];
	if (least === undefined || most === undefined) return "No value that is not in doubt";
	const gap = unit === "" ? "" : "\u202f";
	const range =
		sorted.length === 1
			? `${countOf(1, kb)} with ${valueCell(least).text}${gap}${unit}`
			: `${sorted.length} values lie between ${valueCell(least).text} and ${valueCell(most).text}${gap}${unit}`;
	const above = doubted.filter((value) => central(value.quantity) > central(most.quantity)).length;
	if (above === 0) return range;
	return above === 1 ? `${range}; the one that is higher is doubtful` : `${range}; the ${above} that are higher are all doubtful`;
}
