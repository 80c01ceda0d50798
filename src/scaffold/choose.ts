import { parseDoi } from "../lookup/doi.ts";
import { fold } from "../lookup/fold.ts";
import { readCondition } from "../model/conditions.ts";
import type { Condition, Facet, KnowledgeBase, Metric, Term, Work } from "../model/types.ts";
import { nearest, suggestion } from "../problem/nearest.ts";
import { Problems } from "../problem/problem.ts";
import { parseQuantity } from "../quantity/quantity.ts";
import type { Understood } from "./form.ts";

/** Finds one of some things by any of its names, upper and lower case, accents and signs aside; else the nearest. */
export function named<T>(text: string, things: Iterable<T>, namesOf: (thing: T) => readonly string[]): { found?: T; near?: T } {
	const byName = new Map<string, T>();
	for (const thing of things) for (const name of namesOf(thing)) if (!byName.has(fold(name))) byName.set(fold(name), thing);
	const found = fold(text) === "" ? undefined : byName.get(fold(text));
	if (found !== undefined) return { found };
	const near = byName.get(nearest(fold(text), byName.keys()) ?? "");
	return near === undefined ? {} : { near };
}

/** A term of a facet, by its id, label, formula or a synonym. */
export function understandTerm(text: string, facet: Facet): Understood<Term> {
	const { found, near } = named(text, facet.terms.values(), ({ id, label, formula = "", synonyms }) => [id, label, formula, ...synonyms]);
	if (found !== undefined) return { value: found };
	return {
		wrong: `"${text}" is not a term of the facet ${facet.id}.${suggestion(text, facet.terms.keys())} To add it: npm run new -- term --facet ${facet.id} --label ${quoted(text)}`,
		nearest: near && { name: near.id, value: near },
	};
}

/** Terms of a facet, separated by commas. */
export function understandTerms(text: string, facet: Facet): Understood<Term[]> {
	const terms: Term[] = [];
	// A label may hold a comma itself.
	const whole = understandTerm(text, facet);
	if ("value" in whole) return { value: [whole.value] };
	const parts = text.split(",").filter((part) => part.trim() !== "");
	for (const [index, part] of parts.entries()) {
		const one = understandTerm(part.trim(), facet);
		if ("value" in one) terms.push(one.value);
		else if (index === parts.length - 1 && one.nearest !== undefined)
			return { wrong: one.wrong, nearest: { name: one.nearest.name, value: [...terms, one.nearest.value] } };
		else return { wrong: one.wrong };
	}
	return { value: [...new Set(terms)] };
}

/** A work of the library, by its key or DOI. */
export function understandWork(text: string, works: ReadonlyMap<string, Work>): Understood<Work> {
	const work = works.get(text);
	if (work !== undefined) return { value: work };
	const doi = parseDoi(text);
	if (doi !== undefined) {
		const known = [...works.values()].find(({ csl }) => csl.DOI?.toLowerCase() === doi);
		return known === undefined ? { wrong: `${doi} is not in the library. To add it: npm run cite -- ${doi}` } : { value: known };
	}
	const near = works.get(nearest(text, works.keys()) ?? "");
	return {
		wrong: `"${text}" is not in the library.${suggestion(text, works.keys())} To add it: npm run cite -- DOI, or npm run new -- reference --key KEY`,
		nearest: near && { name: near.key, value: near },
	};
}

/** A metric that documents report, by its id, label or symbol. */
export function understandMetric(text: string, { metrics }: Pick<KnowledgeBase, "metrics">): Understood<Metric> {
	// A symbol may be of one letter, whose case matters.
	const bySymbol = [...metrics.values()].filter(({ symbol }) => symbol === text);
	const { found = bySymbol.length === 1 ? bySymbol[0] : undefined, near } = named(text, metrics.values(), ({ id, label }) => [id, label]);
	if (found !== undefined) return { value: found };
	return {
		wrong: `"${text}" is not a declared metric.${suggestion(text, metrics.keys())} Metrics are declared in content/metrics.yaml.`,
		nearest: near && { name: near.id, value: near },
	};
}

/** A value of a metric as it is printed, within the metric's range. */
export function understandValue(text: string, { id, unit, range }: Metric): Understood<string> {
	const quantity = parseQuantity(text, unit);
	const inUnit = unit === "1" ? "" : ` in ${unit}, or with a unit of its kind`;
	if ("problem" in quantity)
		return quantity.problem === "unit"
			? { wrong: `"${quantity.given}" is not a unit that can be converted to ${unit === "1" ? "a plain number" : unit}.` }
			: { wrong: `"${text}" is not a value. Write 12.5, ~12.5, >12.5, <=12.5 or 10–15${inUnit}.` };
	const ends = [quantity.value ?? quantity.low ?? 0, quantity.value ?? quantity.high ?? 0];
	if (range !== undefined && ends.some((end) => end < range[0] || end > range[1]))
		return {
			wrong: `${text} is outside the range of ${id}, ${range[0]} to ${range[1]}${unit === "1" ? "" : ` ${unit}`}. If it is printed so, add it by hand with a doubt.`,
		};
	return { value: text };
}

/** A condition's value; a term also by its label. */
export function understandCondition(
	text: string,
	condition: Condition,
	kb: Pick<KnowledgeBase, "conditions" | "facets">,
): Understood<string> {
	const facet = kb.facets.get(condition.facet ?? "");
	if (condition.kind === "term" && facet !== undefined) {
		const term = understandTerm(text, facet);
		return "value" in term
			? { value: term.value.id }
			: { wrong: term.wrong, nearest: term.nearest && { name: term.nearest.name, value: term.nearest.name } };
	}
	const term = named(text, condition.terms ?? [], ({ id, label }) => [id, label]).found;
	const written = condition.kind === "term" && term !== undefined ? term.id : text;
	const problems = new Problems();
	const value = readCondition(condition, written, { ...kb, fields: new Map(), problems }, { file: "", line: 1, column: 1 });
	return value === undefined ? { wrong: problems.all.map(({ message }) => message).join(" ") } : { value: written };
}

/** A word for a command line. */
export function quoted(text: string): string {
	return /^[\w./-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}
