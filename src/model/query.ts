import { suggestion } from "../problem/nearest.ts";
import { type Place, type Problems, within } from "../problem/problem.ts";
import { readCondition, sameCondition } from "./conditions.ts";
import { termMeant } from "./meant.ts";
import type { Condition, Conditions, DerivedValue, Facet, KnowledgeBase, Measurement, Metric, StudiedRecord, Term } from "./types.ts";

type Declared = Pick<KnowledgeBase, "metrics" | "conditions" | "facets">;

/** Which records: for each facet, any of some terms (and of the terms below them). */
export type Query = { facet: Facet; terms: Term[] }[];

/** What a column of a table shows. */
export type Column =
	| { kind: "study" }
	| { kind: "facet"; facet: Facet }
	/** A metric, at given conditions; `by` picks the value with the largest value of a condition. */
	| { kind: "metric"; metric: Metric; at: Conditions; by: Condition | undefined };

/** Reads `facet=term; facet=term|term`. What it names and does not exist becomes a problem. */
export function readQuery(text: string, { facets }: Declared, place: Place, problems: Problems): Query {
	const query: Query = [];
	for (const clause of parts(text, ";", place)) {
		const [before = "", id = "", given = ""] = /^([\w-]+)\s*=\s*(?=(.+))/.exec(clause.text) ?? [];
		if (id === "") {
			problems.add(
				"query-invalid",
				clause.place,
				`"${clause.text}" cannot be read. Write facet=term or facet=term|term, separated by semicolons.`,
			);
			continue;
		}
		const facet = facets.get(id);
		if (facet === undefined) {
			if (!problems.isUnread("facet", id))
				problems.add("unknown-facet", within(clause.place, 0, id.length), `"${id}" is not a facet.${suggestion(id, facets.keys())}`);
			continue;
		}
		const terms = parts(given, "|", within(clause.place, before.length, given.length)).flatMap(({ text: name, place: at }) => {
			const term = facet.terms.get(name);
			if (term === undefined && !problems.isUnread("term", `${id}/${name}`))
				problems.add("unknown-term", at, `"${name}" is not a term of the facet ${id}.${termMeant(name, facet)}`);
			return term ?? [];
		});
		query.push({ facet, terms });
	}
	return query;
}

/** Reads the columns of a table: `facet, metric, metric@condition, metric@condition=value, study`. */
export function readColumns(text: string, declared: Declared, place: Place, problems: Problems): Column[] {
	return parts(text, ",", place).flatMap((part) => readColumn(part.text, declared, part.place, problems) ?? []);
}

/** The parts of a text between signs of one kind, without blanks around them, each with its place; none that is empty. */
export function parts(text: string, separator: string, place: Place): { text: string; place: Place }[] {
	let from = 0;
	return text.split(separator).flatMap((part) => {
		const at = from + part.length - part.trimStart().length;
		from += part.length + separator.length;
		const trimmed = part.trim();
		return trimmed === "" ? [] : [{ text: trimmed, place: within(place, at, trimmed.length) }];
	});
}

/** Reads one column. */
export function readColumn(text: string, declared: Declared, place: Place, problems: Problems): Column | undefined {
	const { metrics, conditions, facets } = declared;
	if (text === "study") return { kind: "study" };
	const facet = facets.get(text);
	if (facet !== undefined) return { kind: "facet", facet };
	const [id = "", selector] = text.split("@");
	const metric = metrics.get(id);
	if (metric === undefined) {
		if (problems.isUnread("metric", id) || problems.isUnread("facet", id)) return undefined;
		problems.add(
			"unknown-metric",
			within(place, 0, id.length),
			`"${id}" is neither a metric nor a facet.${suggestion(id, [...metrics.keys(), ...facets.keys(), "study"])}`,
		);
		return undefined;
	}
	if (selector === undefined) return { kind: "metric", metric, at: new Map(), by: undefined };
	const behind = within(place, id.length + 1, selector.length);
	if (selector.includes("=")) return { kind: "metric", metric, at: readAt(selector, declared, behind, problems), by: undefined };
	const by = conditions.get(selector);
	if (by === undefined) {
		if (selector.trim() === "") problems.add("query-invalid", place, `"${text}" names no condition behind the @. Write metric@condition.`);
		else if (!problems.isUnread("condition", selector))
			problems.add("unknown-condition", behind, `"${selector}" is not a declared condition.${suggestion(selector, conditions.keys())}`);
		return undefined;
	}
	return { kind: "metric", metric, at: new Map(), by };
}

