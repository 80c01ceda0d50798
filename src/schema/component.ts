import { z } from "astro/zod";

const query = z.string();

/** The components that pages may use, each with its attributes: literal strings, all of them. */
export const components = {
	/** A table of the records that a query finds. */
	ComparisonTable: z.strictObject({
		/** `facet=term; facet=term|term`; empty: all records. */
		where: query.default(""),
		/** Facets, metrics, `metric@condition`, `metric@condition=value`, `study`, separated by commas. */
		columns: z.string(),
		caption: z.string().optional(),
	}),
	/** A chart of the records that a query finds. */
	Chart: z.strictObject({
		/** `change`: a dumbbell for each record, from one quantity to another. */
		kind: z.enum(["change"]),
		where: query.default(""),
		from: z.string(),
		to: z.string(),
		/** Values with a `doubt`: left out, or shown faintly. */
		doubtful: z.enum(["left-out", "shown"]).default("left-out"),
	}),
	/** One number of one record, in a sentence. */
	Value: z.strictObject({
		/** The record's id. */
		of: z.string(),
		metric: z.string(),
		/** `condition=value; condition=value`, as many as make it the only one. */
		at: z.string().default(""),
	}),
	/** The box at the head of a page: a list whose items begin with a bold label. */
	Summary: z.strictObject({}),
	/** A drawing of content/figures/. */
	Figure: z.strictObject({
		/** The file's name, without its ending. */
		name: z.string(),
		/** What it shows, for those who cannot see it. */
		alt: z.string(),
		caption: z.string().optional(),
	}),
	/** How much evidence a query finds, in a sentence. */
	Evidence: z.strictObject({ where: query.default("") }),
} as const;

export type ComponentName = keyof typeof components;

export function isComponentName(name: string): name is ComponentName {
	return Object.hasOwn(components, name);
}

/** Elements that pages may use as markup; <Fact> marks a number that is no measurement: general knowledge, or reckoned here. */
export const plainElements = new Set(["sub", "sup", "br", "Fact"]);
