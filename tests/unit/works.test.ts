import { z } from "astro/zod";
import { expect, test } from "vitest";
import { casesOf } from "./cases.ts";
import { worksIn } from "./library.ts";

/** Names as pairs, dates as their parts, all else as it is. */
function plain(value: unknown): string {
	if (value === undefined || typeof value === "string") return value ?? "";
	if (Array.isArray(value)) return JSON.stringify(value.map(({ family, given = "" }) => [family, given]));
	if (typeof value === "object" && value !== null && "date-parts" in value) return JSON.stringify(value["date-parts"]);
	return JSON.stringify(value);
}

const shape = { text: z.string(), fields: z.record(z.string(), z.string()) };
test.for(casesOf("works", shape))("$title", ({ text, fields }) => {
	const [work] = worksIn(`@misc{a, ${text.trim()}}`);
	const found = Object.fromEntries(Object.keys(fields).map((name) => [name, plain(work && Reflect.get(work, name))]));
	expect(found).toEqual(fields);
});

test("what crossref hands down comes from any file's entry, before or behind", () => {
	const [part] = worksIn("@inproceedings{a, title={Spouts}, crossref={b}} @proceedings{b, title={Pots}, year=2018, publisher={Pot}}");
	expect(part).toMatchObject({ title: "Spouts", "container-title": "Pots", publisher: "Pot", issued: { "date-parts": [[2018]] } });
});