/** Reads conditions as attributes have them: `time=3 min; basis=dry`. */
export function readAt(text: string, { conditions, facets }: Declared, place: Place, problems: Problems): Conditions {
	const found: Conditions = new Map();
	for (const clause of parts(text, ";", place)) {
		const [before = "", id = "", value = ""] = /^([\w-]+)\s*=\s*(?=(.+))/.exec(clause.text) ?? [];
		const named = within(clause.place, 0, id.length);
		const condition = conditions.get(id);
		if (condition === undefined) {
			if (id === "") problems.add("query-invalid", clause.place, `"${clause.text}" cannot be read. Write condition=value.`);
			else if (!problems.isUnread("condition", id))
				problems.add("unknown-condition", named, `"${id}" is not a declared condition.${suggestion(id, conditions.keys())}`);
			continue;
		}
		if (found.has(id)) problems.add("query-invalid", named, `"${id}" is given twice. Leave one of them out.`);
		const at = within(clause.place, before.length, value.length);
		const read = readCondition(condition, value, { conditions, facets, fields: new Map(), problems }, at);
		if (read !== undefined) found.set(id, read);
	}
	return found;
}

/** A term and all terms below it. */
export function withNarrower(term: Term, facet: Facet): Set<string> {
	const found = new Set([term.id]);
	for (let grew = true; grew; ) {
		grew = false;
		for (const other of facet.terms.values()) {
			if (other.parent !== undefined && found.has(other.parent) && !found.has(other.id)) {
				found.add(other.id);
				grew = true;
			}
		}
	}
	return found;
}

/** The records that a query finds, in the knowledge base's order. */
export function select(records: Iterable<StudiedRecord>, query: Query): StudiedRecord[] {
	const wanted = query.map(({ facet, terms }) => ({
		facet: facet.id,
		terms: new Set(terms.flatMap((term) => [...withNarrower(term, facet)])),
	}));
	return [...records].filter((record) =>
		wanted.every(({ facet, terms }) => (record.facets.get(facet) ?? []).some((term) => terms.has(term.id))),
	);
}

/** Values of a record with a metric that are at the given conditions: reported ones, or where there are none, derived ones. */
export function valuesOf(
	record: StudiedRecord,
	metric: Metric,
	at: Conditions,
	allow: (value: Measurement | DerivedValue) => boolean = () => true,
): (Measurement | DerivedValue)[] {
	const matches = (value: Measurement | DerivedValue) =>
		value.metric.id === metric.id &&
		(at.size === 0 || [...at].every(([id, wanted]) => sameCondition(value.conditions.get(id), wanted))) &&
		allow(value);
	const reported = record.measurements.filter(matches);
	return reported.length > 0 ? reported : record.derived.filter(matches);
}

/** Whether a value has a condition whose values never stand beside others, and was not asked for by it. */
export function standsApart(value: Measurement | DerivedValue, asked: Conditions, { conditions }: Pick<Declared, "conditions">): boolean {
	for (const [id, { term }] of value.conditions)
		if (term !== undefined && !asked.has(id) && conditions.get(id)?.terms?.some((one) => one.id === term && one.apart)) return true;
	return false;
}

/**
 * The value that a column shows of a record: the first listed, or the one with the largest value of a condition; one
 * that is in doubt only where there is no other.
 */
export function valueIn(
	record: StudiedRecord,
	{ metric, at, by }: Extract<Column, { kind: "metric" }>,
	{ conditions }: Pick<Declared, "conditions">,
): Measurement | DerivedValue | undefined {
	const all = valuesOf(record, metric, at, (value) => !standsApart(value, at, { conditions }));
	const size = (value: Measurement | DerivedValue) => {
		const condition = by && value.conditions.get(by.id);
		return condition?.normal ?? condition?.value ?? Number.NEGATIVE_INFINITY;
	};
	const candidates = by === undefined ? all : all.filter((value) => value.conditions.has(by.id)).sort((a, b) => size(b) - size(a));
	return candidates.find(({ doubt }) => doubt === undefined) ?? candidates[0];
}
