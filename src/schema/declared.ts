import { z } from "astro/zod";
import { id, scalar } from "./fields.ts";

// What a field may hold depends on what the knowledge base declares. The schemas of this folder say only of what kind it
// is; the model checks it, and an editor is given the names themselves.

/** What a field can hold that a knowledge base declares. */
export type Declared =
	| "work"
	| "metric"
	| "condition"
	| "conditions"
	| "facet"
	| "facets"
	| "term"
	| "page-term"
	| "record"
	| "subject"
	| "style"
	| "unit"
	| "value";

/** Which schemas stand for declared things; `open` where a file may name what it declares itself, or anything else. */
export const declared = z.registry<{ is: Declared; open?: boolean }>();

/** The key of a work of the library. */
export const work = z.string().register(declared, { is: "work" });

/** A declared metric. */
export const metricId = id.clone().register(declared, { is: "metric" });

/** A metric, or one declared in the same file. */
export const inputMetric = id.clone().register(declared, { is: "metric", open: true });

/** A declared condition. */
export const conditionId = id.clone().register(declared, { is: "condition" });

/** Conditions by id, each in the form that it is declared to have. */
export const conditions = z.record(id, scalar).register(declared, { is: "conditions" });

/** A facet. */
export const facetId = id.clone().register(declared, { is: "facet" });

/** Terms by facet. */
export const facetTerms = z
	.record(id, z.array(id).min(1, "must name a term; leave the facet out where the source gives none."))
	.register(declared, { is: "facets" });

/** A term of any facet. */
export const term = id.clone().register(declared, { is: "term" });

/** A term declared in the same file. */
export const parentTerm = id.clone().register(declared, { is: "term", open: true });

/** `facet/term`. */
export const pageTerm = z
	.string()
	.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be facet/term, such as origin/japan.")
	.register(declared, { is: "page-term" });

/** A record's id. */
export const recordId = id.clone().register(declared, { is: "record" });

/** A record's id, `record#measurement`, or `@key` of a reference. */
export const subject = z.string().register(declared, { is: "subject" });

/** A style of citations. */
export const style = z.string().register(declared, { is: "style" });

/** A unit. */
export const unit = z.string().register(declared, { is: "unit", open: true });

/** A value as printed, with or without a unit. */
export const value = z.union([z.string(), z.number()]).register(declared, { is: "value" });
