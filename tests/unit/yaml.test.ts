import { z } from "astro/zod";
import { expect, test } from "vitest";
import { Problems } from "../../src/problem/problem.ts";
import { Source } from "../../src/read/source.ts";
import { validate } from "../../src/read/validate.ts";
import { parseYaml } from "../../src/read/yaml.ts";
import { id, listOf, scalar } from "../../src/schema/fields.ts";
import { casesOf } from "./cases.ts";

const schema = z.strictObject({
	name: z.string(),
	size: scalar.optional(),
	kind: z.enum(["big", "small"]).optional(),
	tags: listOf(z.string()).optional(),
	parts: z.array(z.strictObject({ id: z.string(), of: z.record(id, z.number()).optional() })).optional(),
});

const shape = { text: z.string(), data: z.unknown().optional(), problems: z.array(z.string()).default([]) };
test.for(casesOf("yaml", shape))("$title", ({ text, data, problems }) => {
	const told = new Problems();
	const yaml = parseYaml(new Source("x.yaml", text.replaceAll("\r\n", "\n")), told);
	expect(yaml && validate(schema, yaml, told)).toEqual(data);
	const found = told.sorted().map(({ place, code, message }) => `${place.line}:${place.column} ${code} ${message}`);
	expect(found.map((line, index) => line.slice(0, problems[index]?.length))).toEqual(problems);
});

function parsed(text: string) {
	const yaml = parseYaml(new Source("x.yaml", text), new Problems());
	if (yaml === undefined) throw new Error("cannot be parsed");
	return yaml;
}

test.for([
	["85.60", "85.60"],
	['"85.60"', "85.60"],
	["'>5'", ">5"],
	["1.0e+3", "1.0e+3"],
	["0x1F", "0x1F"],
	["yes", "yes"],
	["2019-01-01", "2019-01-01"],
	["~30", "~30"],
	["[1]", undefined],
] as const)("the value %s is kept as it is written", ([text, written]) => {
	expect(parsed(`a: { b: ${text} }`).written(["a", "b"])).toBe(written);
});

test("a path that leads nowhere is placed at what is nearest above it", () => {
	const yaml = parsed("a:\n  b: [1, { c: 2 }]\n");
	const at = (...path: (string | number)[]) => Object.values(yaml.place(path)).slice(1, 3).join(":");
	expect([at(), at("a"), at("a", "b"), at("a", "b", 1, "c"), at("a", "b", 7), at("a", "x", "y")]).toEqual([
		"1:1",
		"2:3",
		"2:6",
		"2:15",
		"2:6",
		"2:3",
	]);
	const key = (...path: (string | number)[]) => Object.values(yaml.keyPlace(path)).slice(1, 3).join(":");
	expect([key("a"), key("a", "b"), key("a", "b", 1, "c")]).toEqual(["1:1", "2:3", "2:12"]);
});

test("what is left out is gone, the rest keeps its places", () => {
	const yaml = parsed("a: [1, 2, 3]\nb: { c: 1 }\nd: 1\n");
	expect(
		yaml.leaveOut([
			["a", 0],
			["a", 1],
			["b", "c"],
		]),
	).toBe(true);
	expect(yaml.data).toEqual({ a: [3], b: {}, d: 1 });
	expect(yaml.place(["a", 0])).toEqual({ file: "x.yaml", line: 1, column: 11, end: { line: 1, column: 12 } });
	expect([yaml.isWhole(["a"]), yaml.isWhole(["b"]), yaml.isWhole(["d"])]).toEqual([false, false, true]);
	expect(yaml.leaveOut([[]]), "the whole cannot be left out").toBe(false);
});
