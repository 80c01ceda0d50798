import { z } from "astro/zod";
import { id, label, prose } from "./fields.ts";

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #0b6aa8.");
const path = z.string().regex(/^\/(?:[^\s/]+\/)*$/, "must be an address of the site such as /methods/.");

/** `content/site.yaml`: what the whole site needs to know. */
export const siteSchema = z.strictObject({
	/** The name of the knowledge base. */
	title: label,
	/** One sentence that says what it is. */
	description: prose,
	/** Where it is published, with its base path. */
	url: z.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://." }),
	/** Where its files live; edit and report links lead there. Default: no such links. */
	repository: z.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://." }).optional(),
	/** The licence of the content. */
	licence: z.strictObject({ name: label, url: z.url({ protocol: /^https?$/ }) }).optional(),
	/** BCP 47 language tag of the content. Default en-GB. */
	language: z
		.string()
		.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, "must be a language tag such as en-GB.")
		.default("en-GB"),
	/** What one record is called, what several are called, and the first part of their addresses. */
	record: z.strictObject({
		label,
		plural: label,
		address: id,
		/** The columns of tables of records, as a page names them; the numbers among them stand at the head of a record. */
		columns: z.string().default(""),
		/**
		 * The chart over the list of all records, from one metric to another, as a page names them; its marks follow the
		 * selection. Default: no chart; nor is there one for more than 500 records.
		 */
		chart: z.strictObject({ from: z.string(), to: z.string() }).optional(),
	}),
	citations: z
		.strictObject({
			/** A style: the name of a CSL file in `references/`, or one of those that come with the generator. */
			style: z.string(),
		})
		.default({ style: "chemistry" }),
	/** The facet whose terms make the tree at the side and carry the data colours. Default: no tree. */
	tree: id.optional(),
	/** Links of the header. */
	navigation: z.array(z.strictObject({ label, to: path })).default([]),
	/** One hue (for the light and the dark theme) and one shape for each top-level term of the tree. */
	colours: z
		.record(id, z.strictObject({ light: colour, dark: colour, shape: z.enum(["circle", "square", "triangle", "diamond"]) }))
		.default({}),
});

export type Site = z.output<typeof siteSchema>;
