import { z } from "astro/zod";
import { subject, work } from "./declared.ts";
import { id, label, prose } from "./fields.ts";

/** How sure we are: it is printed so; arithmetic or physics shows it; other knowledge suggests it. */
export const certainties = ["source", "arithmetic", "knowledge"] as const;
/** What a disagreement is about. */
export const disagreementKinds = ["value", "condition", "identity", "reference", "caption", "statement"] as const;

const disagreementSchema = z.strictObject({
	id: id.describe("Its anchor on the page of disagreements."),
	about: z.array(subject).default([]).describe("What it concerns: a record's id, `record#measurement`, or `@key` of a reference."),
	kind: z.enum(disagreementKinds).describe("What it is about."),
	what: label.describe("What disagrees, in a few words."),
	printed: z
		.array(
			z.strictObject({
				in: work.describe("The document: a BibTeX key."),
				place: label.describe("The place in it: Table 5, Fig. 3f, the heading of a section."),
				text: prose.describe("What it says there."),
			}),
		)
		.min(1)
		.describe("What is printed where."),
	shown: prose.describe("What we show."),
	evidence: prose.describe("Why."),
	sure: z
		.enum(certainties)
		.describe("How sure we are: it is printed so (source), arithmetic or physics shows it, other knowledge suggests it."),
});

/** `content/disagreements/*.yaml`: what no rule can find. */
export const disagreementsSchema = z.strictObject({
	disagreements: z.array(disagreementSchema).describe("What disagrees and no rule can find."),
});

export type Disagreement = z.output<typeof disagreementSchema>;
export type Certainty = (typeof certainties)[number];
export type DisagreementKind = (typeof disagreementKinds)[number];
