import { bundledStyles } from "../cite/styles.ts";
import { countForm, notGiven } from "../model/conditions.ts";
import type { Loaded } from "../model/load.ts";
import type { Condition, Metric, Work } from "../model/types.ts";
import type { Problems } from "../problem/problem.ts";
import { quantityForm } from "../quantity/quantity.ts";
import type { Declared } from "../schema/declared.ts";
import type { JsonSchema } from "./jsonschema.ts";

/**
 * What a knowledge base declares, as JSON Schemas that the files' own refer to. Where some declarations could not be
 * read, every name is allowed: the mistake is told where it was made.
 */
export function definitions({ declared, problems }: Pick<Loaded, "declared" | "problems">): Map<Declared, JsonSchema> {
	const { metrics, conditions, facets, works, records, styles } = declared;
	const terms = [...facets.values()].flatMap((facet) => [...facet.terms.values()].map((term) => ({ ...term, facetLabel: facet.label })));
	const termNames = terms.map(({ id, label, facetLabel, summary }) => named(id, sentence(`${facetLabel}: ${label}`, summary)));
	const areTermsWhole = !problems.isUnread("facet") && !problems.isUnread("term");
	const keys = [...works.values()].map((work) => named(work.key, workText(work)));
	const areWorksWhole = !problems.isUnread("work");
	const recordNames = [...records].map((id) => named(id));
	return new Map<Declared, JsonSchema>([
		["work", names(keys, areWorksWhole, "It is not in the library: add the work to a file of references/, then check.")],
		["metric", names([...metrics.values()].map(metricName), !problems.isUnread("metric"), "It is not a declared metric.")],
		[
			"condition",
			names(
				[...conditions.values()].map(({ id, label, unit }) => named(id, sentence(label, unit))),
				!problems.isUnread("condition"),
				"It is not a declared condition.",
			),
		],
		["conditions", conditionsAt(conditions, declared, problems)],
		[
			"facet",
			names(
				[...facets.values()].map(({ id, label }) => named(id, label)),
				!problems.isUnread("facet"),
				"It is not a facet.",
			),
		],
		["facets", facetsOf(declared, problems)],
		["term", names(unique(termNames), areTermsWhole, "It is not a term of the vocabulary.")],
		[
			"page-term",
			names(
				terms.map(({ facet, id, label, summary }) => named(`${facet}/${id}`, sentence(label, summary))),
				areTermsWhole,
				"It is not a term of the vocabulary.",
			),
		],
		["record", names(recordNames, true, "There is no such record.")],
		[
			"subject",
			{
				anyOf: [
					names([...recordNames, ...keys.map(({ id }) => named(`@${id}`))], true, "There is no such record or reference."),
					// A measurement of a record; and anything where the library could not be read.
					{ type: "string", pattern: areWorksWhole ? "^[a-z0-9-]+#.+$" : "^(?:@|[a-z0-9-]+#).+$" },
				],
			},
		],
		["style", names(unique([...styles, ...bundledStyles()].map((id) => named(id))), true, "There is no such style.")],
		["unit", names(unique(units(metrics, conditions).map((id) => named(id))), true, "")],
		[
			"value",
			form(
				quantityForm,
				"Write a number such as 12.5, ~12.5, >12.5 or <=12.5, or a range such as 10–15, alone or with a unit.",
				"A number such as 12.5, ~12.5, >12.5 or <=12.5, or a range such as 10–15, alone (in the metric's unit) or with a unit.",
			),
		],
	]);
}

/** A hover shows every name there is: of more than so many it would be slow with what each of them means. */
const mostExplained = 2000;

interface Name {
	id: string;
	text: string;
}

function named(id: string, text = ""): Name {
	return { id, text };
}

function unique(all: readonly Name[]): Name[] {
	return [...new Map(all.map((name) => [name.id, name])).values()];
}

function sentence(...parts: readonly (string | undefined)[]): string {
	return parts.flatMap((part) => (part === undefined || part === "" ? [] : [part.replace(/\.$/, "")])).join(". ");
}

/** Names to choose from, with what they mean. Where there may be more than are known every text is allowed. */
function names(all: readonly Name[], areWhole: boolean, errorMessage: string): JsonSchema {
	if (!areWhole) return { type: "string" };
	// JSON Schema has no empty list of values.
	if (all.length === 0) return { not: {}, errorMessage };
	const texts = all.length <= mostExplained && all.some(({ text }) => text !== "");
	return {
		type: "string",
		enum: all.map(({ id }) => id),
		...(texts ? { markdownEnumDescriptions: all.map(({ text }) => escaped(text)) } : {}),
		...(errorMessage === "" ? {} : { errorMessage }),
	};
}

