import type { Disagreement, DisagreementKind } from "../schema/disagreement.ts";
import { sameCondition } from "./conditions.ts";
import type { DerivedValue, Measurement, StudiedRecord } from "./types.ts";

/** How a disagreement was found. */
export type Rule = "readings" | "computed" | "trend" | "twice";

/** A disagreement that a rule found in the records. */
export interface FoundDisagreement {
	id: string;
	rule: Rule;
	kind: DisagreementKind;
	record: StudiedRecord;
	/** The values that disagree; the first one carries the mark. */
	values: (Measurement | DerivedValue)[];
	/** The record of the second value, where that is another one. */
	other?: StudiedRecord;
}

/** What rules find in the records; a note stands for what a rule finds of the same value. */
export function findDisagreements(records: Iterable<StudiedRecord>, notes: readonly Pick<Disagreement, "about">[]): FoundDisagreement[] {
	const all = [...records];
	const noted = new Set(notes.flatMap(({ about }) => about));
	return all
		.flatMap((record) => [...readingsThatDiffer(record), ...againstComputed(record), ...againstTrend(record)])
		.concat(printedTwice(all))
		.filter(({ record, values }) => !noted.has(`${record.id}#${values[0]?.id ?? ""}`));
}

/** Readings that print one number at different conditions disagree about the conditions. */
function readingsThatDiffer(record: StudiedRecord): FoundDisagreement[] {
	return record.measurements
		.filter(({ disagrees }) => disagrees)
		.map((value) => ({
			id: `${record.id}-${value.id}`,
			rule: "readings",
			kind: value.readings.every(({ quantity }) => quantity.text === value.quantity.text) ? "condition" : "value",
			record,
			values: [value],
		}));
}

/** A reported value against the one computed for the same conditions, further apart than rounding of either. */
function againstComputed(record: StudiedRecord): FoundDisagreement[] {
	return record.derived.flatMap((derived) => {
		const reported = record.measurements.filter(
			(value) =>
				value.metric === derived.metric &&
				value.base === undefined &&
				[...value.conditions].every(
					([id, condition]) => !derived.conditions.has(id) || sameCondition(condition, derived.conditions.get(id)),
				),
		);
		return reported.flatMap((value): FoundDisagreement[] => {
			const [a, b] = [value.quantity.value, derived.quantity.value];
			if (a === undefined || b === undefined) return [];
			const exact = value.quantity.qualifier === "" && derived.quantity.qualifier === "";
			const tolerance = Math.max(10 ** -value.quantity.decimals, Math.abs(b) * (exact ? 0.005 : 0.03));
			return Math.abs(a - b) <= tolerance
				? []
				: [{ id: `${record.id}-${value.id}-computed`, rule: "computed", kind: "value", record, values: [value, derived] }];
		});
	});
}

/** Two values of one run that go against the metric's declared trend. */
function againstTrend(record: StudiedRecord): FoundDisagreement[] {
	return record.measurements.flatMap((value, index) => {
		const { trend } = value.metric;
		if (trend === undefined || value.disagrees) return [];
		return record.measurements.slice(index + 1).flatMap((other): FoundDisagreement[] => {
			const alike =
				other.metric === value.metric &&
				other.of === value.of &&
				new Set([...value.conditions.keys(), ...other.conditions.keys()]).size > 0;
			const same =
				alike &&
				[...new Set([...value.conditions.keys(), ...other.conditions.keys()])].every(
					(id) => id === trend.over || sameCondition(value.conditions.get(id), other.conditions.get(id)),
				);
			const [a, b] = [value.conditions.get(trend.over), other.conditions.get(trend.over)].map(
				(condition) => condition?.normal ?? condition?.value,
			);
			const [x, y] = [value.quantity.value, other.quantity.value];
			if (!same || a === undefined || b === undefined || x === undefined || y === undefined || a === b) return [];
			const rises = (b - a) * (y - x) > 0;
			return rises === (trend.direction === "rises") || x === y
				? []
				: [{ id: `${record.id}-${value.id}-${other.id}-trend`, rule: "trend", kind: "value", record, values: [value, other] }];
		});
	});
}

/** What more studies than these print is no unusual number. */
const few = 3;

/**
 * The same unusual number for one metric in two or three studies: four digits, not rounded to tens, or three with a
 * decimal.
 */
function printedTwice(records: readonly StudiedRecord[]): FoundDisagreement[] {
	const unusual = records.flatMap((record) =>
		record.measurements
			.filter(
				({ quantity }) =>
					quantity.value !== undefined &&
					/[1-9]$|\..*0$/.test(quantity.text) &&
					quantity.text.replace(/\D/g, "").length >= (quantity.text.includes(".") ? 3 : 4),
			)
			.map((value) => ({ record, value })),
	);
	const equal = Map.groupBy(unusual, ({ value }) => `${value.metric.id} ${value.quantity.value}`);
	for (const [number, values] of equal) if (new Set(values.map(({ record }) => record.study)).size > few) equal.delete(number);
	return unusual.flatMap((one) => {
		const same = equal.get(`${one.value.metric.id} ${one.value.quantity.value}`) ?? [];
		return same
			.slice(same.indexOf(one) + 1)
			.filter((other) => other.record.study !== one.record.study)
			.map(
				(other): FoundDisagreement => ({
					id: `${one.record.id}-${one.value.id}-${other.record.id}-${other.value.id}-twice`,
					rule: "twice",
					kind: "value",
					record: one.record,
					values: [one.value, other.value],
					other: other.record,
				}),
			);
	});
}
