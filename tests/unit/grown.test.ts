import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeKnowledgeBase } from "../../bench/made/kb.ts";
import { drawChart } from "../../src/chart/chart.ts";
import { chartData } from "../../src/derive/chart/data.ts";
import { chosen } from "../../src/derive/chart/drawn.ts";
import type { ChartView } from "../../src/derive/chart/view.ts";
import { derive, type Views } from "../../src/derive/derive.ts";
import { setPage } from "../../src/markdown/setting.ts";
import { load } from "../../src/model/load.ts";
import { temporaryFolder } from "../site/site.ts";
import { broken } from "./overlay.ts";

const page = `---
title: Many
---

[one](/disagreements/#tea-216-caffeine-tea-300-caffeine-twice)

<Chart kind="strip" metric="caffeine" />

<Chart kind="change" from="caffeine" to="brewed@time" />

<Chart kind="map" rows="origin" columns="cultivar" />

<Chart kind="completeness" metrics="caffeine" />
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let views: Views;
beforeAll(async () => {
	folder = await temporaryFolder();
	await writeKnowledgeBase(folder.path, { records: 320, pages: 0, entries: 100, style: "chemistry" });
	await write("content/many.mdx", page);
	views = await viewsOf();
}, 60_000);
afterAll(() => folder?.remove());

async function write(file: string, text: string): Promise<void> {
	await mkdir(dirname(join(folder.path, file)), { recursive: true });
	await writeFile(join(folder.path, file), text);
}

async function viewsOf(): Promise<Views> {
	const { kb, problems } = await load(folder.path);
	if (kb === undefined) throw new Error(problems.all.map(({ message }) => message).join("\n"));
	return derive(kb);
}

function chartOf(kind: string): ChartView {
	const charts = views.pages.get("/many/")?.uses.flatMap((use) => (use.kind === "chart" ? [use.chart] : [])) ?? [];
	const chart = charts.find(({ picture }) => picture.kind === kind);
	if (chart === undefined) throw new Error(`There is no chart of the kind ${kind}.`);
	return chart;
}

describe("of many values a chart draws", () => {
	interface Valued {
		id: string;
		value: number;
	}
	const values = Array.from({ length: 100 }, (_, index): Valued => ({ id: `tea-${index}`, value: (index * 37) % 100 }));
	const choose = (most: number, counts = (_: Valued) => true, among = values) =>
		chosen(among, { most, what: "values", by: "the least to the largest", rank: ({ value }) => value, name: ({ id }) => id, counts });

	test.each([
		{ title: "all, where there is room", most: 100, drawn: 100, cut: undefined },
		{ title: "so many as there is room for", most: 10, drawn: 10, cut: { drawn: 10, of: 100 } },
	])("$title", ({ most, drawn, cut }) => {
		const choice = choose(most);
		expect(choice.drawn).toHaveLength(drawn);
		if (cut === undefined) expect(choice.cut).toBeUndefined();
		else expect(choice.cut).toMatchObject(cut);
	});

	test("as many of each quarter of the ranks, in their own order", () => {
		const { drawn } = choose(14);
		expect(drawn).toEqual(values.filter((one) => drawn.includes(one)));
		const between = drawn.map(({ value }) => value).filter((value) => value > 0 && value < 99);
		const quarters = Map.groupBy(between, (value) => Math.floor((value - 0.5) / 24.5));
		expect([...quarters.values()].map(({ length }) => length)).toEqual([3, 3, 3, 3]);
	});

	test("the same when a number changes, but for one or two where a quarter's bounds lie otherwise", () => {
		const many = Array.from({ length: 1_000 }, (_, index) => ({ id: `tea-${index}`, value: (index * 377) % 1_000 }));
		const drawn = (among: readonly Valued[]) => new Set(choose(40, undefined, [...among]).drawn.map(({ id }) => id));
		const before = drawn(many);
		expect(drawn(many)).toEqual(before);
		// One goes from the end of the ranks to their beginning: each quarter loses one and gains one.
		const moved = many.map((one) => (one.value === 990 ? { ...one, value: 5 } : one));
		expect(before.difference(drawn(moved)).size).toBeLessThan(3);
	});

	test("the least and the largest that the finding counts among them", () => {
		const { drawn } = choose(6, ({ value }) => value > 11 && value < 83);
		expect(drawn.map(({ value }) => value)).toEqual(expect.arrayContaining([0, 12, 82, 99]));
		expect(drawn).toHaveLength(6);
	});
});

test.each(["strip", "change"])("a chart of the kind %s draws forty records of hundreds, says so, and its file holds all", (kind) => {
	const chart = chartOf(kind);
	const { rows } = chart.table;
	expect(rows.length).toBeGreaterThan(320);
	expect(rows.filter(({ drawn }) => drawn)).toHaveLength(40);
	expect(chartData(chart).rows).toHaveLength(rows.length);
	const svg = drawChart(chart, { width: 720, href: (path) => path, shape: () => "circle" });
	expect(svg.match(/<a class="hit"/g)).toHaveLength(40);
	expect(chart.key.join(" ")).toMatch(
		new RegExp(`Drawn: 40 of ${rows.length} (?:values|teas), as many of each quarter from .* The finding and the CSV file take in all\\.$`),
	);
	// The least and the largest of all are drawn.
	const place = chart.table.columns.findIndex(({ id }) => id === (kind === "strip" ? "value" : "left"));
	const ends = (list: typeof rows) => {
		const numbers = list.map(({ cells }) => Number(cells[place]?.text));
		return [Math.min(...numbers), Math.max(...numbers)];
	};
	expect(ends(rows.filter(({ drawn }) => drawn))).toEqual(ends(rows));
	if (kind === "strip")
		expect(chart.title).toContain(
			`${rows.length} values lie between ${ends(rows)
				.map((end) => end.toFixed(1))
				.join(" and ")}`,
		);
	// What is cited is what is drawn.
	const studies = new Set(rows.flatMap((row) => (row.drawn ? [row.study] : [])));
	expect(new Set(chart.sources.studies?.keys)).toEqual(studies);
});

test("a map counts all and names some; the studies of what is only counted are cited up to forty", () => {
	const chart = chartOf("map");
	if (chart.picture.kind !== "map") throw new Error("Not a map.");
	const cells = chart.picture.rows.flatMap((row) => row.cells.map(({ names }) => names.length));
	expect(Math.max(...cells)).toBeGreaterThan(60);
	expect(Math.max(...chart.table.rows.map(({ cells: [, , which] }) => which?.text.length ?? 0))).toBeLessThan(120);
	expect(Math.max(...chartData(chart).rows.map((row) => row.at(-1)?.length ?? 0))).toBeGreaterThan(400);
	expect(drawChart(chart, { width: 720, href: (path) => path, shape: () => "circle" })).toMatch(/: \d+: (?:[^,]+, ){7}[^,]+ and \d+ more"/);
	for (const { sources } of [chart, chartOf("completeness")]) {
		expect(sources.studies?.keys).toHaveLength(40);
		expect(sources.more).toBeGreaterThan(50);
	}
});

describe("disagreements on several pages", () => {
	test("stand once each, kind by kind, each with its address; a page has the references of its own", () => {
		const { all, pages, kinds } = views.disagreements;
		expect(all.length).toBeGreaterThan(40);
		expect(pages.flatMap(({ groups }) => groups.flatMap(({ list }) => list)).length).toBe(all.length);
		for (const { path, groups, references } of pages) {
			const own = groups.flatMap(({ list }) => list);
			expect(own.length).toBeLessThanOrEqual(40);
			for (const { id, to } of own) expect(to).toBe(`${path}#${id}`);
			const cited = own.flatMap(({ printed }) => printed.flatMap(({ citation }) => citation?.keys ?? []));
			expect(new Set(references.map(({ key }) => key))).toEqual(new Set(cited));
			expect(views.has(path) && views.has(`${path}references.bib`) && views.bibliographies.has(path)).toBe(true);
		}
		expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
	});

	test("are reached from records, works and search where they stand, and by links that name the first page", () => {
		const second = views.disagreements.pages[1]?.groups[0]?.list[0];
		if (second === undefined) throw new Error("There is no second page.");
		expect(views.leadsTo(`/disagreements/#${second.id}`)).toBe(`/disagreements/page/2/#${second.id}`);
		expect(views.leadsTo("/disagreements/")).toBe("/disagreements/");
		const [record] = second.subjects[0]?.split("#") ?? [];
		expect(views.records.get(record ?? "")?.disagreements.map(({ to }) => to)).toContain(second.to);
		const uses = [...views.library.values()].flatMap((work) => work.uses);
		expect(uses.filter(({ kind }) => kind === "disagreement").map(({ to }) => to.split("#")[0])).toContain("/disagreements/page/2/");
	});

	test("are linked from pages by their anchor alone, and the page is set with the address where they stand", () => {
		const many = views.pages.get("/many/");
		if (many === undefined) throw new Error("There is no page.");
		const html = setPage(many.tree(), { base: "/tea", leadsTo: views.leadsTo, citation: () => undefined, formulas: new Set(), units: [] });
		const urls = html.join("").match(/(?<=href=")[^"]*/g) ?? [];
		expect(urls).toEqual([`/tea${views.disagreements.all.find(({ id }) => id === "tea-216-caffeine-tea-300-caffeine-twice")?.to}`]);
		expect(urls[0]).toContain("/page/2/");
	});

	test("an anchor that no disagreement has is told", async () => {
		await write("content/wrong.mdx", "---\ntitle: Wrong\n---\n\n[one](/disagreements/#tea-216-of-nothing)\n");
		const { problems } = await load(folder.path);
		await write("content/wrong.mdx", "---\ntitle: Wrong\n---\n\nNothing.\n");
		expect(problems.sorted().map(({ code }) => code)).toContain("dead-anchor");
	});
});

