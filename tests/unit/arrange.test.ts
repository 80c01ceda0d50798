import { z } from "astro/zod";
import { expect, test } from "vitest";
import { families, type Rankable, rank } from "../../src/derive/arrange.ts";
import type { Deciding } from "../../src/derive/guard.ts";
import { Packer, unpack } from "../../src/derive/packed.ts";
import { casesOf } from "./cases.ts";

const deciding: Deciding[] = [{ id: "time", label: "time", kind: "number", unit: "min", facet: false }];
const row = z.strictObject({ of: z.array(z.string()).default([]), value: z.number().optional(), time: z.number().default(3) });
const list = z.array(z.string()).optional();
const shape = {
	rows: z.record(z.string(), row),
	within: z.enum(["study", "all"]).default("study"),
	falling: z.boolean().default(true),
	families: list,
	ranked: list,
	alone: list,
};

test.for(casesOf("arrange", shape))("$title", ({ rows, within, falling, families: expected, ranked, alone }) => {
	const all = Object.entries(rows).map(([name, { of, value, time }]) => {
		const [id = "", study = ""] = name.split("@");
		return { id, study, controlOf: of, value, time };
	});
	const made = families(all);
	const ids = (some: readonly (typeof all)[]) => some.map((family) => family.map(({ id }) => id).join(" "));
	if (expected !== undefined) expect(ids(made)).toEqual(expected);
	if (ranked === undefined) return;
	const valueFor = ({ id, study, value, time }: (typeof all)[number]): Rankable | undefined =>
		value === undefined
			? undefined
			: { row: id, study, number: value, settled: [], at: { time: { key: String(time), text: `${time} min`, number: time } } };
	const result = rank(made, valueFor, deciding, { within, falling });
	expect(result.ranked.map(({ families: best }) => ids(best).join(" "))).toEqual(ranked);
	expect(ids(result.alone)).toEqual(alone);
});

test("what a value states comes back from its packing as it was", () => {
	const packer = new Packer([...deciding, { id: "basis", label: "basis", kind: "term", unit: "", facet: false }]);
	const values = [
		{ at: { time: { key: "3", text: "3 min", number: 3 } }, settled: [] },
		{ at: { time: { key: "1 pot", text: "1 pot", unconverted: true } }, settled: ["basis"] },
		{ at: {}, settled: [] },
		{ at: { time: { key: "3", text: "3 min", number: 3 } }, settled: [] },
	];
	const numbers = values.map((value) => packer.add(value));
	expect(numbers).toEqual([0, 1, 2, 0]);
	expect(numbers.map((number) => unpack(packer.packed(), number))).toEqual(values);
});