/** A text as Markdown that shows it. */
function escaped(text: string): string {
	return text.replace(/[\\`*_{}[\]<>()#|~]/g, "\\$&").replace(/\s+/g, " ");
}

/** A number, or a text of some form. */
function form(pattern: string, patternErrorMessage: string, description: string, more: JsonSchema = {}): JsonSchema {
	return { type: ["number", "string"], pattern, patternErrorMessage, description, ...more };
}

function metricName({ id, label, unit, range, summary }: Metric): Name {
	const within = range === undefined ? "" : `, ${range[0]} to ${range[1]}`;
	return named(id, sentence(`${label} (${unit === "1" ? "a plain number" : unit}${within})`, summary));
}

/** First author, year, where it was published, and its title. */
function workText({ csl }: Work): string {
	const [first, ...others] = csl.author ?? [];
	const name = first?.family ?? first?.literal;
	const year = csl.issued?.["date-parts"]?.[0]?.[0];
	const who = [name === undefined || others.length === 0 ? name : `${name} et al.`, year].filter((part) => part !== undefined).join(" ");
	return sentence(who, csl["container-title"], csl.title);
}

function units(metrics: ReadonlyMap<string, Metric>, conditions: ReadonlyMap<string, Condition>): string[] {
	return [
		...[...metrics.values()].map(({ unit }) => unit),
		...[...conditions.values()].flatMap(({ unit, converts }) => [unit ?? [], ...converts.map(({ field }) => field.unit)].flat()),
	];
}

type Known = Loaded["declared"];

/** The conditions of an `at:`. */
function conditionsAt(conditions: ReadonlyMap<string, Condition>, { facets }: Known, problems: Problems): JsonSchema {
	return {
		type: "object",
		properties: Object.fromEntries([...conditions].map(([id, condition]) => [id, conditionValue(condition, facets, problems)])),
		additionalProperties: problems.isUnread("condition"),
	};
}

function conditionValue(condition: Condition, facets: Known["facets"], problems: Problems): JsonSchema {
	const { label, kind, unit = "1", converts } = condition;
	const free = (pattern: string) => `${pattern}|^${notGiven}$`;
	switch (kind) {
		case "text":
			return { type: ["string", "number"], description: `${label}: in words.` };
		case "count":
			return form(free(countForm), "Write 100, 1-100 or 4+.", `${label}: a whole number, or a span of them such as 1-100 or 4+.`);
		case "number": {
			const all = unit === "1" ? converts.map((one) => one.unit) : [unit, ...converts.map((one) => one.unit)];
			const with_ = all.length === 0 ? "" : ` and its unit: ${all.join(", ")}`;
			return form(free(quantityForm), `Write a number${with_}.`, `${label}: a number${with_}.`, {
				defaultSnippets: all.map((one) => ({ label: `… ${one}`, body: `$1 ${one}` })),
			});
		}
		case "term": {
			const facet = condition.facet === undefined ? undefined : facets.get(condition.facet);
			const terms = [...(condition.facet === undefined ? (condition.terms ?? []) : (facet?.terms.values() ?? []))];
			const areWhole =
				condition.facet === undefined ||
				(facet !== undefined &&
					!problems.isUnread("facet", condition.facet) &&
					!terms.some(({ id }) => problems.isUnread("term", `${condition.facet}/${id}`)) &&
					!problems.isUnread("term"));
			if (!areWhole) return { type: ["string", "number"], description: `${label}: a term.` };
			const chosen = [...terms.map(({ id, label: text }) => named(id, text)), named(notGiven, "Takes away one that a wider place gives.")];
			const { type: _, ...json } = names(chosen, true, "");
			// A plain 2 in a file is a number: the term "2" all the same.
			const numbers = terms.flatMap(({ id }) => (Number.isNaN(Number(id)) ? [] : [Number(id)]));
			return { ...json, enum: [...(json.enum ?? []), ...numbers], description: `${label}: a term.` };
		}
	}
}

/** The terms of a record, by facet. */
function facetsOf({ facets }: Known, problems: Problems): JsonSchema {
	const all = [...facets.values()].map(({ id, label, terms }): [string, JsonSchema] => {
		const isWhole = !problems.isUnread("term");
		const items = names(
			[...terms.values()].map((term) => named(term.id, sentence(term.label, term.summary))),
			isWhole,
			`It is not a term of the facet ${id}.`,
		);
		return [id, { type: "array", minItems: 1, items, description: `${label}: a list of terms; the first one is the main one.` }];
	});
	return { type: "object", properties: Object.fromEntries(all), additionalProperties: problems.isUnread("facet") };
}