test("the places of a much used work are on pages of their own, every one once, at addresses that are in the list", () => {
	const work = views.library.get("work1");
	if (work?.all === undefined) throw new Error("work1 is not used often.");
	const places = work.all.pages.flat();
	expect(places).toHaveLength(work.all.count);
	expect(new Set(places.map(({ to }) => to)).size).toBe(places.length);
	expect(places.filter(({ kind }) => kind !== "about" && kind !== "misprint")).toHaveLength(work.uses.length);
	expect(views.addresses.filter(({ kind, path }) => kind === "uses" && path.startsWith(work.path)).map(({ path }) => path)).toEqual(
		work.all.pages.map((_, index) => `${work.path}uses/${index === 0 ? "" : `page/${index + 1}/`}`),
	);
	for (const [index, list] of work.all.pages.entries()) expect(list.length, String(index)).toBeLessThanOrEqual(150);
});

test("no page of the knowledge base can stand where these places are", async () => {
	const kb = await broken("charts", "over");
	try {
		await mkdir(join(kb.path, "content/references/sato2019"), { recursive: true });
		await writeFile(join(kb.path, "content/references/sato2019/uses.mdx"), "---\ntitle: Uses\n---\n\nNothing.\n");
		const { problems } = await load(kb.path);
		expect(problems.sorted().map(({ code }) => code)).toEqual(["duplicate-address"]);
	} finally {
		await kb.remove();
	}
});
