import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { parseQuantity, type Quantity, splitUnit } from "../quantity/quantity.ts";
import { combine, convert, hasTrueZero, isUnit, sameKind } from "../quantity/units.ts";
import type { Path, Yaml } from "../read/yaml.ts";
import type { Condition, Conditions, ConditionValue, Facet } from "./types.ts";

/** What conditions are read against. */
export interface ConditionContext {
	conditions: Map<string, Condition>;
	facets: Map<string, Facet>;
	/** The record's fields that convert conditions. */
	fields: ReadonlyMap<string, Quantity>;
	problems: Problems;
}

/** Where the parts of an `at:` stand, and how they are written. */
export interface Written {
	keyPlace(id: string): Place;
	place(id: string): Place;
	text(id: string): string | undefined;
}

/** How the conditions of an `at:` in a file are written, and where. */
export function written(yaml: Yaml, path: Path): Written {
	return {
		keyPlace: (id) => yaml.keyPlace([...path, id]),
		place: (id) => yaml.place([...path, id]),
		text: (id) => yaml.written([...path, id]),
	};
}

/** What is written for a condition that would hold otherwise, and that the source does not give here. */
export const notGiven = "not given";

/** The conditions of an `at:` as they are written: nothing stands for one that is said not to be given. */
export type GivenConditions = Map<string, ConditionValue | undefined>;

/** Conditions with those of a narrower place over them, which may also take one away. */
export function over(wider: Conditions, narrower: GivenConditions): Conditions {
	const result: Conditions = new Map(wider);
	for (const [id, value] of narrower) {
		if (value === undefined) result.delete(id);
		else result.set(id, value);
	}
	return result;
}

/** Reads the conditions of an `at:`; what is not declared becomes a problem. */
export function readConditions(at: Readonly<Record<string, unknown>>, written: Written, context: ConditionContext): GivenConditions {
	const result: GivenConditions = new Map();
	for (const id of Object.keys(at)) {
		const condition = context.conditions.get(id);
		if (condition === undefined) {
			if (!context.problems.isUnread("condition", id))
				context.problems.add(
					"unknown-condition",
					written.keyPlace(id),
					`"${id}" is not a declared condition.${suggestion(id, context.conditions.keys())}`,
				);
			continue;
		}
		const text = written.text(id) ?? String(at[id]);
		if (text === notGiven) {
			result.set(id, undefined);
			continue;
		}
		const value = readCondition(condition, text, context, written.place(id));
		if (value !== undefined) result.set(id, value);
	}
	return result;
}

/** Reads one condition's value; nothing when it is not of the form that the condition has. */
export function readCondition(condition: Condition, text: string, context: ConditionContext, place: Place): ConditionValue | undefined {
	switch (condition.kind) {
		case "text":
			return { text };
		case "term":
			return readTerm(condition, text, context, place);
		case "count":
			return readCount(condition, text, context, place);
		case "number":
			return readNumber(condition, text, context, place);
	}
}

function readTerm(condition: Condition, text: string, { facets, problems }: ConditionContext, place: Place): ConditionValue | undefined {
	const facet = condition.facet === undefined ? undefined : facets.get(condition.facet);
	const allowed = facet === undefined ? (condition.terms ?? []).map(({ id }) => id) : [...facet.terms.keys()];
	if (allowed.includes(text)) return { text, term: text };
	// Of a facet that is not there, or a term that could not be read, the declaration tells.
	if (condition.facet === undefined || (facet !== undefined && !problems.isUnread("term", `${condition.facet}/${text}`)))
		problems.add("unknown-term", place, `"${text}" is not a value of ${condition.id}.${suggestion(text, allowed)}`);
	return undefined;
}

const countPattern = /^(\d+)(?:\s*[-–]\s*(\d+)|(\+))?$/;

/** What a count looks like, as the source of a regular expression. */
export const countForm = `^\\s*(?:${countPattern.source.slice(1, -1)})\\s*$`;

