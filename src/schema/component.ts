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
		/**
		 * What rows stand together by: `study`, a facet (its main term), or a column with a metric, whose tiers then make
		 * the groups. A record and its controls always stand together. Default: no groups.
		 */
		group: z.string().optional(),
		/**
		 * `name`, or a column with a metric: best first, ranked within one tier only, and within one study unless the
		 * table is grouped by the tiers of the same column. Default: the order of the knowledge base.
		 */
		order: z.string().optional(),
		caption: z.string().optional(),
	}),
	/** A chart of the records that a query finds; which attributes a kind takes is in `chartAttributes`. */
	Chart: z.strictObject({
		kind: z.enum([
			/** A dumbbell for each record, from one quantity to another. */
			"change",
			/** Each record beside the control of its own study, a panel for each metric. */
			"control",
			/** What is left of a whole over a count, with curves of equal loss per step: straight, since the axis is logarithmic. */
			"decay",
			/** Every value of one metric, a mark each. */
			"strip",
			/** Values of a record at several values of a condition, a line each; a panel for each study. */
			"series",
			/** How many records there are for each pair of terms of two facets. */
			"map",
			/** For how many records each deciding condition is given. */
			"completeness",
		]),
		where: query.default(""),
		/** `change`: metrics, as columns of tables have them. */
		from: z.string().optional(),
		to: z.string().optional(),
		/** `decay`, `strip`: one metric. */
		metric: z.string().optional(),
		/** `control`, `series`, `completeness`: metrics, separated by commas. */
		metrics: z.string().optional(),
		/** `decay`: a condition that counts; `series`: one that is a number. */
		over: z.string().optional(),
		/** `decay`: the count at which everything is still there. Default 0. */
		start: z.string().optional(),
		/** `map`: `facet` for all its terms that have none below them, or `facet=term|term`. */
		rows: z.string().optional(),
		columns: z.string().optional(),
		/** Values with a `doubt`: left out, or shown faintly. Neither counts in the title. */
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

/** The attributes of each kind of chart, beside `kind` and `where`. */
export const chartAttributes = {
	change: ["from", "to", "doubtful"],
	control: ["metrics", "doubtful"],
	decay: ["metric", "over", "start", "doubtful"],
	strip: ["metric", "doubtful"],
	series: ["metrics", "over", "doubtful"],
	map: ["rows", "columns"],
	completeness: ["metrics"],
} as const;

export type ChartKind = keyof typeof chartAttributes;
export type ChartAttribute = (typeof chartAttributes)[ChartKind][number];

export function isChartKind(kind: string): kind is ChartKind {
	return Object.hasOwn(chartAttributes, kind);
}
