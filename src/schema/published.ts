import { z } from "astro/zod";
import { howRead, natures, stats } from "./record.ts";

// The form of data/records.json: what is described here is what the site's page of data documents.

const text = (description: string) => z.string().describe(description);
const number = (description: string) => z.number().describe(description);

const quantityFields = {
	value: number("In the unit of the metric; absent for a range.").optional(),
	low: number("Of a range, its lower end.").optional(),
	high: number("Of a range, its upper end.").optional(),
	qualifier: z
		.enum(["~", ">", "<", ">=", "<="])
		.optional()
		.describe("~ about, > more than, < less than, >= at least, <= at most; absent where exact."),
	unit: text("The unit of value, low and high; 1 for a plain number."),
	text: text("The digits as printed, with the printed unit where that is another one."),
};

const conditionValue = z
	.strictObject({
		text: text("As given, with its unit."),
		value: number("Of a number or count: the number, in unit; of a span or bound, its (upper) end.").optional(),
		from: number("Where a span begins.").optional(),
		open: z.literal(true).optional().describe("Whether a count goes on: 4+."),
		unit: text("The printed unit.").optional(),
		normal: number("In the condition's own unit, where that can be said.").optional(),
		unconverted: text("Why it could not be converted.").optional(),
		term: text("Of a term: its id.").optional(),
	})
	.meta({ title: "condition", description: "The value of a condition." });

const conditions = z.record(z.string(), conditionValue);

const source = z
	.strictObject({
		in: text("The document read: its key in references.bib."),
		place: text("The place in it."),
		how: z.enum(howRead).describe("How it is given there."),
	})
	.meta({ title: "source", description: "Where something was read." });

const reading = z
	.strictObject({
		...source.shape,
		printed: text("What exactly is printed there, where that is more than the digits.").optional(),
		metric: text("What it is printed as, where that is another metric than the measurement's.").optional(),
		...quantityFields,
		conditions: conditions.describe("The conditions that hold for this reading."),
		scopes: z.array(z.string()).optional().describe("Conditions that the place gives for a whole row."),
		nature: z.enum(natures).describe("How the value came about."),
		cited_as: text("The number under which the document cites the study, where that is wrong.").optional(),
		doubt: text("Why this reading is not to be relied on.").optional(),
		shown: z.boolean().describe("Whether it stands for the measurement: true of one reading."),
	})
	.meta({ title: "reading", description: "One place where a value is printed." });

const valueFields = {
	id: text("Its anchor on the record's page, and measurement_id in measurements.csv."),
	metric: text("What was measured."),
	...quantityFields,
	conditions: conditions.describe("The conditions that it was measured at, by id; what the source does not give is absent."),
	base: conditions.optional().describe("Of a ratio, the conditions of what it is against."),
};

const measurement = z
	.strictObject({
		...valueFields,
		stat: z.enum(stats).optional().describe("Which of several values it is."),
		nature: z.enum(natures).describe("How the value came about."),
		of: text("The part that it belongs to, where not the whole.").optional(),
		relative_to: text("Of a factor, what it is relative to.").optional(),
		doubt: text("Why it is not to be relied on.").optional(),
		disagrees: z.boolean().describe("Whether its readings differ, or a disagreement was noted about it."),
		because: text("Why the value shown is the one that is shown.").optional(),
		remarks: text("What else is to be known.").optional(),
		readings: z.array(reading).describe("Every place where it is printed."),
	})
	.meta({ title: "measurement", description: "A quantity as documents report it." });

const derived = z
	.strictObject({
		...valueFields,
		formula: text("How it was computed."),
		inputs: z.record(z.string(), z.string()).describe("The formula's names, and the id of the measurement put in for each."),
		unknown: z.array(z.string()).describe("Conditions that should be the same in all inputs and are not known."),
	})
	.meta({ title: "derived value", description: "A quantity computed from printed ones." });

/** One record of `data/records.json`. */
export const publishedRecord = z
	.strictObject({
		id: text("The last part of its address."),
		name: text("Its name."),
		aliases: z.array(z.string()).describe("Its other names."),
		url: text("Its page."),
		study: text("The primary paper: its key in references.bib."),
		facets: z.record(z.string(), z.array(z.string())).describe("Its terms by facet; the first one is the main one."),
		elements: z.array(z.string()).describe("Elements in the formulas of its terms."),
		relations: z
			.record(z.string(), z.array(z.string()))
			.describe("Other records, by how it stands to them: control_of, component_of, variant_of."),
		fields: z
			.record(
				z.string(),
				z
					.strictObject({ ...quantityFields, read: source.optional() })
					.meta({ title: "field", description: "A value that converts a condition." }),
			)
			.describe("Fields that convert a condition."),
		process: z
			.array(
				z
					.strictObject({
						method: text("A term.").optional(),
						settings: text("How.").optional(),
						read: z.array(source),
					})
					.meta({ title: "step", description: "A step of the process." }),
			)
			.describe("How it was made, step by step."),
		measurements: z.array(measurement).describe("What documents report."),
		derived: z.array(derived).describe("What was computed from it."),
		not_computed: z
			.array(
				z
					.strictObject({ metric: text("What."), reason: text("Why not.") })
					.meta({ title: "value not computed", description: "A derived metric without a value." }),
			)
			.describe("What could not be computed."),
		observations: z
			.array(
				z
					.strictObject({ text: text("What was seen."), read: z.array(source) })
					.meta({ title: "observation", description: "An outcome without a number." }),
			)
			.describe("Outcomes without a number."),
		remarks: text("What else is to be known.").optional(),
	})
	.meta({ title: "record", description: "One studied object." });

/** `data/records.json`: all records, in the order in which the site shows them. */
export const publishedRecords = z.array(publishedRecord);

export type PublishedRecord = z.output<typeof publishedRecord>;
export type PublishedQuantity = Pick<PublishedRecord["measurements"][number], keyof typeof quantityFields>;
export type PublishedCondition = z.output<typeof conditionValue>;
export type PublishedSource = z.output<typeof source>;
