import { z } from "astro/zod";
import { id, label, prose, scalar } from "./fields.ts";

const metricSchema = z.strictObject({
	id,
	label,
	/** Its symbol in formulas, such as C_1. */
	symbol: z.string().optional(),
	/** The unit of all its values in records and data files; "1" for a plain number. */
	unit: z.string(),
	/** Smallest and largest plausible value, in `unit`. */
	range: z.tuple([z.number(), z.number()]).optional(),
	/** How its values lie on an axis: `log` where they span powers of ten. One at or below zero makes the axis linear again. Default linear. */
	scale: z.enum(["linear", "log"]).default("linear"),
	/** Which way is better, where one can say so. */
	better: z.enum(["higher", "lower"]).optional(),
	/** Decimals shown of values that we compute; printed values keep theirs. Default 1. */
	digits: z.int().min(0).max(10).default(1),
	/** Conditions that the metric itself implies. */
	at: z.record(id, scalar).default({}),
	/** Conditions that a value cannot do without. */
	needs: z.array(id).default([]),
	/** Conditions that its values do not depend on, even where they decide. */
	regardless: z.array(id).default([]),
	/** How values go with a condition in one run; a value against it is a disagreement. */
	trend: z.strictObject({ over: id, direction: z.enum(["falls", "rises"]) }).optional(),
	/** What it means, in a sentence. */
	summary: prose.optional(),
	/** How we compute it from other metrics of the same record. */
	derived: z
		.strictObject({
			/** An expression over the inputs' names; `<input>_<condition>` is the input's condition as a number. */
			formula: z.string().max(500),
			/** Names used in the formula, and the metric that each stands for, in that metric's unit. */
			inputs: z.record(z.string().regex(/^[a-z]+$/, "must be a short name in lower-case letters."), id),
			/** Conditions that must be known and equal in all inputs, or unknown in all of them and then named. */
			same: z.array(id).default([]),
			/** Conditions of an input for which it is not meant, such as a kind of test. */
			except: z.record(id, scalar).default({}),
			/** The input whose conditions the result has; the others' become its base. */
			at: z.string(),
		})
		.optional(),
});

/** `content/metrics.yaml`: what can be measured. */
export const metricsSchema = z.strictObject({ metrics: z.array(metricSchema) });

export type MetricDeclaration = z.output<typeof metricSchema>;