function readCount(condition: Condition, text: string, { problems }: ConditionContext, place: Place): ConditionValue | undefined {
	const match = countPattern.exec(text.trim());
	if (match === null) {
		problems.add("field-invalid", place, `"${text}" cannot be read as ${condition.label}: write 100, 1-100 or 4+.`);
		return undefined;
	}
	const [, first = "", last, plus] = match;
	if (last !== undefined && Number(last) < Number(first)) {
		problems.add("field-invalid", place, `"${text}" runs backwards: write the smaller number first.`);
		return undefined;
	}
	if (last !== undefined) return { text: `${first}–${last}`, from: Number(first), value: Number(last) };
	return { text: text.trim(), value: Number(first), ...(plus === undefined ? {} : { open: true }) };
}

function readNumber(condition: Condition, text: string, { fields, problems }: ConditionContext, place: Place): ConditionValue | undefined {
	const own = condition.unit ?? "1";
	if (!isUnit(own)) return undefined;
	const [number, unit] = splitUnit(text);
	const printed = parseQuantity(number, "1");
	if ("problem" in printed) {
		problems.add(
			"field-invalid",
			place,
			`"${text}" cannot be read as ${condition.label}: write a number${own === "1" ? "" : ` and its unit, such as 100 ${own}`}.`,
		);
		return undefined;
	}
	const base = { text: unit === undefined && own !== "1" ? `${text} ${own}` : text, unit: unit ?? own };
	const { value } = printed;
	// A span or a bound is no one value.
	if (value === undefined) return { ...base, from: printed.low ?? Number.NaN, value: printed.high ?? Number.NaN };
	if (printed.qualifier !== "" && printed.qualifier !== "~") return { ...base, value };
	if (unit === undefined || sameKind(unit, own)) return { ...base, value, normal: inOwnUnit(value, printed.decimals, unit ?? own, own) };
	// A multiple of a field (0.5C) goes by its name; a quantity that a field turns into the condition's, by its kind.
	const conversion = condition.converts.find(
		(candidate) => candidate.unit === unit || (!sameKind(candidate.field.unit, own) && sameKind(candidate.unit, unit)),
	);
	if (conversion !== undefined) {
		const field = fields.get(conversion.by);
		if (field?.value === undefined) return { ...base, value, unconverted: `${conversion.field.label} is not given` };
		return { ...base, value, normal: throughField(value, unit, conversion.how, { value: field.value, unit: field.unit }, own) };
	}
	const allowed = [own, ...condition.converts.map((candidate) => candidate.unit)];
	problems.add("unknown-unit", place, `"${unit}" is not a unit of ${condition.id}.${suggestion(unit, allowed)}`);
	return undefined;
}

/** A value in the condition's unit. From one zero to another (298 K, 25 °C) it keeps the decimals that are printed: the rest is the zeros' own. */
function inOwnUnit(value: number, decimals: number, unit: string, own: string): number {
	const converted = convert(value, unit, own);
	return hasTrueZero(unit) === hasTrueZero(own) ? converted : Number(converted.toFixed(Math.min(Math.max(decimals, 0), 12)));
}

/** A printed multiple (0.5C) times its field, or a printed quantity divided by it, in the condition's unit. */
function throughField(
	value: number,
	unit: string,
	how: "multiply" | "divide",
	field: { value: number; unit: string },
	own: string,
): number {
	if (!sameKind(field.unit, own)) return combine({ value, unit }, how, field, own);
	return convert(how === "multiply" ? value * field.value : value / field.value, field.unit, own);
}

/** Whether a value is the one that is asked for: the same term, text, count, or number in the condition's unit. */
export function sameCondition(a: ConditionValue | undefined, b: ConditionValue | undefined): boolean {
	if (a === undefined || b === undefined) return false;
	if (a.normal !== undefined && b.normal !== undefined) return Math.abs(a.normal - b.normal) <= 1e-9 * Math.max(1, Math.abs(a.normal));
	if (a.term !== undefined || b.term !== undefined) return a.term === b.term;
	if (a.unit !== undefined && a.unit === b.unit) return a.value === b.value && a.from === b.from && bound(a) === bound(b);
	return a.text === b.text;
}

function bound({ text }: ConditionValue): string | undefined {
	return /^(?:[<>]=?|[≤≥])/.exec(text)?.[0];
}
