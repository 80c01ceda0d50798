import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { root } from "../site/site.ts";

// What the second knowledge base asks of the model that the first one does not.
const { kb } = await load(join(root, "examples/solid-electrolytes"));
const record = (id: string) => kb?.records.get(id);
const value = (id: string, metric: string) => record(id)?.measurements.find((one) => one.metric.id === metric);

test("a slope between two values of one metric is computed once, not once for each order", () => {
	const slopes = record("pmca")?.derived.filter(({ metric }) => metric.id === "apparent-energy") ?? [];
	expect(slopes.map(({ quantity }) => quantity.value?.toFixed(2))).toEqual(["0.82"]);
});

test("a slope that lacks its second value says so", () => {
	const reasons = record("libh4")?.notComputed.map(({ metric, reason }) => `${metric.id}: ${reason}`);
	expect(reasons).toContain("apparent-energy: there are not enough values of one quantity");
});

test("energies that are printed by the mole stand in the unit by the particle", () => {
	expect(value("70li2s-30p2s5", "activation-energy")?.quantity).toMatchObject({ text: "12 kJ/mol", unit: "eV", decimals: 2 });
	expect(value("70li2s-30p2s5", "activation-energy")?.quantity.value).toBeCloseTo(0.1244, 4);
});

test("readings of one temperature that differ disagree by rule", () => {
	const transition = value("libh4", "transition-temperature");
	expect(transition?.disagrees).toBe(true);
	expect(transition?.readings.map(({ quantity }) => quantity.value)).toEqual([390, 388]);
});
