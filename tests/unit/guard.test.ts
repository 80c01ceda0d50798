import { join } from "node:path";
import { z } from "astro/zod";
import { expect, test } from "vitest";
import { compared } from "../../src/derive/compared.ts";
import { type Compared, type Deciding, guardLine, relate, type Stated, tiersOf, tierText } from "../../src/derive/guard.ts";
import { load } from "../../src/model/load.ts";
import { root } from "../site/site.ts";
import { casesOf, fixtures } from "./cases.ts";

const deciding: Deciding[] = [
	{ id: "cycle", label: "cycle", kind: "count", unit: "", facet: false },
	{ id: "current", label: "current", kind: "number", unit: "mA g⁻¹", facet: false },
	{ id: "kind", label: "kind", kind: "term", unit: "", facet: false },
	{ id: "medium", label: "medium", kind: "term", unit: "", facet: true },
	{ id: "pressure", label: "pressure", kind: "number", unit: "MPa", facet: false },
];

function stated(id: string, given: string | number): Stated {
	const text = String(given);
	if (text.startsWith("~")) return { key: text.slice(1), text: text.slice(1), unconverted: true };
	const shown = id === "cycle" ? `cycle ${text}` : text;
	return typeof given === "number" ? { key: text, text: shown, number: given } : { key: text, text: shown };
}

const values = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()])));
const shape = {
	values,
	again: values.optional(),
	settled: z.array(z.string()).default([]),
	within: z.enum(["study", "all"]).default("all"),
	verdict: z.string().optional(),
	why: z.string().optional(),
	tiers: z.array(z.string()).optional(),
	line: z.string().optional(),
};

test.for(casesOf("guard", shape))("$title", ({ values, again = {}, settled, within, verdict, why, tiers, line }) => {
	const all = [...Object.entries(values), ...Object.entries(again)].map(([name, at]): Compared => {
		const [row = "", study = ""] = name.split("@");
		return { row, study, at: Object.fromEntries(Object.entries(at).map(([id, given]) => [id, stated(id, given)])), settled };
	});
	const [a, b] = all;
	if (verdict !== undefined && a !== undefined && b !== undefined) {
		for (const relation of [relate(a, b, deciding), relate(b, a, deciding)]) expect(relation).toMatchObject({ verdict, why });
	}
	if (tiers !== undefined)
		expect(tiersOf(all, deciding, within).map((tier) => `${tier.values.map(({ row }) => row).join(" ")}: ${tierText(tier)}`)).toEqual(
			tiers,
		);
	if (line !== undefined) expect(guardLine(all, deciding)).toBe(line.replace(/(\d) mA/g, "$1\u202fmA"));
});

test("a value states its conditions in their own units, what its metric implies is settled, and classes are compared where that is declared", async () => {
	const { kb } = await load(root);
	const record = kb?.records.get("si-cnf-lpscl");
	if (kb === undefined || record === undefined) throw new Error("The knowledge base is not sound.");
	const of = (metric: string) => {
		const value = record.measurements.find((measurement) => measurement.metric.id === metric);
		if (value === undefined) throw new Error(`There is no ${metric}.`);
		return compared({ record, value }, kb);
	};
	expect(of("initial-capacity").settled).toContain("cycle");
	expect(of("initial-capacity").at.electrolyte).toEqual({ key: "solid", text: "solid electrolytes" });
	expect(of("initial-capacity").at.current).toMatchObject({ unconverted: true });
	expect(of("initial-ce").settled).toContain("basis");
	const { kb: tea } = await load(join(fixtures, "tea"));
	const sencha = tea?.records.get("sencha");
	const brewed = sencha?.measurements.filter(({ metric }) => metric.id === "brewed")[1];
	if (tea === undefined || sencha === undefined || brewed === undefined) throw new Error("The fixture is not sound.");
	expect(compared({ record: sencha, value: brewed }, tea).at.time).toEqual({ key: "10", text: "10\u202fmin", number: 10 });
});
