import { join } from "node:path";
import { z } from "astro/zod";
import { expect, test } from "vitest";
import { readCondition, sameCondition } from "../../src/model/conditions.ts";
import { load } from "../../src/model/load.ts";
import { conditionText } from "../../src/model/text.ts";
import type { Condition, ConditionValue } from "../../src/model/types.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseQuantity, type Quantity } from "../../src/quantity/quantity.ts";
import { casesOf, fixtures } from "./cases.ts";

const { kb } = await load(join(fixtures, "tea"));
const place = { file: "x.yaml", line: 1, column: 1 };

function declared(id: string): Condition {
	const condition = kb?.conditions.get(id);
	if (condition === undefined) throw new Error(`no condition ${id}`);
	return condition;
}

/** Reads a condition as a record with some fields has it. */
function read(id: string, written: string, given: Readonly<Record<string, string>> = {}) {
	const problems = new Problems();
	const fields = new Map<string, Quantity>();
	for (const { by, field } of declared(id).converts) {
		const quantity = given[by] === undefined ? undefined : parseQuantity(given[by], field.unit);
		if (quantity !== undefined && !("problem" in quantity)) fields.set(by, quantity);
	}
	const context = { conditions: kb?.conditions ?? new Map(), facets: kb?.facets ?? new Map(), fields, problems };
	return { value: readCondition(declared(id), written, context, place), problems: problems.all.map(({ code }) => code) };
}

function line({ text, value, from, open, normal, unconverted, term }: ConditionValue): string {
	if (term !== undefined) return `${text} is ${term}`;
	if (unconverted !== undefined) return `${text} ! ${unconverted}`;
	if (normal !== undefined) return `${text} = ${normal}`;
	if (from !== undefined) return `${text} (${from}..${value})`;
	return value === undefined || /^[<>]/.test(text) ? text : `${text} # ${value}${open ? " or more" : ""}`;
}

const shape = {
	condition: z.string(),
	written: z.string(),
	fields: z.record(z.string(), z.string()).optional(),
	gives: z.string().optional(),
	problem: z.string().optional(),
};
test.for(casesOf("condition", shape))("$title", ({ condition, written, fields, gives, problem }) => {
	const { value, problems } = read(condition, written, fields);
	expect(value && line(value)).toBe(gives);
	expect(problems).toEqual(problem === undefined ? [] : [problem]);
});

test.for([
	["time", "10 min", "600 s", true],
	["time", "10 min", "601 s", false],
	["temperature", "~80 degC", "80 degC", true],
	["temperature", ">80 degC", "80 degC", false],
	["temperature", ">80 degC", ">80 degC", true],
	["time", "3–5 min", "4 min", false],
	["time", "3–5 min", "3-5 min", true],
	["infusion", "1-100", "100", false],
	["infusion", "1-100", "1–100", true],
	["infusion", "4+", "4", false],
	["strength", "2 spoon", "2spoon", true],
	["strength", "2 spoon", "2 g", false],
	["basis", "dry", "bought", false],
	["harvest", "first", "first", true],
] as const)("%s: %s and %s are the same: %s", ([condition, a, b, same]) => {
	const [first, second] = [read(condition, a).value, read(condition, b).value];
	expect(sameCondition(first, second)).toBe(same);
	expect(sameCondition(second, first)).toBe(same);
	expect(sameCondition(first, undefined), "unknown is not equal").toBe(false);
});

test.for([
	["basis", "dry", "dry leaf"],
	["infusion", "3", "infusion 3"],
	["time", "3 min", "3\u202fmin"],
	["temperature", "80 degC", "80\u202f°C"],
	["strength", "2spoon", "2spoon"],
	["strength", "2 spoon", "2\u202fspoon"],
	["strength", "2.5g", "2.5\u202fg"],
	["strength", "10 g/L", "10\u202fg\u202fL⁻¹"],
	["cultivar", "assamica", "assamica"],
	["harvest", "first flush", "first flush"],
] as const)("%s, written %s, is shown as %s", ([condition, written, shown]) => {
	const { value } = read(condition, written);
	expect(value && conditionText(value, declared(condition))).toBe(shown);
});
