import { z } from "astro/zod";
import { conditions, facetTerms, metricId, recordId, term, value, work } from "./declared.ts";
import { id, label, listOf, prose, scalar } from "./fields.ts";

/** How a document gives a value. */
export const howRead = ["table", "text", "caption", "figure", "abstract", "supplement"] as const;
export const natures = ["measured", "simulated", "theoretical"] as const;
export const stats = ["max", "min", "mean", "final"] as const;

const doubt = prose.describe("Why it is not to be relied on: keeps it out of charts and rankings.");
const at = "`not given` takes away one that a wider place gives.";

/** One place where a value is printed. */
export const readingFields = {
	in: work.describe("The document read: a BibTeX key."),
	place: label.describe("The place in it: Table 5, Fig. 3f, the heading of a section."),
	how: z.enum(howRead).describe("How it is given there."),
	printed: scalar.optional().describe("What exactly is printed there, where that differs from the value."),
	value: value.optional().describe("What this reading prints instead of the measurement's value."),
	at: conditions.optional().describe(`What this reading prints instead of the measurement's conditions. ${at}`),
	metric: metricId.optional().describe("What this reading prints it as, instead of the measurement's metric."),
	doubt: doubt.optional(),
	cited_as: scalar.optional().describe("The number under which the source cites the study here, where that is wrong."),
	nature: z.enum(natures).optional().describe("How the value came about. Default: as the measurement says."),
};

/** `<condition>_scope: row` marks a condition that the place gives for a whole row. */
const scope = z.literal("row").optional().describe("`row` where the place gives the condition once for a whole row.");

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
	const scopes = Object.fromEntries([...declared].map((id) => [`${id}_scope`, scope]));
	const readingShape: typeof readingFields = { ...readingFields, ...scopes };
	const reading = z.strictObject(readingShape).catchall(others);
	const recordShape = recordFields(reading);
	const converting = convertingSchema(reading).optional();
	const shape: typeof recordShape = { ...recordShape, ...Object.fromEntries([...fields].map((field) => [field, converting])) };
	return z.strictObject(shape).catchall(others);
}

/** A field that converts a condition: a value, and where it was read. */
export function convertingSchema<R extends z.ZodType>(reading: R) {
	return z
		.strictObject({
			value: value.describe("As printed, with its unit."),
			read: listOf(reading).optional().describe("Where it is printed."),
		})
		.describe("What a condition in another unit is converted by.");
}

function measurementSchema<R extends z.ZodType>(reading: R) {
	return z.strictObject({
		id: id.optional().describe("To point at it. Default: metric and number."),
		metric: metricId.describe("What was measured."),
		value: value.describe("As printed: 1620, ~1027, >1600, <=70, 30–300, with another unit than the metric's where it is printed so."),
		at: conditions.default({}).describe(`What it was measured at, where the record's own \`at\` does not say. ${at}`),
		base: conditions.optional().describe("The conditions of what a ratio is against, where its metric does not say."),
		stat: z.enum(stats).optional().describe("Which of several values it is."),
		nature: z.enum(natures).default("measured").describe("How the value came about. Default measured."),
		of: label.optional().describe("The term, or the part in words, that the value belongs to where not the whole record."),
		relative_to: label.optional().describe("What a factor is relative to."),
		read: listOf(reading).default([]).describe("Where it is printed: one reading or several."),
		shown: value.optional().describe("Which reading's value we show where they differ. Default: the measurement's value."),
		because: prose.optional().describe("Why that one."),
		doubt: doubt.optional(),
		remarks: prose.optional().describe("What else is to be known."),
	});
}

/** How one record can stand to another. */
export const relations = ["variant_of", "control_of", "component_of"] as const;

function recordFields<R extends z.ZodType>(reading: R) {
	const read = listOf(reading).optional().describe("Where it is printed.");
	const related = listOf(recordId).optional();
	return {
		name: label.describe("What it is called."),
		aliases: z.array(label).default([]).describe("Its other names."),
		study: work.describe("The primary paper: a BibTeX key."),
		facets: facetTerms.describe("Terms by facet; the first one is the main one."),
		at: conditions.default({}).describe("Conditions of all measurements below, where they do not say otherwise."),
		relations: z
			.strictObject({
				variant_of: related.describe("Records that differ from it in one thing."),
				control_of: related.describe("Records that it is the control of."),
				component_of: related.describe("Records that it is a component of."),
			})
			.default({})
			.describe("How it stands to other records."),
		process: z
			.array(
				z.strictObject({
					method: term.optional().describe("A term of the vocabulary."),
					settings: prose.optional().describe("How: for how long, how hot, how much."),
					read,
				}),
			)
			.default([])
			.describe("How it was made, step by step."),
		measurements: z.array(measurementSchema(reading)).default([]).describe("What documents report of it."),
		observations: z
			.array(z.strictObject({ text: prose.describe("What was seen."), read }))
			.default([])
			.describe("Outcomes without a number."),
		remarks: prose.optional().describe("What else is to be known."),
	};
}

export type RecordData = z.output<ReturnType<typeof recordSchema>>;
export type MeasurementData = RecordData["measurements"][number];
export type ReadingData = MeasurementData["read"][number];
export type Relation = (typeof relations)[number];
export type HowRead = (typeof howRead)[number];
export type Nature = (typeof natures)[number];
export type Stat = (typeof stats)[number];
