import { z } from "astro/zod";
import { pageTerm } from "./declared.ts";
import { label, prose } from "./fields.ts";

/** The frontmatter of a page. */
export const pageSchema = z.strictObject({
	title: label.describe("Its heading."),
	summary: prose.optional().describe("One sentence: what the evidence supports, or what the page is about."),
	term: pageTerm.optional().describe("`facet/term`: makes it that term's page."),
	order: z
		.number()
		.default(0)
		.describe("Its place among the pages outside the tree, smallest first; one below zero comes before the tree. Default: by title."),
});

export type PageData = z.output<typeof pageSchema>;
