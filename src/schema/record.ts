import { z } from "astro/zod";
import { id, label, listOf, prose, scalar } from "./fields.ts";

/** How a document gives a value. */
export const howRead = ["table", "text", "caption", "figure", "abstract", "supplement"] as const;
export const natures = ["measured", "simulated", "theoretical"] as const;
export const stats = ["max", "min", "mean", "final"] as const;

/** Conditions by id. `not given` takes away one that a wider place gives. */
const conditions = z.record(id, scalar);
const doubt = prose;

/** One place where a value is printed. */
export const readingFields = {
	/** The document read: a BibTeX key. */
	in: z.string(),
	/** The place in it: Table 5, Fig. 3f, the heading of a section. */
	place: label,
	/** How it is given there. */
	how: z.enum(howRead),
	/** What exactly is printed there, where that differs from the value. */
	printed: scalar.optional(),
	/** What this reading prints instead of the measurement's value, conditions or metric. */
	value: scalar.optional(),
	at: conditions.optional(),
	metric: id.optional(),
	/** Why it is not to be relied on: keeps it out of charts and rankings. */
	doubt: doubt.optional(),
	/** The number under which the source cites the study here, where that is wrong. */
	cited_as: scalar.optional(),
	nature: z.enum(natures).optional(),
};

/** `<condition>_scope: row` marks a condition that the place gives for a whole row. */
const scope = z.literal("row");

/** What the conditions of a knowledge base add to the files of records. */
export interface AddedFields {
	/** Fields of a record that convert conditions. */
	fields: Iterable<string>;
	/** Conditions whose scope a reading may give. */
	conditions: Iterable<string>;
	/** Whether there may be more, since conditions could not be read. */
	open: boolean;
}

/** `content/records/**\/*.yaml`: one studied object. */
export function recordSchema({ fields, conditions: declared, open }: AddedFields) {
	const others = open ? z.unknown() : z.never();
	const scopes = Object.fromEntries([...declared].map((id) => [`${id}_scope`, scope.optional()]));
	const readingShape: typeof readingFields = { ...readingFields, ...scopes };
	const reading = z.strictObject(readingShape).catchall(others);
	const recordShape = recordFields(reading);
	const value = convertingSchema(reading).optional();
	const shape: typeof recordShape = { ...recordShape, ...Object.fromEntries([...fields].map((field) => [field, value])) };
	return z.strictObject(shape).catchall(others);
}

/** A field that converts a condition: a value, and where it was read. */
export function convertingSchema<R extends z.ZodType>(reading: R) {
	return z.strictObject({ value: scalar, read: listOf(reading).optional() });
}

function measurementSchema<R extends z.ZodType>(reading: R) {
	return z.strictObject({
		/** To point at it. Default: metric and number. */
		id: id.optional(),
		metric: id,
		/** As printed: 1620, ~1027, >1600, <=70, 30–300, 1.62 A h/g. */
		value: scalar,
		at: conditions.default({}),
		/** The conditions of what a ratio is against, where its metric does not say. */
		base: conditions.optional(),
		/** Which of several values it is. */
		stat: z.enum(stats).optional(),
		/** Default measured. */
		nature: z.enum(natures).default("measured"),
		/** The term, or the part in words, that the value belongs to where not the whole record. */
		of: label.optional(),
		/** What a factor is relative to. */
		relative_to: label.optional(),
		read: listOf(reading).default([]),
		/** Which reading's value we show where they differ. Default: the measurement's value. */
		shown: scalar.optional(),
		/** Why that one. */
		because: prose.optional(),
		doubt: doubt.optional(),
		remarks: prose.optional(),
	});
}

/** How one record can stand to another. */
export const relations = ["variant_of", "control_of", "component_of"] as const;

function recordFields<R extends z.ZodType>(reading: R) {
	return {
		name: label,
		aliases: z.array(label).default([]),
		/** The primary paper: a BibTeX key. */
		study: z.string(),
		/** Terms by facet; the first one is the main one. */
		facets: z.record(id, z.array(id).min(1, "must name a term; leave the facet out where the source gives none.")),
		/** Conditions of all measurements below, where they do not say otherwise. */
		at: conditions.default({}),
		relations: z.partialRecord(z.enum(relations), listOf(id)).default({}),
		/** How it was made, step by step. */
		process: z.array(z.strictObject({ method: id.optional(), settings: prose.optional(), read: listOf(reading).optional() })).default([]),
		measurements: z.array(measurementSchema(reading)).default([]),
		/** Outcomes without a number. */
		observations: z.array(z.strictObject({ text: prose, read: listOf(reading).optional() })).default([]),
		remarks: prose.optional(),
	};
}

export type RecordData = z.output<ReturnType<typeof recordSchema>>;
export type MeasurementData = RecordData["measurements"][number];
export type ReadingData = MeasurementData["read"][number];
export type Relation = (typeof relations)[number];
export type HowRead = (typeof howRead)[number];
export type Nature = (typeof natures)[number];
export type Stat = (typeof stats)[number];
