import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "astro/zod";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import type { Conditions, DerivedValue, Measurement } from "../../src/model/types.ts";
import { print } from "../../src/problem/print.ts";
import { casesOf, fixtures } from "./cases.ts";
import { tea } from "./overlay.ts";

const declared = await readFile(join(fixtures, "tea/content/metrics.yaml"), "utf8");
const reading = "{ in: sato2019, place: Table 1, how: table }";

function indented(text: string): string {
	return text.replace(/^(?=.)/gm, "  ");
}

function at(conditions: Conditions, order: readonly string[]): string {
	return [...order].flatMap((id) => (conditions.has(id) ? [`${id} ${conditions.get(id)?.text}`] : [])).join(", ") || "nothing";
}

function readingsOf({ readings, metric, conditions }: Measurement, order: readonly string[]): string {
	const lines = readings.map((one) => {
		const where = at(one.conditions, order);
		const as = one.metric === metric ? "" : ` as ${one.metric.id}`;
		return `${one.in} ${one.quantity.text}${as}${one.shown ? " (shown)" : ""}${where === at(conditions, order) ? "" : ` at ${where}`}`;
	});
	return lines.length > 1 ? `; read ${lines.join(", ")}` : "";
}

function said(value: Measurement | DerivedValue, order: readonly string[]): string {
	if (value.kind === "derived") {
		const inputs = [...value.inputs.values()].map(({ id }) => id).join(", ");
		return `; from ${inputs}${value.unknown.length === 0 ? "" : `; unknown ${value.unknown.join(", ")}`}`;
	}
	return `${value.disagrees ? "; disagrees" : ""}${value.doubt === undefined ? "" : "; doubtful"}${readingsOf(value, order)}`;
}

const shape = {
	more: z.string().default(""),
	facets: z.string().default("cultivar: [yabukita]"),
	metrics: z.string().default(""),
	measurements: z.string(),
	values: z.array(z.string()).optional(),
	derived: z.array(z.string()).optional(),
};
test.for(casesOf("record", shape))("$title", async ({ more, facets, metrics, measurements, values, derived }) => {
	const record = `name: X\nstudy: sato2019\nfacets: { ${facets} }\n${more}\nmeasurements:\n${indented(measurements)}\n`;
	const files = {
		"content/records/x.yaml": record.replace(/(?<=[[ ])r(?=[ ,])/g, reading),
		"content/metrics.yaml": `${declared}${indented(metrics)}\n`,
	};
	const folder = await tea(files);
	const { kb, problems } = await load(folder.path);
	await folder.remove();
	expect(print(problems.sorted(), "text")).toBe("");
	const x = kb?.records.get("x");
	const order = [...(kb?.conditions.keys() ?? [])];
	const line = (value: Measurement | DerivedValue) =>
		`${value.id}: ${value.quantity.text} at ${at(value.conditions, order)}${said(value, order)}`;
	if (values !== undefined) expect(x?.measurements.map(line)).toEqual(values);
	if (derived !== undefined) expect(x?.derived.map(line)).toEqual(derived);
	const ids = [...(x?.measurements ?? []), ...(x?.derived ?? [])].map(({ id }) => id);
	expect(new Set(ids).size, "no two values have one anchor").toBe(ids.length);
});
