import { join } from "node:path";
import { z } from "astro/zod";
import { beforeAll, describe, expect, test } from "vitest";
import { writeKnowledgeBase } from "../../bench/made/kb.ts";
import { assetClasses, type Shift, shifts, type Weight, weigh } from "../../bench/weights.ts";
import { casesOf } from "../unit/cases.ts";
import { builtFolder } from "./built.ts";
import { command, temporaryFolder } from "./site.ts";

const bytes = z.number().int().default(0);
const cases = casesOf("weight", {
	page: z.string(),
	html: bytes,
	css: bytes,
	script: bytes,
	font: bytes,
	image: bytes,
	other: bytes,
	requests: bytes,
});
const pages = cases.map(({ page }) => page);

let weights: Map<string, Weight>;
let moved: Map<string, Shift>;
beforeAll(async () => {
	const dist = await builtFolder();
	weights = new Map((await weigh(dist, pages)).map((weight) => [weight.page, weight]));
	moved = new Map((await shifts(dist, pages)).map((shift) => [shift.page, shift]));
});

/** The weight of a page that was weighed. */
function weightOf(page: string): Weight {
	const weight = weights.get(page);
	if (weight === undefined) throw new Error(`${page} was not weighed.`);
	return weight;
}

describe("a first visit", () => {
	test.each(cases)("to $title loads no more than it may, in every class", ({ page, title: _, ...most }) => {
		const weight = weightOf(page);
		const grown = [...assetClasses, "requests" as const].flatMap((name) =>
			weight[name] <= most[name]
				? []
				: [
						`${page} loads ${weight[name]} ${name === "requests" ? "files" : `bytes of ${name}`}, ${weight[name] - most[name]} more than it may (${most[name]}). ` +
							"Take out what it can do without, or load it when it is first used; if readers gain by it, raise the number in tests/cases/weight.yaml.",
					],
		);
		expect(grown).toEqual([]);
	});

	test("to a page with a table, a chart and formulas takes 45 kB, 6 of them scripts, and 6 files at most", () => {
		const { total, script, requests } = weightOf("/morphology/nanoparticles/");
		expect(total).toBeLessThanOrEqual(45_000);
		expect(script).toBeLessThanOrEqual(6_000);
		expect(requests).toBeLessThanOrEqual(6);
	});

	test.each([
		"/about/",
		"/outlook/",
		"/electrodes/micro-nano-si/",
		"/glossary/",
		"/references/",
		"/references/deng2025/",
		"/references/deng2025/uses/",
		"/disagreements/",
		"/disagreements/page/2/",
	])("to %s, without charts, takes 22 kB at most", (page) => {
		expect(weightOf(page).total).toBeLessThanOrEqual(22_000);
	});

	test.each(pages)("to %s shows nothing that moves when scripts arrive, on a phone and on a wide screen", (page) => {
		expect(moved.get(page)).toEqual({ page, narrow: 0, wide: 0 });
	});

	test("on a slow line shows nothing that moves when the rest of the page arrives", async () => {
		const read = [
			"/",
			"/morphology/nanoparticles/",
			"/electrodes/",
			"/electrodes/micro-nano-si/",
			"/glossary/",
			"/references/",
			"/disagreements/",
		];
		expect(await shifts(await builtFolder(), read, "slow")).toEqual(read.map((page) => ({ page, narrow: 0, wide: 0 })));
	});
});

test.each([
	[
		"with ten times the records, a page whose subject is not all of them",
		[20, 200],
		"total",
		["/", "/search/", "/glossary/", "/references/", "/data/", "/teas/tea-10/", "/made-up/part-1/page-1/"],
	],
	[
		"with three times the records, the HTML of a page whose list, table and chart are full",
		[300, 900],
		"html",
		["/teas/page/2/", "/disagreements/", "/origins/japan/", "/cultivars/yabukita/", "/references/work1/", "/references/work1/uses/"],
	],
] as const)("%s weighs at most 1.1 of what it did", async (_, sizes, counted, kept) => {
	const { path, remove } = await temporaryFolder();
	try {
		const totals: number[][] = [];
		for (const records of sizes) {
			const [kb, out] = [join(path, `kb-${records}`), join(path, `dist-${records}`)];
			await writeKnowledgeBase(kb, { records, pages: 1, entries: 10, style: "chemistry" });
			const { code, err } = await command("build", ["--kb", kb, "--out", out]);
			expect(code, err).toBe(0);
			totals.push((await weigh(out, kept)).map((weight) => weight[counted]));
		}
		const [few = [], many = []] = totals;
		expect(kept.filter((_, index) => (many[index] ?? Number.NaN) > 1.1 * (few[index] ?? Number.NaN))).toEqual([]);
	} finally {
		await remove();
	}
});
