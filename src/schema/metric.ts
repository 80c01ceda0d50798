import { z } from "astro/zod";
import { conditionId, conditions, inputMetric, unit } from "./declared.ts";
import { id, label, prose } from "./fields.ts";

const metricSchema = z.strictObject({
	id: id.describe("How measurements and pages name it."),
	label: label.describe("What readers see."),
	symbol: z.string().optional().describe("Its symbol in formulas, such as C_1."),
	unit: unit.describe('The unit of all its values in records and data files; "1" for a plain number.'),
	range: z.tuple([z.number(), z.number()]).optional().describe("Smallest and largest plausible value, in `unit`."),
	scale: z
		.enum(["linear", "log"])
		.default("linear")
		.describe(
			"How its values lie on an axis: `log` where they span powers of ten. One at or below zero makes the axis linear again. Default linear.",
		),
	better: z.enum(["higher", "lower"]).optional().describe("Which way is better, where one can say so."),
	digits: z.int().min(0).max(10).default(1).describe("Decimals shown of values that we compute; printed values keep theirs. Default 1."),
	at: conditions.default({}).describe("Conditions that the metric itself implies."),
	needs: z.array(conditionId).default([]).describe("Conditions that a value cannot do without."),
	regardless: z.array(conditionId).default([]).describe("Conditions that its values do not depend on, even where they decide."),
	trend: z
		.strictObject({
			over: conditionId.describe("The condition."),
			direction: z.enum(["falls", "rises"]).describe("Which way values go as it grows."),
		})
		.optional()
		.describe("How values go with a condition in one run; a value against it is a disagreement."),
	summary: prose.optional().describe("What it means, in a sentence."),
	derived: z
		.strictObject({
			formula: z
				.string()
				.max(500)
				.describe("An expression over the inputs' names; `<input>_<condition>` is the input's condition as a number."),
			inputs: z
				.record(z.string().regex(/^[a-z]+$/, "must be a short name in lower-case letters."), inputMetric)
				.describe("Names used in the formula, and the metric that each stands for, in that metric's unit."),
			same: z
				.array(conditionId)
				.default([])
				.describe("Conditions that must be known and equal in all inputs, or unknown in all of them and then named."),
			except: conditions.default({}).describe("Conditions of an input for which it is not meant, such as a kind of test."),
			at: z.string().describe("The input whose conditions the result has; the others' become its base."),
		})
		.optional()
		.describe("How we compute it from other metrics of the same record."),
});

/** `content/metrics.yaml`: what can be measured. */
export const metricsSchema = z.strictObject({
	metrics: z.array(metricSchema).describe("What can be measured, in the order of tables."),
});

export type MetricDeclaration = z.output<typeof metricSchema>;
