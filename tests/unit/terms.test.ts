import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { derive } from "../../src/derive/derive.ts";
import { load } from "../../src/model/load.ts";
import { root } from "../site/site.ts";
import { fixtures } from "./cases.ts";
import { teaViews } from "./tea-views.ts";

const rowsOf = (rows: readonly { id: string }[] | undefined) => rows?.map(({ id }) => id).sort();

describe("a term's page lists all records that carry the term", () => {
	test("those that carry a term below it, and those whose process names it and whose facets do not", async () => {
		const assam = await readFile(join(fixtures, "tea/content/records/assam.yaml"), "utf8");
		expect(assam).toContain("compound: [caffeine]");
		const { terms } = await teaViews({ "content/records/assam.yaml": assam.replace("compound: [caffeine]", "compound: [theanine]") });
		const listed = (facet: string, id: string) =>
			rowsOf([...terms.values()].find((term) => term.facet.id === facet && term.id === id)?.table.rows);
		expect(listed("compound", "theanine")).toEqual(["assam", "sencha"]);
		expect(listed("compound", "caffeine")).toEqual(["assam", "sencha"]);
		expect(listed("origin", "japan")).toEqual(["sencha"]);
		expect(listed("origin", "east-asia")).toEqual(["sencha"]);
		expect(listed("cultivar", "assamica")).toEqual(["assam"]);
	});

	test("in the first knowledge base too, by what each record's own page shows", async () => {
		const { kb } = await load(root);
		if (kb === undefined) throw new Error("the knowledge base is broken");
		const views = derive(kb);
		const byPath = new Map([...views.terms.values()].map((term) => [term.path, term]));
		const carriers = new Map([...byPath.keys()].map((path) => [path, new Set<string>()]));
		for (const record of views.records.values()) {
			const own = [...record.facets.flatMap(({ terms }) => terms), ...record.process.flatMap(({ method }) => method ?? [])];
			for (const { to } of own)
				for (const path of [to, ...(byPath.get(to)?.trail ?? []).map((above) => above.to)]) carriers.get(path)?.add(record.id);
		}
		expect([...carriers.values()].some((ids) => ids.size > 10)).toBe(true);
		for (const [path, term] of byPath) expect(rowsOf(term.table.rows), path).toEqual([...(carriers.get(path) ?? [])].sort());
	});
});
