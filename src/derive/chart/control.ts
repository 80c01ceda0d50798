import type { ChartQuery, MetricColumn } from "../../model/chart.ts";
import { select, standsApart, valuesOf } from "../../model/query.ts";
import type { KnowledgeBase, Metric, StudiedRecord } from "../../model/types.ts";
import { unitText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import { mostRows } from "./change.ts";
import type { Made } from "./chart.ts";
import { chosen } from "./drawn.ts";
import { boundsKey, conditionLabel, counts, deciding, pointOf, relationOf, subjectOf, type Value, valueCell } from "./subject.ts";
import type { Point, Subject } from "./view.ts";

/** A record beside its own control: one metric, at conditions that are not known to differ. */
export interface Pair extends Subject {
	control: Subject;
	treated: Point;
	untreated: Point;
	/** What both are known to share, in a line. */
	at: string;
	/** How far apart: a factor, or points of a share. */
	difference: string;
	doubt: string | undefined;
}

export interface ControlPicture {
	kind: "control";
	panels: { label: string; unit: string; better: Metric["better"]; scale: Metric["scale"]; pairs: Pair[] }[];
}

interface Found {
	pair: Pair;
	record: StudiedRecord;
	control: StudiedRecord;
	/** The deciding conditions that are not known for both. */
	unknown: string[];
	values: [treated: Value, untreated: Value];
}

/**
 * Records beside the controls of their own studies, a panel for each metric. Two values make a pair where no deciding
 * condition is known to differ; what is not known for both is named.
 */
export function controlChart({ where, metrics, doubtful }: Extract<ChartQuery, { kind: "control" }>, kb: KnowledgeBase): Made {
	const records = select(kb.records.values(), where).filter((record) => controlsOf(record, kb).length > 0);
	const tried = metrics.map((column) => ({ column, found: records.flatMap((record) => pairsOf(record, column, kb)) }));
	const panels = tried
		.map(({ column, found }) => ({ column, found: found.filter(({ pair }) => doubtful || pair.doubt === undefined) }))
		.filter(({ found }) => found.length > 0);
	const choices = panels.map(({ column, found }) => ({
		column,
		...chosen(found, {
			most: Math.ceil(mostRows / panels.length),
			what: "pairs",
			by: "the least to the largest ratio of the two",
			rank: ({ values: [treated, untreated] }) => central(treated.quantity) / central(untreated.quantity),
			name: ({ record, control }) => `${record.id} ${control.id}`,
			counts: ({ values }) => values.every(counts),
		}),
	}));
	const [cut] = choices.flatMap((choice) => choice.cut ?? []);
	const drawn = choices.flatMap((choice) => choice.drawn);
	const isDrawn = new Set(drawn);
	const all = panels.flatMap(({ found }) => found);
	const sound = all.filter(({ pair }) => pair.doubt === undefined);
	const unknown = [...new Set(sound.flatMap(({ unknown: labels }) => labels))];
	return {
		title: finding(panels),
		subtitle: `values of ${kb.site.record.plural} and of the controls of their own studies, where no condition is known to differ`,
		key: [
			"Hollow mark: the control of the same study; filled: the record named.",
			...(unknown.length === 0 ? [] : [`Not known to be alike in every pair: ${unknown.join(", ")}.`]),
			...(drawn.some(({ pair }) => pair.doubt !== undefined) ? ["Faint and ?: doubtful, not part of the finding."] : []),
			...boundsKey(drawn.flatMap(({ values }) => values)),
		],
		picture: {
			kind: "control",
			panels: choices.map(({ column: { metric }, drawn: pairs }) => ({
				label: metric.label,
				unit: unitText(metric.unit),
				better: metric.better,
				scale: metric.scale,
				pairs: pairs.map(({ pair }) => pair),
			})),
		},
		cut: cut && { ...cut, drawn: drawn.length, of: all.length, which: `for each quantity ${cut.which}` },
		table: {
			columns: [
				{ id: "metric", label: "quantity", unit: "", numeric: false },
				{ id: "value", label: "value", unit: "", numeric: true },
				{ id: "control", label: "control", unit: "", numeric: false },
				{ id: "control_value", label: "value of the control", unit: "", numeric: true },
				{ id: "unit", label: "unit", unit: "", numeric: false },
				{ id: "conditions", label: "both at", unit: "", numeric: false },
				{ id: "difference", label: "difference", unit: "", numeric: false },
				{ id: "remarks", label: "remarks", unit: "", numeric: false },
			],
			rows: panels.flatMap(({ column: { metric }, found }) =>
				found.map((one) => {
					const {
						pair,
						record,
						values: [treated, untreated],
					} = one;
					return {
						id: pair.id,
						name: pair.pieces,
						to: pair.to,
						study: record.study,
						drawn: isDrawn.has(one),
						cells: [
							{ text: metric.label },
							valueCell(treated),
							{ text: pair.control.name },
							valueCell(untreated),
							{ text: unitText(metric.unit), data: metric.unit },
							{ text: pair.at },
							{ text: pair.difference },
							{ text: pair.doubt === undefined ? "" : `doubtful: ${pair.doubt}` },
						],
					};
				}),
			),
		},
		// Each is compared with its own control only: what differs between the pairs does not matter.
		compared: [],
		shown: drawn.flatMap(({ record, control, values: [treated, untreated] }) => [
			{ record, value: treated },
			{ record: control, value: untreated },
		]),
		groups: drawn.map(({ pair }) => pair.group),
		left: [
			{
				why: "no value of a control to set beside it",
				records: records
					.filter((record) => !tried.some(({ found }) => found.some((one) => one.record === record)))
					.map((record) => subjectOf(record, kb)),
			},
			{
				why: "one of the two values is doubtful",
				records: records
					.filter(
						(record) => tried.some(({ found }) => found.some((one) => one.record === record)) && !all.some((one) => one.record === record),
					)
					.map((record) => subjectOf(record, kb)),
			},
		],
	};
}

function controlsOf(record: StudiedRecord, kb: KnowledgeBase): StudiedRecord[] {
	return [...kb.records.values()].filter((other) => other.relations.get("control_of")?.includes(record.id));
}

function pairsOf(record: StudiedRecord, { metric, at }: MetricColumn, kb: KnowledgeBase): Found[] {
	const values = (one: StudiedRecord) => valuesOf(one, metric, at, (value) => !standsApart(value, at, kb));
	return controlsOf(record, kb).flatMap((control) =>
		values(record).flatMap((treated): Found[] => {
			const relation = (other: Value) => relationOf({ record, value: treated }, { record: control, value: other }, kb);
			const untreated = values(control).find((other) => relation(other).differs.length === 0);
			if (untreated === undefined) return [];
			const shared = deciding(kb).flatMap((condition) => {
				const [own, other] = [treated.conditions.get(condition.id), untreated.conditions.get(condition.id)];
				const implied = metric.at.has(condition.id) || condition.facet !== undefined;
				return own === undefined || other === undefined || implied ? [] : [conditionLabel(own, condition, kb)];
			});
			const pair: Pair = {
				...subjectOf(record, kb),
				control: subjectOf(control, kb),
				treated: pointOf(treated, kb),
				untreated: pointOf(untreated, kb),
				at: shared.join(", "),
				difference: difference(treated, untreated),
				doubt: treated.doubt ?? untreated.doubt,
			};
			return [{ pair, record, control, values: [treated, untreated], unknown: relation(untreated).unknown.map(({ label }) => label) }];
		}),
	);
}

/** Of shares the points between them, otherwise a factor. */
function difference(treated: Value, untreated: Value): string {
	const [a, b] = [central(treated.quantity), central(untreated.quantity)];
	if (treated.metric.unit !== "%") return `×\u202f${(a / b).toPrecision(2)}`;
	const points = Math.round(a - b);
	return `${points < 0 ? "−" : "+"}${Math.abs(points)}\u202fpoints`;
}

/** "Better than its own control: caffeine 0 of 2, share extracted 2 of 3" */
function finding(panels: readonly { column: MetricColumn; found: readonly Found[] }[]): string {
	const parts = panels.flatMap(({ column: { metric }, found }) => {
		const sound = found.filter(({ values }) => values.every(counts));
		const ahead = sound.filter(({ values: [treated, untreated] }) => {
			const gain = central(treated.quantity) - central(untreated.quantity);
			return metric.better === "lower" ? gain < 0 : gain > 0;
		});
		return sound.length === 0 ? [] : [`${metric.label} ${ahead.length} of ${sound.length}`];
	});
	return parts.length === 0 ? "No control with a value to set beside" : `Better than its own control: ${parts.join(", ")}`;
}
