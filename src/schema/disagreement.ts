import { z } from "astro/zod";
import { id, label, prose } from "./fields.ts";

/** How sure we are: it is printed so; arithmetic or physics shows it; other knowledge suggests it. */
export const certainties = ["source", "arithmetic", "knowledge"] as const;
/** What a disagreement is about. */
export const disagreementKinds = ["value", "condition", "identity", "reference", "caption", "statement"] as const;

const disagreementSchema = z.strictObject({
	id,
	/** What it concerns: a record's id, `record#measurement`, or `@key` of a reference. */
	about: z.array(z.string()).default([]),
	kind: z.enum(disagreementKinds),
	/** What disagrees, in a few words. */
	what: label,
	/** What is printed where. */
	printed: z.array(z.strictObject({ in: z.string(), place: label, text: prose })).min(1),
	/** What we show. */
	shown: prose,
	/** Why. */
	evidence: prose,
	sure: z.enum(certainties),
});

/** `content/disagreements/*.yaml`: what no rule can find. */
export const disagreementsSchema = z.strictObject({ disagreements: z.array(disagreementSchema) });

export type Disagreement = z.output<typeof disagreementSchema>;
export type Certainty = (typeof certainties)[number];
export type DisagreementKind = (typeof disagreementKinds)[number];
