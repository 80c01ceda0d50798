import { z } from "astro/zod";
import type { Condition, Facet, Metric } from "../model/types.ts";

/** A JSON Schema, and whether it stands for the items of a list. */
type JsonSchema = z.core.JSONSchema.BaseSchema & { isList?: boolean };

/** What the fields of a schema mean, in the words of the schema. */
export class Documentation {
	readonly #schema: JsonSchema;

	constructor(schema: z.ZodType) {
		this.#schema = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
	}

	/** What a field means, and what it can be where that is one of some words. */
	of(...path: readonly string[]): string {
		const field = this.#at(path);
		const values = field?.enum ?? [];
		return [field?.description ?? "", ...(values.length === 0 ? [] : [`One of ${values.join(", ")}.`])].filter(Boolean).join(" ");
	}

	/** The fields at a path, in their order. */
	fields(...path: readonly string[]): string[] {
		return Object.keys(this.#at(path)?.properties ?? {});
	}

	/** Whether a field holds a list of things with fields. */
	isList(...path: readonly string[]): boolean {
		return this.#at(path)?.isList ?? false;
	}

	#at(path: readonly string[]): JsonSchema | undefined {
		return path.reduce<JsonSchema | undefined>((schema, name) => inner(schema?.properties?.[name]), this.#schema);
	}
}

/** The schema of one item where there may be several, with what is said of all of them. */
function inner(schema: z.core.JSONSchema._JSONSchema | undefined): JsonSchema | undefined {
	if (typeof schema !== "object") return undefined;
	const options = (schema.anyOf ?? []).map((option): JsonSchema | undefined => inner(option));
	const item: JsonSchema | undefined = Array.isArray(schema.items) ? undefined : inner(schema.items);
	const best = options.find((option) => option?.properties !== undefined) ?? item;
	if (best === undefined) return schema;
	const description = schema.description ?? best.description;
	return { ...best, isList: item !== undefined, ...(description === undefined ? {} : { description }) };
}

/** What a metric is, from its declaration: "flow, in L/s, 0 to 10000, needs season." and its summary */
export function metricText({ label, unit, range, needs, summary }: Metric): string {
	const parts = [
		label,
		unit === "1" ? "" : `in ${unit}`,
		range === undefined ? "" : `${range[0]} to ${range[1]}`,
		needs.length === 0 ? "" : `needs ${needs.join(", ")}`,
	];
	return `${parts.filter(Boolean).join(", ")}.${summary === undefined ? "" : ` ${summary}`}`;
}

/** What a condition is, from its declaration. */
export function conditionText({ label, kind, unit = "1", terms = [], facet }: Condition, facets: ReadonlyMap<string, Facet>): string {
	const from = facets.get(facet ?? "");
	const values = kind !== "term" ? [] : from === undefined ? terms.map(({ id }) => id) : [...from.terms.keys()];
	if (values.length > 0) return `${label}: ${from === undefined || values.length <= few ? values.join(", ") : `a term of ${from.id}`}`;
	return kind === "number" ? `${label}${unit === "1" ? "" : `, in ${unit}`}` : kind === "count" ? `${label}, counted` : label;
}

/** What terms a facet has. */
export function facetText({ id, terms }: Facet): string {
	if (terms.size <= few) return [...terms.keys()].join(", ");
	return `${terms.size} terms, in content/vocabulary/${id}.yaml`;
}

/** How many names are still read. */
const few = 12;
