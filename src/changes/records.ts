import { recordPath } from "../derive/paths.ts";
import { termLabels } from "../derive/values.ts";
import { conditionsText, conditionText } from "../model/text.ts";
import type { Conditions, KnowledgeBase, Measurement, Metric, Reading, StudiedRecord } from "../model/types.ts";
import { quantityText, withUnit } from "../quantity/format.ts";
import type { Quantity } from "../quantity/quantity.ts";
import type { ReadingData } from "../schema/record.ts";
import type { Item } from "./change.ts";
import { facts } from "./facts.ts";

/** What describing records needs. */
export type Declared = Pick<KnowledgeBase, "site" | "conditions" | "facets">;

/** A record, but for its measurements. */
export interface RecordItem extends Item {
	study: string;
	measurements: MeasurementItem[];
}

/** A measurement of a record. */
export interface MeasurementItem extends Item {
	id: string;
	/** Whether its id only counts, so that another one before it changes it. */
	counted: boolean;
	metric: string;
	value: string;
	conditions: string;
}

export function recordItem(record: StudiedRecord, declared: Declared): RecordItem {
	return {
		name: record.name,
		file: record.place.file,
		study: record.study,
		facts: facts([
			["name", record.name],
			["address", recordPath(record.id, declared)],
			["file", record.place.file],
			["also called", record.aliases.join(", ")],
			["study", record.study],
			...[...record.facets].map(
				([id, terms]) => [declared.facets.get(id)?.label ?? id, terms.map(({ label, formula }) => formula ?? label).join(", ")] as const,
			),
			...[...record.relations].map(([relation, others]) => [relation.replaceAll("_", " "), others.join(", ")] as const),
			...record.fields.map(
				({ label, quantity, reading }) =>
					[label, [valueText(quantity), reading && `${reading.in}, ${reading.at} (${reading.how})`].filter(Boolean).join("; ")] as const,
			),
			...record.process.map(
				({ method, settings, read }, index) =>
					[`step ${index + 1}`, [method, settings, readText(read)].filter((part) => part !== undefined).join("; ")] as const,
			),
			...record.observations.map(({ text, read }) => [`observation “${text}”`, readText(read) ?? "without a source"] as const),
			["remarks", record.remarks],
		]),
		measurements: record.measurements.map((measurement) => measurementItem(measurement, declared)),
	};
}

function readText(readings: readonly ReadingData[] | undefined): string | undefined {
	return readings?.map(({ in: key, place, how }) => `${key}, ${place} (${how})`).join("; ");
}

function measurementItem(measurement: Measurement, declared: Declared): MeasurementItem {
	const { id, metric, quantity, place } = measurement;
	const conditions = textOf(measurement.conditions, declared);
	return {
		id,
		counted: id === metric.id || (id.startsWith(`${metric.id}-`) && /^\d+$/.test(id.slice(metric.id.length + 1))),
		metric: metric.id,
		value: valueText(quantity),
		conditions,
		name: [metric.label, conditions === "" ? undefined : `(${conditions})`].filter(Boolean).join(" "),
		file: place.file,
		facts: facts([
			["metric", metric.label],
			["value", valueText(quantity)],
			["conditions", conditions],
			["against", measurement.base && textOf(measurement.base, declared)],
			["statistic", measurement.stat],
			["nature", measurement.nature === "measured" ? undefined : measurement.nature],
			["of", measurement.of],
			["relative to", measurement.relativeTo],
			...measurement.readings.map(
				(reading) => [`read in ${reading.in}, ${reading.at}`, readingText(reading, measurement, declared)] as const,
			),
			["shown because", measurement.because],
			["doubt", measurement.doubt],
			["remarks", measurement.remarks],
		]),
	};
}

/** "text; “1.62 A h g-1”; current 100 mA/g; not shown" */
function readingText(reading: Reading, of: Measurement, { conditions, facets }: Declared): string {
	const other = [...conditions.values()].flatMap((condition) => {
		const [own, shown] = [reading, of].map((one) => one.conditions.get(condition.id));
		if (own === undefined) return shown === undefined ? [] : [`${condition.label} not given`];
		return own.text === shown?.text ? [] : [conditionText(own, condition, termLabels({ facets }))];
	});
	return [
		reading.how,
		`“${reading.printed ?? withUnit(reading.quantity.text, unitBehind(reading.quantity, reading.metric))}”`,
		reading.metric === of.metric ? undefined : `as ${reading.metric.label}`,
		...other,
		...[...reading.scopes].map((id) => `${conditions.get(id)?.label ?? id} of the whole row`),
		reading.nature === of.nature ? undefined : reading.nature,
		reading.citedAs && `cited as ${reading.citedAs}`,
		reading.doubt && `doubt: ${reading.doubt}`,
		reading.shown ? undefined : "not shown",
	]
		.filter((part) => part !== undefined)
		.join("; ");
}

/** The unit that a printed value lacks. */
function unitBehind({ text }: Quantity, { unit }: Metric): string {
	return hasUnit(text) ? "1" : unit;
}

/** A value as shown, and as printed where that is in another unit. */
function valueText(quantity: Quantity): string {
	const shown = withUnit(quantityText(quantity), quantity.unit);
	return hasUnit(quantity.text) ? `${shown} (printed ${quantity.text})` : shown;
}

/** Whether a printed value ends in a unit of its own. */
function hasUnit(text: string): boolean {
	return /[\p{L}%‰°]/u.test(text.replace(/\d[eE][-+]?\d/g, ""));
}

function textOf(conditions: Conditions, declared: Declared): string {
	return conditionsText(conditions, declared.conditions, termLabels(declared));
}
