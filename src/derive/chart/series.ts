import type { ChartQuery, MetricColumn } from "../../model/chart.ts";
import { select, standsApart, valuesOf } from "../../model/query.ts";
import type { Condition, ConditionValue, KnowledgeBase, Metric, StudiedRecord } from "../../model/types.ts";
import { fixed, unitText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import { hasTrueZero } from "../../quantity/units.ts";
import type { Made } from "./chart.ts";
import { chosen } from "./drawn.ts";
import { boundsKey, conditionLabel, countOf, counts, pointOf, relationOf, subjectOf, type Value, valueCell } from "./subject.ts";
import type { Point, Subject } from "./view.ts";

/** Values of one record that differ in one condition. */
export interface Series extends Subject {
	/** The conditions that were asked for, beside the one that runs. */
	at: string;
	/** The unit that the running condition is in: its own, or, where it cannot be converted, the one printed. */
	unit: string;
	/** Whether twice the running condition is twice as much: not so of what is in °C. */
	proportional: boolean;
	/** In the order of the running condition. */
	points: { at: number; reached: string; point: Point; doubt: string | undefined }[];
}

export interface SeriesPicture {
	kind: "series";
	unit: string;
	over: string;
	scale: Metric["scale"];
	series: Series[];
}

interface Found {
	record: StudiedRecord;
	column: MetricColumn;
	unit: string;
	points: { at: number; reached: ConditionValue; value: Value }[];
}

/** So many panels are read as one picture. */
const mostLines = 12;

/** Values at several values of a condition, a line for each record: only within one study is such a line fair. */
export function seriesChart({ where, metrics, over, doubtful }: Extract<ChartQuery, { kind: "series" }>, kb: KnowledgeBase): Made {
	const records = select(kb.records.values(), where);
	const found = records.flatMap((record) => metrics.flatMap((column) => seriesOf(record, column, over, doubtful, kb)));
	const [first] = metrics;
	const unit = unitText(first?.metric.unit ?? "1");
	const labels = [...new Set(metrics.map(({ metric }) => metric.label))].join(" or ");
	const withLine = new Set(found.map(({ record }) => record));
	const { drawn, cut } = chosen(found, {
		most: mostLines,
		what: "lines",
		by: "the least to the largest ratio of its last value to its first",
		rank: ({ points }) => ratioOf(points.map(({ value }) => value)),
		name: ({ record }) => record.id,
		counts: ({ points }) => points.filter(({ value }) => counts(value)).length > 1,
	});
	const isDrawn = new Set(drawn);
	const conditions = ({ at }: MetricColumn) =>
		[...kb.conditions.values()].flatMap((condition) => {
			const value = at.get(condition.id);
			return value === undefined ? [] : [conditionLabel(value, condition, kb)];
		});
	return {
		title: finding(found, over, kb),
		subtitle: `${labels}, ${unit}, against ${over.label}; each line is one study`,
		key: [
			...(drawn.some(({ points }) => points.some(({ value }) => value.doubt !== undefined))
				? ["Faint and ?: doubtful, not part of the finding."]
				: []),
			...boundsKey(drawn.flatMap(({ points }) => points.map(({ value }) => value))),
		],
		picture: {
			kind: "series",
			unit,
			over: over.label,
			scale: first?.metric.scale ?? "linear",
			series: drawn.map(({ record, column, unit: own, points }) => ({
				...subjectOf(record, kb),
				at: [...(metrics.length > 1 ? [column.metric.label] : []), ...conditions(column)].join(", "),
				unit: unitText(own),
				proportional: hasTrueZero(own),
				points: points.map(({ at, reached, value }) => ({
					at,
					reached: conditionLabel(reached, over, kb),
					point: pointOf(value, kb),
					doubt: value.doubt,
				})),
			})),
		},
		cut,
		table: {
			columns: [
				{ id: over.id.replaceAll("-", "_"), label: over.label, unit: "", numeric: true },
				{ id: "unit", label: "in", unit: "", numeric: false },
				{ id: "value", label: labels, unit: first?.metric.unit ?? "1", numeric: true },
				{ id: "conditions", label: "at", unit: "", numeric: false },
				{ id: "remarks", label: "remarks", unit: "", numeric: false },
			],
			rows: found.flatMap((one) => {
				const { record, unit: own, points } = one;
				return points.map(({ at, value }) => ({
					id: record.id,
					name: record.pieces,
					to: subjectOf(record, kb).to,
					study: record.study,
					drawn: isDrawn.has(one),
					cells: [
						{ text: String(at), data: at },
						{ text: unitText(own), data: own },
						valueCell(value),
						{ text: pointOf(value, kb).conditions },
						{ text: value.doubt === undefined ? "" : `doubtful: ${value.doubt}` },
					],
				}));
			}),
		},
		// Lines of several studies are not to be compared: the guard is about the values within each, which differ as drawn.
		compared:
			new Set(found.map(({ record }) => record.study)).size > 1
				? found.flatMap(({ record, points }) => points.map(({ value }) => ({ record, value })))
				: [],
		shown: drawn.flatMap(({ record, points }) => points.map(({ value }) => ({ record, value }))),
		groups: drawn.map(({ record }) => subjectOf(record, kb).group),
		left: [
			{
				why: `fewer than two values of ${over.label} in one unit`,
				records: records
					.filter((record) => !withLine.has(record) && metrics.some(({ metric, at }) => valuesOf(record, metric, at).length > 0))
					.map((record) => subjectOf(record, kb)),
			},
		],
	};
}

/** The last value of a line as a multiple of its first, of those that count. */
function ratioOf(values: readonly Value[]): number {
	const sound = values.filter(counts);
	const [first, last] = [sound[0], sound.at(-1)];
	return first === undefined || last === undefined ? 1 : central(last.quantity) / central(first.quantity);
}

/** The lines of a record: for each unit that the running condition is in, where there are two values or more. */
function seriesOf(record: StudiedRecord, column: MetricColumn, over: Condition, doubtful: boolean, kb: KnowledgeBase): Found[] {
	const values = valuesOf(
		record,
		column.metric,
		column.at,
		(value) => !standsApart(value, column.at, kb) && (doubtful || value.doubt === undefined),
	);
	const placed = values.flatMap((value) => {
		const reached = value.conditions.get(over.id);
		if (reached?.value === undefined || reached.from !== undefined) return [];
		return reached.normal === undefined
			? [{ value, reached, at: reached.value, unit: reached.unit ?? "" }]
			: [{ value, reached, at: reached.normal, unit: over.unit ?? "1" }];
	});
	return [...new Set(placed.map(({ unit }) => unit))].flatMap((unit) => {
		// Values that are known to differ in something else as well are not on one line.
		const lines: (typeof placed)[] = [];
		for (const one of placed.filter((other) => other.unit === unit).sort((a, b) => a.at - b.at)) {
			const line = lines.find((points) =>
				points.every(({ value }) =>
					relationOf({ record, value }, { record, value: one.value }, kb).differs.every(({ id }) => id === over.id),
				),
			);
			if (line === undefined) lines.push([one]);
			else line.push(one);
		}
		return lines.flatMap((points) => (new Set(points.map(({ at }) => at)).size < 2 ? [] : [{ record, column, unit, points }]));
	});
}

/** "3 teas give 11 to 37 % less at 6 to 50 times the strength": for each line from its first to its last point; where a
 * multiple of the condition means nothing, from where to where. */
function finding(found: readonly Found[], over: Condition, kb: KnowledgeBase): string {
	const ends = found.flatMap(({ record, unit, points }) => {
		const sound = points.filter(({ value }) => counts(value));
		const [first, last] = [sound[0], sound.at(-1)];
		if (first === undefined || last === undefined || first === last) return [];
		return [
			{
				name: record.name,
				unit,
				from: first.at,
				to: last.at,
				change: 100 * (central(last.value.quantity) / central(first.value.quantity) - 1),
			},
		];
	});
	if (ends.length === 0) return `No ${kb.site.record.label} with two values of ${over.label}`;
	const range = (numbers: readonly number[]) => {
		const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map((number) => Math.round(number));
		return least === most ? `${least}` : `${least} to ${most}`;
	};
	const changes = ends.map(({ change }) => change);
	const factors = changes.map((change) => 1 + change / 100);
	const what = factors.every((factor) => factor >= 3)
		? `${range(factors)} times as much`
		: changes.every((change) => change <= 0)
			? `${range(changes.map((change) => -change))}\u202f% less`
			: changes.every((change) => change >= 0)
				? `${range(changes)}\u202f% more`
				: "some more and some less";
	const [only] = ends;
	const who = ends.length === 1 && only !== undefined ? `${only.name} gives` : `${countOf(ends.length, kb)} give`;
	if (ends.every(({ unit, from }) => hasTrueZero(unit) && from > 0))
		return `${who} ${what} at ${range(ends.map(({ from, to }) => to / from))} times the ${over.label}`;
	const than = what.endsWith("as much") ? "as" : "than";
	return ends.length === 1 && only !== undefined
		? `${who} ${what} at ${fixed(only.to, 0)} ${than} at ${fixed(only.from, 0)}\u202f${unitText(only.unit)}`
		: `${who} ${what} at the highest ${over.label} ${than} at the lowest`;
}
