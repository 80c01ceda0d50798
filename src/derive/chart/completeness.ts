import { pieces } from "../../formula/formula.ts";
import type { ChartQuery } from "../../model/chart.ts";
import { select, standsApart, valuesOf } from "../../model/query.ts";
import type { KnowledgeBase } from "../../model/types.ts";
import type { Made } from "./chart.ts";
import { countOf, deciding, subjectOf } from "./subject.ts";

export interface CompletenessPicture {
	kind: "completeness";
	/** How many records there are. */
	of: number;
	/** For each deciding condition: for how many records at least one value gives it, and for how many of these only unconvertibly. */
	conditions: { id: string; label: string; given: number; unconverted: number }[];
}

/** For how many records each deciding condition is given, by at least one value of some metrics. */
export function completenessChart({ where, metrics }: Extract<ChartQuery, { kind: "completeness" }>, kb: KnowledgeBase): Made {
	const all = select(kb.records.values(), where);
	const values = all.map((record) => ({
		record,
		values: metrics
			.flatMap(({ metric, at }) => valuesOf(record, metric, at, (value) => value.kind === "reported" && !standsApart(value, at, kb)))
			.map(({ conditions }) => conditions),
	}));
	const records = values.filter((one) => one.values.length > 0);
	const conditions = deciding(kb)
		.map(({ id, label, kind }) => {
			const given = records.filter((one) => one.values.some((value) => value.has(id)));
			const usable = given.filter(
				(one) => kind !== "number" || one.values.some((value) => value.get(id)?.unconverted === undefined && value.has(id)),
			);
			return { id, label, given: given.length, unconverted: given.length - usable.length };
		})
		.sort((a, b) => b.given - a.given);
	const none = conditions.filter(({ given }) => given === 0);
	const of = records.length;
	const unconverted = conditions.some((one) => one.unconverted > 0);
	return {
		title: finding(
			conditions,
			none.map(({ label }) => label),
			countOf(of, kb),
		),
		subtitle: `${kb.site.record.plural} for which at least one value gives the condition, of ${of}`,
		key: [`Filled: given. ${unconverted ? "Light: given, but in a unit that cannot be converted. " : ""}Empty: not given.`],
		picture: { kind: "completeness", of, conditions },
		cut: undefined,
		table: {
			columns: [
				{ id: "given", label: "given", unit: "", numeric: true },
				{ id: "not_convertible", label: "of these not convertible", unit: "", numeric: true },
				{ id: "not_given", label: "not given", unit: "", numeric: true },
				{ id: "of", label: `${kb.site.record.plural}`, unit: "", numeric: true },
			],
			rows: conditions.map(({ id, label, given, unconverted: some }) => ({
				id,
				name: pieces(label),
				to: undefined,
				study: undefined,
				drawn: true,
				cells: [given, some, of - given, of].map((number) => ({ text: String(number), data: number })),
			})),
		},
		compared: [],
		shown: [],
		groups: [],
		left: [
			{
				why: `no value of ${[...new Set(metrics.map(({ metric }) => metric.label))].join(", ")}`,
				records: values.filter((one) => one.values.length === 0).map(({ record }) => subjectOf(record, kb)),
			},
		],
	};
}

/** "4 of the 9 conditions that decide are given for none of 29 teas: harvest, …": unknown is the finding. */
function finding(conditions: CompletenessPicture["conditions"], none: readonly string[], all: string): string {
	const total = conditions.length;
	if (none.length > 0)
		return `${none.length} of the ${total} conditions that decide a comparison are given for none of ${all}: ${none.join(", ")}`;
	const [least] = [...conditions].sort((a, b) => a.given - b.given);
	return least === undefined
		? "No condition decides a comparison"
		: `The condition named least, ${least.label}, is given for ${least.given} of ${all}`;
}
