import { z } from "astro/zod";
import { label, prose } from "./fields.ts";

/** The frontmatter of a page. */
export const pageSchema = z.strictObject({
	title: label,
	/** One sentence: what the evidence supports, or what the page is about. */
	summary: prose.optional(),
	/** `facet/term`: makes it that term's page. */
	term: z
		.string()
		.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be facet/term, such as origin/japan.")
		.optional(),
	/** Its place among the pages outside the tree, smallest first; one below zero comes before the tree. Default: by title. */
	order: z.number().default(0),
});

export type PageData = z.output<typeof pageSchema>;
