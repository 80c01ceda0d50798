import { z } from "astro/zod";
import { id, label } from "./fields.ts";

const field = z.string().regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores, such as one_spoon.");

const conditionSchema = z.strictObject({
	id,
	label,
	/** `number` has a unit; `count` is a whole number or a span of them (1-100, 4+); `term` is one of a list; `text` is free. */
	kind: z.enum(["number", "count", "term", "text"]),
	/** For numbers: the unit that all values are converted to; "1" for a plain number. */
	unit: z.string().optional(),
	/** For terms: the values there are. */
	terms: z
		.array(
			z.strictObject({
				id,
				label,
				/** Whether values with it never stand beside the others, unless they are asked for. Default false. */
				apart: z.boolean().default(false),
			}),
		)
		.optional(),
	/** For terms: the facet that they come from; where a measurement does not say, the record's facet counts. */
	facet: id.optional(),
	/**
	 * What two values are compared by, for terms from a facet: the term itself, or its class, the term above all others.
	 * Default term.
	 */
	compare: z.enum(["term", "class"]).default("term"),
	/** Whether two values that differ in it, or where it is unknown, cannot be compared. Default false. */
	decides: z.boolean().default(false),
	/** Other units in which it is printed, and the record's field that converts them. */
	converts: z
		.array(
			z.strictObject({
				/** The unit as printed, such as C. */
				unit: z.string(),
				/** The record's field that says how to convert. */
				by: field,
				/** What is done with the printed value and the field. */
				how: z.enum(["multiply", "divide"]),
				/** What the field is, and in which unit. */
				field: z.strictObject({ label, unit: z.string() }),
			}),
		)
		.default([]),
});

/** `content/conditions.yaml`: what values are measured at. */
export const conditionsSchema = z.strictObject({ conditions: z.array(conditionSchema) });

export type ConditionDeclaration = z.output<typeof conditionSchema>;
