import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { readCondition, sameCondition } from "./conditions.ts";
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
	for (const clause of text.split(";")) {
		if (clause.trim() === "") continue;
		const { id, given } = clauseOf(clause);
		if (id === "") {
			problems.add(
				"query-invalid",
				place,
				`"${clause.trim()}" cannot be read. Write facet=term or facet=term|term, separated by semicolons.`,
			);
			continue;
		}
		const facet = facets.get(id);
		if (facet === undefined) {
			if (!problems.isUnread("facet", id)) problems.add("unknown-facet", place, `"${id}" is not a facet.${suggestion(id, facets.keys())}`);
			continue;
		}
		const terms = given.split("|").flatMap((name) => {
			const term = facet.terms.get(name.trim());
			if (term === undefined && !problems.isUnread("term", `${id}/${name.trim()}`))
				problems.add(
					"unknown-term",
					place,
					`"${name.trim()}" is not a term of the facet ${id}.${suggestion(name.trim(), facet.terms.keys())}`,
				);
			return term ?? [];
		});
		query.push({ facet, terms });
	}
	return query;
}

/** The two sides of `id=given`; nothing where it is not of that form. */
function clauseOf(clause: string): { id: string; given: string } {
	const at = clause.indexOf("=");
	const [id, given] = [clause.slice(0, Math.max(at, 0)).trim(), clause.slice(at + 1).trim()];
	return /^[\w-]+$/.test(id) && given !== "" ? { id, given } : { id: "", given: "" };
}

/** Reads the columns of a table: `facet, metric, metric@condition, metric@condition=value, study`. */
export function readColumns(text: string, declared: Declared, place: Place, problems: Problems): Column[] {
	return text
		.split(",")
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.flatMap((part) => readColumn(part, declared, place, problems) ?? []);
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
			place,
			`"${id}" is neither a metric nor a facet.${suggestion(id, [...metrics.keys(), ...facets.keys(), "study"])}`,
		);
		return undefined;
	}
	if (selector === undefined) return { kind: "metric", metric, at: new Map(), by: undefined };
	if (selector.includes("=")) return { kind: "metric", metric, at: readAt(selector, declared, place, problems), by: undefined };
	const by = conditions.get(selector);
	if (by === undefined) {
		if (selector.trim() === "") problems.add("query-invalid", place, `"${text}" names no condition behind the @. Write metric@condition.`);
		else if (!problems.isUnread("condition", selector))
			problems.add("unknown-condition", place, `"${selector}" is not a declared condition.${suggestion(selector, conditions.keys())}`);
		return undefined;
	}
	return { kind: "metric", metric, at: new Map(), by };
}

/** Reads conditions as attributes have them: `time=3 min; basis=dry`. */
export function readAt(text: string, { conditions, facets }: Declared, place: Place, problems: Problems): Conditions {
	const at: Conditions = new Map();
	for (const clause of text.split(";")) {
		if (clause.trim() === "") continue;
		const { id, given: value } = clauseOf(clause);
		const condition = conditions.get(id);
		if (condition === undefined) {
			if (id === "") problems.add("query-invalid", place, `"${clause.trim()}" cannot be read. Write condition=value.`);
			else if (!problems.isUnread("condition", id))
				problems.add("unknown-condition", place, `"${id}" is not a declared condition.${suggestion(id, conditions.keys())}`);
			continue;
		}
		if (at.has(id)) problems.add("query-invalid", place, `"${id}" is given twice. Leave one of them out.`);
		const read = readCondition(condition, value, { conditions, facets, fields: new Map(), problems }, place);
		if (read !== undefined) at.set(id, read);
	}
	return at;
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
