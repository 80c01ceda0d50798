import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "astro/zod";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { readColumn, readColumns, readQuery, select, valueIn } from "../../src/model/query.ts";
import { Problems } from "../../src/problem/problem.ts";
import { casesOf, fixtures } from "./cases.ts";
import { tea } from "./overlay.ts";

const { kb } = await load(join(fixtures, "tea"));
const place = { file: "content/x.mdx", line: 1, column: 1 };

const shape = {
	where: z.string().optional(),
	finds: z.array(z.string()).optional(),
	of: z.string().optional(),
	column: z.string().optional(),
	shows: z.string().optional(),
	problem: z.string().optional(),
};
test.for(casesOf("query", shape))("$title", ({ where, finds, of = "", column: text, shows, problem }) => {
	if (kb === undefined) throw new Error("the fixture is broken");
	const problems = new Problems();
	if (where !== undefined) {
		const found = select(kb.records.values(), readQuery(where, kb, place, problems));
		if (finds !== undefined) expect(found.map(({ id }) => id)).toEqual(finds);
	}
	if (text !== undefined) {
		const record = kb.records.get(of);
		const column = readColumn(text, kb, place, problems);
		if (record === undefined) throw new Error(`no record ${of}`);
		if (shows !== undefined && column?.kind === "metric") {
			const value = valueIn(record, column, kb);
			const derived = value?.kind === "derived" ? " derived" : "";
			expect(value === undefined ? "nothing" : `${value.quantity.text}${derived} at ${value.conditions.get("time")?.text}`).toBe(shows);
		} else if (shows !== undefined) expect(column?.kind === "facet" ? `facet ${column.facet.id}` : column?.kind).toBe(shows);
	}
	expect(problems.all.map(({ code }) => code)).toEqual(problem === undefined ? [] : [problem]);
});

test("a value under a condition that stands apart is shown only where it is asked for", async () => {
	const conditions = await readFile(join(fixtures, "tea/content/conditions.yaml"), "utf8");
	const folder = await tea({ "content/conditions.yaml": conditions.replace("label: leaf as bought", "$&, apart: true") });
	const { kb: apart } = await load(folder.path);
	await folder.remove();
	const record = apart?.records.get("assam");
	if (apart === undefined || record === undefined) throw new Error("the fixture is broken");
	const shown = ["caffeine", "caffeine@basis=bought", "caffeine@basis=dry"].map((text) => {
		const column = readColumn(text, apart, place, new Problems());
		return column?.kind === "metric" ? valueIn(record, column, apart)?.quantity.value : column;
	});
	expect(shown).toEqual([undefined, 35, undefined]);
});

test("columns keep their order, and those that are wrong are told and left out", () => {
	if (kb === undefined) throw new Error("the fixture is broken");
	const problems = new Problems();
	const columns = readColumns(" study, brwed,, origin , caffeine", kb, place, problems);
	expect(columns.map(({ kind }) => kind)).toEqual(["study", "facet", "metric"]);
	expect(problems.all).toHaveLength(1);
});
