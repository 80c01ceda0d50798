import { z } from "astro/zod";
import { facetId, unit } from "./declared.ts";
import { id, label } from "./fields.ts";

const field = z.string().regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores, such as one_spoon.");

const conditionSchema = z.strictObject({
	id: id.describe("How measurements name it."),
	label: label.describe("What readers see."),
	kind: z
		.enum(["number", "count", "term", "text"])
		.describe("`number` has a unit; `count` is a whole number or a span of them (1-100, 4+); `term` is one of a list; `text` is free."),
	unit: unit.optional().describe('For numbers: the unit that all values are converted to; "1" for a plain number.'),
	terms: z
		.array(
			z.strictObject({
				id: id.describe("How measurements name it."),
				label: label.describe("What readers see."),
				apart: z
					.boolean()
					.default(false)
					.describe("Whether values with it never stand beside the others, unless they are asked for. Default false."),
			}),
		)
		.optional()
		.describe("For terms: the values there are."),
	facet: facetId
		.optional()
		.describe("For terms: the facet that they come from; where a measurement does not say, the record's facet counts."),
	compare: z
		.enum(["term", "class"])
		.default("term")
		.describe(
			"What two values are compared by, for terms from a facet: the term itself, or its class, the term above all others. Default term.",
		),
	decides: z
		.boolean()
		.default(false)
		.describe("Whether two values that differ in it, or where it is unknown, cannot be compared. Default false."),
	converts: z
		.array(
			z.strictObject({
				unit: z.string().describe("The unit as printed, such as C."),
				by: field.describe("The record's field that says how to convert."),
				how: z.enum(["multiply", "divide"]).describe("What is done with the printed value and the field."),
				field: z
					.strictObject({ label: label.describe("What readers see."), unit: unit.describe("The unit of its values.") })
					.describe("What the field is, and in which unit."),
			}),
		)
		.default([])
		.describe("Other units in which it is printed, and the record's field that converts them."),
});

/** `content/conditions.yaml`: what values are measured at. */
export const conditionsSchema = z.strictObject({
	conditions: z.array(conditionSchema).describe("What a value can be measured at, in the order of tables and data files."),
});

export type ConditionDeclaration = z.output<typeof conditionSchema>;
