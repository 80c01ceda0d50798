import { z } from "astro/zod";
import { id, label, listOf, prose, scalar } from "./fields.ts";

/** How a document gives a value. */
export const howRead = ["table", "text", "caption", "figure", "abstract", "supplement"] as const;
const natures = ["measured", "simulated", "theoretical"] as const;
const stats = ["max", "min", "mean", "final"] as const;

const conditions = z.record(id, scalar);
const doubt = prose;

/** `<condition>_scope: row` marks a condition that a table gives for a whole row. */
const scope = z.record(z.string().regex(/_scope$/), z.literal("row"));

const readingFields = {
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
const readingSchema = z.object(readingFields).catchall(z.unknown());

const valueSchema = z.strictObject({ value: scalar, read: listOf(readingSchema).optional() });

const measurementSchema = z
	.object({
		/** To point at it. Default: metric and number. */
		id: id.optional(),
		metric: id,
		/** As printed: 1620, ~1027, >1600, <=70, 30–300, 1.62 A h/g. */
		value: scalar,
		at: conditions.default({}),
		/** The conditions that a ratio is against, where not the first cycle. */
		base: conditions.optional(),
		/** Which of several values it is. */
		stat: z.enum(stats).optional(),
		/** Default measured. */
		nature: z.enum(natures).default("measured"),
		/** The term, or the part in words, that the value belongs to where not the whole record. */
		of: label.optional(),
		/** What a factor is relative to. */
		relative_to: label.optional(),
		read: listOf(readingSchema).default([]),
		/** Which reading's value we show where they differ. Default: the measurement's value. */
		shown: scalar.optional(),
		/** Why that one. */
		because: prose.optional(),
		doubt: doubt.optional(),
		remarks: prose.optional(),
	})
	.catchall(z.unknown());

const relations = ["variant_of", "control_of", "component_of"] as const;

/** `content/records/**\/*.yaml`: one studied object. Fields that a condition's `converts` names may be added. */
export const recordSchema = z
	.object({
		name: label,
		aliases: z.array(label).default([]),
		/** The primary paper: a BibTeX key. */
		study: z.string(),
		/** Terms by facet; the first one is the main one. */
		facets: z.record(id, z.array(id).min(1)),
		/** Conditions of all measurements below, where they do not say otherwise. */
		at: conditions.default({}),
		relations: z.partialRecord(z.enum(relations), listOf(id)).default({}),
		/** Synthesis, step by step. */
		process: z
			.array(z.strictObject({ method: id.optional(), settings: prose.optional(), read: listOf(readingSchema).optional() }))
			.default([]),
		measurements: z.array(measurementSchema).default([]),
		/** Outcomes without a number. */
		observations: z.array(z.strictObject({ text: prose, read: listOf(readingSchema).optional() })).default([]),
		remarks: prose.optional(),
	})
	.catchall(z.unknown());

export { measurementSchema, readingSchema, scope, valueSchema };
export const recordFields = Object.keys(recordSchema.shape);
export const readingFieldNames = Object.keys(readingFields);
export const measurementFields = Object.keys(measurementSchema.shape);
export type RecordData = z.output<typeof recordSchema>;
export type MeasurementData = z.output<typeof measurementSchema>;
export type ReadingData = z.output<typeof readingSchema>;
export type Relation = (typeof relations)[number];
export type HowRead = (typeof howRead)[number];
export type Nature = (typeof natures)[number];
export type Stat = (typeof stats)[number];
