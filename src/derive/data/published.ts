import type { Conditions, ConditionValue, DerivedValue, KnowledgeBase, Measurement, StudiedRecord } from "../../model/types.ts";
import type { Quantity } from "../../quantity/quantity.ts";
import type { PublishedCondition, PublishedQuantity, PublishedRecord, PublishedSource } from "../../schema/published.ts";
import type { ReadingData } from "../../schema/record.ts";
import { recordPath } from "../paths.ts";
import { shownReading } from "./shown.ts";
import { rounded } from "./table.ts";

/** A record with everything that is known of it, as `records.json` holds it: ids and numbers, nothing set for reading. */
export function publishedRecord(record: StudiedRecord, kb: KnowledgeBase): PublishedRecord {
	return {
		id: record.id,
		name: record.name,
		aliases: record.aliases,
		url: `${kb.site.url.replace(/\/$/, "")}${recordPath(record.id, kb)}`,
		study: record.study,
		facets: Object.fromEntries([...record.facets].map(([id, terms]) => [id, terms.map((term) => term.id)])),
		elements: record.elements,
		relations: Object.fromEntries(record.relations),
		fields: Object.fromEntries(
			record.fields.map(({ id, quantity, reading }) => [
				id,
				{ ...quantityOf(quantity), read: reading && { in: reading.in, place: reading.at, how: reading.how } },
			]),
		),
		process: record.process.map(({ method, settings, read }) => ({ method, settings, read: sources(read) })),
		measurements: record.measurements.map((measurement) => reported(measurement, kb)),
		derived: record.derived.map((value) => computed(value, kb)),
		not_computed: record.notComputed.map(({ metric, reason }) => ({ metric: metric.id, reason })),
		observations: record.observations.map(({ text, read }) => ({ text, read: sources(read) })),
		remarks: record.remarks,
	};
}

function reported(measurement: Measurement, kb: KnowledgeBase): PublishedRecord["measurements"][number] {
	const shown = shownReading(measurement);
	return {
		...valueFields(measurement, kb),
		stat: measurement.stat,
		nature: measurement.nature,
		of: measurement.of,
		relative_to: measurement.relativeTo,
		doubt: measurement.doubt,
		disagrees: measurement.disagrees,
		because: measurement.because,
		remarks: measurement.remarks,
		readings: measurement.readings.map((reading) => ({
			in: reading.in,
			place: reading.at,
			how: reading.how,
			printed: reading.printed,
			metric: reading.metric === measurement.metric ? undefined : reading.metric.id,
			...quantityOf(reading.quantity),
			conditions: conditionsOf(reading.conditions, kb),
			scopes: reading.scopes.size === 0 ? undefined : [...reading.scopes],
			nature: reading.nature,
			cited_as: reading.citedAs,
			doubt: reading.doubt,
			shown: reading === shown,
		})),
	};
}

function computed(value: DerivedValue, kb: KnowledgeBase): PublishedRecord["derived"][number] {
	return {
		...valueFields(value, kb),
		formula: value.metric.derived?.text ?? "",
		inputs: Object.fromEntries([...value.inputs].map(([name, { id }]) => [name, id])),
		unknown: value.unknown,
	};
}

function valueFields(value: Measurement | DerivedValue, kb: KnowledgeBase) {
	return {
		id: value.id,
		metric: value.metric.id,
		...quantityOf(value.quantity),
		conditions: conditionsOf(value.conditions, kb),
		base: value.base && conditionsOf(value.base, kb),
	};
}

function quantityOf({ value, low, high, qualifier, unit, text }: Quantity): PublishedQuantity {
	return {
		value: rounded(value),
		low: rounded(low),
		high: rounded(high),
		qualifier: qualifier === "" ? undefined : qualifier,
		unit,
		text,
	};
}

function conditionsOf(conditions: Conditions, kb: KnowledgeBase): Record<string, PublishedCondition> {
	return Object.fromEntries(
		[...kb.conditions.keys()].flatMap((id) => {
			const value = conditions.get(id);
			return value === undefined ? [] : [[id, conditionOf(value)] as const];
		}),
	);
}

function conditionOf({ text, value, from, open, unit, normal, unconverted, term }: ConditionValue): PublishedCondition {
	return {
		text,
		value: rounded(value),
		from: rounded(from),
		open: open === true ? true : undefined,
		unit,
		normal: rounded(normal),
		unconverted,
		term,
	};
}

function sources(readings: readonly ReadingData[] | undefined): PublishedSource[] {
	return (readings ?? []).map(({ in: document, place, how }) => ({ in: document, place, how }));
}
