import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, test } from "vitest";
import { drawChart } from "../../src/chart/chart.ts";
import { chartFile } from "../../src/chart/file.ts";
import { placeLabels } from "../../src/chart/labels.ts";
import { type Box, overlap, widthOf } from "../../src/chart/text.ts";
import { chartData } from "../../src/derive/chart/data.ts";
import type { ChartView } from "../../src/derive/chart/view.ts";
import { derive } from "../../src/derive/derive.ts";
import { load } from "../../src/model/load.ts";
import type { KnowledgeBase } from "../../src/model/types.ts";
import type { ChartKind } from "../../src/schema/component.ts";
import { root } from "../site/site.ts";
import { broken } from "./overlay.ts";

const kinds = ["change", "control", "decay", "strip", "series", "map", "completeness"] as const satisfies ChartKind[];
const places = [
	["wide", 720],
	["narrow", 350],
] as const;
const golden = (name: string) => join(root, "tests/golden/charts", name);

let teas: Map<string, ChartView>;
let atlas: { kb: KnowledgeBase; charts: ChartView[] };

beforeAll(async () => {
	const folder = await broken("charts", "over");
	teas = new Map(
		(await chartsIn(folder.path)).charts.flatMap((chart) => (chart.url.includes("/charts/") ? [[chart.picture.kind, chart]] : [])),
	);
	await folder.remove();
	atlas = await chartsIn(root);
});

async function chartsIn(dir: string) {
	const { kb, problems } = await load(dir);
	if (kb === undefined)
		throw new Error(
			problems
				.sorted()
				.map(({ message }) => message)
				.join("\n"),
		);
	const charts = [...derive(kb).pages.values()].flatMap(({ uses }) => uses.flatMap((use) => (use.kind === "chart" ? [use.chart] : [])));
	return { kb, charts };
}

function chartOf(kind: ChartKind): ChartView {
	const chart = teas.get(kind);
	if (chart === undefined) throw new Error(`There is no chart of the kind ${kind}.`);
	return chart;
}

/** How charts of the fixture are drawn: two groups, one below a base path. */
const drawing = (width: number) => ({
	width,
	href: (path: string) => `/tea${path}`,
	shape: (group: string | undefined) => (group === "east-asia" ? "circle" : "square") as "circle" | "square",
});

async function fileOf(chart: ChartView): Promise<string> {
	const style = (name: string) => readFile(join(root, `src/styles/${name}.css`), "utf8");
	const colours = new Map([
		["east-asia", "#2f6f3e"],
		["south-asia", "#9a4a1a"],
	]);
	const wide = { ...drawing(720), href: (path: string) => `https://example.org/tea${path}` };
	return chartFile(chart, wide, { css: await style("chart-marks"), variables: await style("base"), colours });
}

