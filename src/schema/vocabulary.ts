import { z } from "astro/zod";
import { parentTerm } from "./declared.ts";
import { id, label, prose, scalar } from "./fields.ts";

const termSchema = z.strictObject({
	id: id.describe("How records name it; the last part of its page's address."),
	label: label.describe("What readers see."),
	formula: z.string().max(100).optional().describe("Chemical formula; the elements that it contains are derived from it."),
	synonyms: z
		.array(z.union([z.string(), z.number().transform(String)]))
		.default([])
		.describe("Other names, abbreviations, known misprints: all find the term."),
	parent: parentTerm.optional().describe("The term above it in the same facet."),
	figure: id.optional().describe("A drawing of content/figures/, without its ending: what the term does, at a glance."),
	summary: prose.optional().describe("One sentence."),
	properties: z.record(z.string(), scalar).default({}).describe("Properties that other fields can build on, such as a molar mass."),
});

/** `content/vocabulary/<facet>.yaml`: a classification and its terms. */
export const vocabularySchema = z.strictObject({
	label: label.describe("What one of its terms is called."),
	plural: label.describe("What several are called."),
	address: id.describe("The first part of its terms' addresses."),
	terms: z.array(termSchema).describe("Its terms, in the order in which they are listed."),
});

export type TermDeclaration = z.output<typeof termSchema>;
