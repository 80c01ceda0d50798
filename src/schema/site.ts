import { z } from "astro/zod";
import { facetId, style } from "./declared.ts";
import { id, label, prose } from "./fields.ts";

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #0b6aa8.");
const path = z.string().regex(/^\/(?:[^\s/]+\/)*$/, "must be an address of the site such as /methods/.");

/** `content/site.yaml`: what the whole site needs to know. */
export const siteSchema = z.strictObject({
	title: label.describe("The name of the knowledge base."),
	description: prose.describe("One sentence that says what it is."),
	authors: z
		.array(label)
		.default([])
		.describe(
			'Who answers for it, as "Family, Given"; an organisation by its name. They are named where a page is cited. Default: nobody.',
		),
	url: z
		.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://." })
		.describe("Where it is published, with its base path."),
	repository: z
		.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://." })
		.optional()
		.describe("Where its files live; edit and report links lead there. Default: no such links."),
	licence: z
		.strictObject({ name: label.describe("What it is called."), url: z.url({ protocol: /^https?$/ }).describe("Where it can be read.") })
		.optional()
		.describe("The licence of the content."),
	language: z
		.string()
		.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, "must be a language tag such as en-GB.")
		.default("en-GB")
		.describe("BCP 47 language tag of the content. Default en-GB."),
	record: z
		.strictObject({
			label: label.describe("What one record is called."),
			plural: label.describe("What several are called."),
			address: id.describe("The first part of their addresses."),
			columns: z
				.string()
				.default("")
				.describe("The columns of tables of records, as a page names them; the numbers among them stand at the head of a record."),
			chart: z
				.strictObject({ from: z.string().describe("The first metric."), to: z.string().describe("The second metric.") })
				.optional()
				.describe(
					"The chart over the list of all records, from one metric to another, as a page names them; its marks follow the selection. Default: no chart; nor is there one for more than 500 records.",
				),
		})
		.describe("What one record is called, what several are called, and the first part of their addresses."),
	citations: z
		.strictObject({
			style: style.describe("A style: the name of a CSL file in `references/`, or one of those that come with the generator."),
		})
		.default({ style: "chemistry" })
		.describe("How works are cited. Default: the style chemistry."),
	tree: facetId.optional().describe("The facet whose terms make the tree at the side and carry the data colours. Default: no tree."),
	navigation: z
		.array(
			z.strictObject({
				label: label.describe("The words of the link."),
				to: path.describe("Where it leads: an address of the site such as /methods/."),
			}),
		)
		.default([])
		.describe("Links of the header."),
	colours: z
		.record(
			id,
			z.strictObject({
				light: colour.describe("On the light theme."),
				dark: colour.describe("On the dark theme."),
				shape: z.enum(["circle", "square", "triangle", "diamond"]).describe("The mark in charts."),
			}),
		)
		.default({})
		.describe("One hue (for the light and the dark theme) and one shape for each top-level term of the tree."),
});

export type Site = z.output<typeof siteSchema>;