describe.each(kinds)("a chart of the kind %s", (kind) => {
	test.each(places)("is drawn for a %s place", async (place, width) => {
		const svg = drawChart(chartOf(kind), drawing(width));
		expect(svg).not.toMatch(/ style=|<style|NaN|undefined|Infinity/);
		await expect(`${svg.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(golden(`${kind}-${place}.svg`));
	});

	test("has a file that stands by itself: its own colours, words and addresses, nothing of the page", async () => {
		const svg = await fileOf(chartOf(kind));
		expect(svg).not.toMatch(/ style=|<style|class=|var\(|light-dark|color-mix|NaN|undefined/);
		expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
		for (const [, address = ""] of svg.matchAll(/href="([^"]*)"/g))
			expect(address).toMatch(/^https:\/\/example\.org\/tea\/(?:teas|origins)\//);
		await expect(svg).toMatchFileSnapshot(golden(`${kind}.svg`));
	});

	test("says what it shows, in words and as data, from the data alone", async () => {
		const chart = chartOf(kind);
		const { title, subtitle, key, guard, left, citation } = chart;
		const { columns, rows } = chartData(chart);
		for (const row of rows) expect(row).toHaveLength(columns.length);
		const lines = [
			title,
			subtitle,
			...key,
			guard,
			...left.map(({ why, records }) => `${why}: ${records.map(({ id }) => id).join(", ")}`),
			citation,
		];
		const table = [columns, ...rows].map((row) => row.join(" | "));
		await expect(`${[...lines, "", ...table].join("\n")}\n`).toMatchFileSnapshot(golden(`${kind}.txt`));
	});
});

test("what is doubtful, a bound, or joins unlike conditions, is drawn and does not count in the finding", () => {
	const { picture, title } = chartOf("change");
	if (picture.kind !== "change") throw new Error("Not a change.");
	const uncounted = picture.changes.filter(({ doubt, mixed, end }) => doubt !== undefined || mixed.length > 0 || end.text.startsWith(">"));
	expect(uncounted.map(({ id }) => id)).toEqual(["unshaded", "gyokuro", "darjeeling"]);
	for (const { share } of uncounted) expect(title).not.toContain(String(Math.round(share)));
});

test("a loss that is the same in every step is the one that leads from the whole to what is left", () => {
	const { picture } = chartOf("decay");
	if (picture.kind !== "decay") throw new Error("Not a decay.");
	// 0.9 of 0.9 is 0.81: a tenth is lost in each of the two steps from the first to the third.
	expect(picture.remainders.find(({ point }) => point.value === 81)?.loss).toBeCloseTo(10, 9);
	expect(picture.remainders.find(({ point }) => point.value === 90)?.loss).toBeCloseTo(10, 9);
});

test.each(places)("in the charts of the knowledge base, no words overlap or leave a %s place, and every label is there", (_, width) => {
	const { colours } = atlas.kb.site;
	for (const chart of [...atlas.charts, ...teas.values()]) {
		const svg = drawChart(chart, { width, href: (path) => path, shape: (group) => colours[group ?? ""]?.shape ?? "circle" });
		expect(collisions(svg), `${chart.citation}`).toEqual([]);
		if (chart.picture.kind === "decay")
			for (const { name } of chart.picture.remainders) expect(textOf(svg), chart.citation).toContain(name.replaceAll(" ", "").slice(0, 12));
	}
});

test.each([...Array(12).keys()])("labels of crowded marks never cover each other or a mark (crowd %i)", (seed) => {
	let state = seed + 1;
	const random = () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
	const marks = Array.from({ length: 24 }, () => ({
		x: 60 + random() * 500,
		y: 40 + random() * 260,
		width: 40 + random() * 90,
		height: 15,
	}));
	const placed = placeLabels(marks, [], { x0: 0, y0: 0, x1: 720, y1: 340 });
	const boxes = placed.flatMap((label, index) => {
		const mark = marks[index];
		return label === undefined || mark === undefined
			? []
			: [{ x0: label.x, y0: label.y, x1: label.x + mark.width, y1: label.y + mark.height }];
	});
	expect(boxes.length).toBeGreaterThan(20);
	for (const [index, box] of boxes.entries()) {
		expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
		expect(marks.filter(({ x, y }) => overlap(box, { x0: x - 5, y0: y - 5, x1: x + 5, y1: y + 5 }))).toEqual([]);
	}
});

test("every mark of a record leads to it, with its value in words", () => {
	for (const kind of ["change", "control", "decay", "strip", "series"] as const) {
		const { document } = parseHTML(drawChart(chartOf(kind), drawing(720)));
		const links = [...document.querySelectorAll("a")];
		expect(links.length).toBeGreaterThan(0);
		for (const link of links) {
			expect(link.getAttribute("href")).toMatch(/^\/tea\/teas\/[a-z-]+\/$/);
			expect(link.getAttribute("aria-label")).toMatch(/^[A-Z].*\d/);
		}
	}
});

interface Words extends Box {
	text: string;
}

/** Words of a drawing that overlap others or stand outside, by estimated widths. */
function collisions(svg: string): string[] {
	const { document } = parseHTML(`<!doctype html><html><body>${svg}</body></html>`);
	const [, , , width = 0, height = 0] = (/viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg) ?? []).map(Number);
	const words = [...document.querySelectorAll("text")].map(boxOf).filter(({ text }) => text !== "");
	const outside = words.filter(({ x0, y0, x1, y1 }) => x0 < -12 || x1 > width + 12 || y0 < -2 || y1 > height + 4);
	const pairs = words.flatMap((one, index) =>
		words.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`"${one.text}" on "${other.text}"`] : [])),
	);
	return [...outside.map(({ text }) => `"${text}" outside`), ...pairs];
}

function boxOf(text: Element): Words {
	let [x, y] = [Number(text.getAttribute("x") ?? 0), Number(text.getAttribute("y") ?? 0)];
	for (let at: Element | null = text; at !== null; at = at.parentElement) {
		const [, dx = "0", dy = "0"] = /translate\((-?[\d.]+)(?:,(-?[\d.]+))?\)/.exec(at.getAttribute("transform") ?? "") ?? [];
		x += Number(dx);
		y += Number(dy);
	}
	const size = /name|heading|share|right/.test(text.getAttribute("class") ?? "") ? 12.5 : 11.5;
	const content = text.textContent ?? "";
	const width = widthOf(content, size) * 0.9;
	const anchor = text.closest("[text-anchor]")?.getAttribute("text-anchor") ?? "start";
	const x0 = anchor === "middle" ? x - width / 2 : anchor === "end" ? x - width : x;
	// Words of the library's axes hang by their middle or top, ours stand on their baseline.
	const dy = text.getAttribute("dy") ?? "0em";
	const base = y + Number.parseFloat(dy) * 12;
	return { text: content, x0, x1: x0 + width, y0: base - 9, y1: base + 2 };
}

function textOf(svg: string): string {
	return [...parseHTML(svg).document.querySelectorAll("text")]
		.map(({ textContent }) => textContent ?? "")
		.join("")
		.replaceAll(" ", "");
}
