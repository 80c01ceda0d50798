import { z } from "astro/zod";
import { id, label, prose, scalar } from "./fields.ts";

const termSchema = z.strictObject({
	id,
	label,
	/** Chemical formula; the elements that it contains are derived from it. */
	formula: z.string().max(100).optional(),
	/** Other names, abbreviations, known misprints: all find the term. */
	synonyms: z.array(z.union([z.string(), z.number().transform(String)])).default([]),
	/** The term above it in the same facet. */
	parent: id.optional(),
	/** A drawing of content/figures/, without its ending: what the term does, at a glance. */
	figure: id.optional(),
	/** One sentence. */
	summary: prose.optional(),
	/** Properties that other fields can build on, such as a molar mass. */
	properties: z.record(z.string(), scalar).default({}),
});

/** `content/vocabulary/<facet>.yaml`: a classification and its terms. */
export const vocabularySchema = z.strictObject({
	label,
	plural: label,
	/** The first part of its terms' addresses. */
	address: id,
	terms: z.array(termSchema),
});

export type TermDeclaration = z.output<typeof termSchema>;
