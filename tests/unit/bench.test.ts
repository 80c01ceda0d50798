import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sized } from "../../bench/bases.ts";
import { comparison } from "../../bench/comparison.ts";
import { contentsOf, differences } from "../../bench/folder.ts";
import { grownPages, grownTable } from "../../bench/grown.ts";
import { growth, sizeTables } from "../../bench/items.ts";
import { measured } from "../../bench/measure.ts";
import { markdown, withReport } from "../../bench/report.ts";
import { type Outcome, readResults, withResult, writeResults } from "../../bench/results.ts";
import { stagesOf } from "../../bench/stages.ts";
import { lighthouseOutcome, typical, weightOutcome } from "../../bench/typical.ts";
import { temporaryFolder } from "../site/site.ts";

const outcome = (caption: string, findings: Outcome["findings"] = []): Outcome => ({
	tables: [{ caption, columns: ["pages", "CPU s"], rows: [["100", "7.5"]] }],
	findings,
});

test("a table is set as Markdown, words to the left and figures to the right, a bar in a cell escaped", () => {
	expect(markdown({ caption: "Builds.", columns: ["pages", "CPU s"], rows: [["a|b", "7.5"]] })).toBe(
		"Builds.\n\n| pages | CPU s |\n|---|--:|\n| a\\|b | 7.5 |",
	);
});

test("what one part found replaces what it found before; the other parts keep theirs, in the order of the report", async () => {
	const folder = await temporaryFolder();
	try {
		const file = join(folder.path, "results.json");
		expect(await readResults(file)).toEqual({});
		await writeResults(file, withResult({}, "rebuild", outcome("an old rebuild")));
		await writeResults(file, withResult(await readResults(file), "pages", outcome("the pages")));
		await writeResults(file, withResult(await readResults(file), "rebuild", outcome("a new rebuild")));
		const kept = await readResults(file);
		expect(Object.entries(kept).map(([part, { tables }]) => [part, tables[0]?.caption])).toEqual([
			["pages", "the pages"],
			["rebuild", "a new rebuild"],
		]);
	} finally {
		await folder.remove();
	}
});

test("the report stands between its markers, and the prose around them stays", () => {
	const [begin, end] = ["<!-- results: `npm run bench -- --write` writes what stands between here -->", "<!-- and here -->"];
	const results = withResult({}, "rebuild", outcome("One page changed.", [{ target: "rebuild", measured: "0.35", reached: true }]));
	const text = withReport(`before\n${begin}\nold\n${end}\nafter\n`, results);
	expect(text.startsWith(`before\n${begin}\n`)).toBe(true);
	expect(text.endsWith(`${end}\nafter\n`)).toBe(true);
	expect(text).not.toContain("old");
	expect(text).toMatch(/one page or record changed.*\| ≤ 0\.4 of a full build, the same bytes \| 0\.35 \| reached \|/);
	expect(text).toMatch(/10,000 records.*\| {2}\| not measured \|/);
	expect(withReport(text, results), "written twice it is the same").toBe(text);
	expect(() => withReport("no markers", results)).toThrow("lacks the lines");
});

test("a target that was missed is told as not reached", () => {
	const missed = withResult({}, "rebuild", outcome("", [{ target: "rebuild", measured: "0.9", reached: false }]));
	expect(withReport("<!-- results: `npm run bench -- --write` writes what stands between here --><!-- and here -->", missed)).toContain(
		"| 0.9 | **not reached** |",
	);
});

const sized = (items: number, cpu: number): Sized => ({
	items,
	kb: "",
	dist: "",
	built: { measured: { wall: 1, cpu, peak: 2e9 }, stages: { read: { wall: 1, cpu: 2 } }, contents: { files: 3000, bytes: 5e6 } },
});

test("the cost of an item holds what every build costs; that of a further one does not", () => {
	const sizes = [sized(100, 10), sized(1000, 28)];
	expect(growth(sizes)).toBeCloseTo(0.28);
	const [builds, stages] = sizeTables("pages", sizes);
	expect(builds?.rows).toEqual([
		["100", "1.0", "10.0", "2,000 MB", "5 MB", "3,000", "100.0", ""],
		["1,000", "1.0", "28.0", "2,000 MB", "5 MB", "3,000", "28.0", "20.0"],
	]);
	expect(stages?.rows[0]).toEqual(["100", "1.0 / 2.0", "", "", "", "", ""]);
});

test("pages are told by the first part of their address, the most grown first", () => {
	const pages = [
		{ page: "index.html", small: 1000, large: 1000, filling: false },
		{ page: "teas/a/index.html", small: 1000, large: 1100, filling: false },
		{ page: "teas/b/index.html", small: 1000, large: 3000, filling: false },
	];
	expect(grownTable("", pages).rows).toEqual([
		["/teas/", "2", "3.00", "/teas/b/", "1.0 kB", "3.0 kB", "3.00"],
		["/", "1", "1.00", "/", "1.0 kB", "1.0 kB", "1.00"],
	]);
});

test("of pages that two sites have, the last of a list and those of works that nothing used yet were still filling", async () => {
	const folder = await temporaryFolder();
	try {
		for (const [file, text] of [
			["small/teas/page/2/index.html", "full"],
			["small/teas/page/3/index.html", "half full"],
			["small/references/a/index.html", "Nowhere on this site yet."],
			["small/references/b/index.html", "In sentences"],
			["small/references/b/uses/index.html", "full"],
			["small/references/b/uses/page/2/index.html", "half full"],
			["small/references/c/uses/index.html", "half full"],
			["small/gone/index.html", ""],
			["large/teas/page/2/index.html", "full"],
			["large/teas/page/3/index.html", "full"],
			["large/references/a/index.html", "In sentences"],
			["large/references/b/index.html", "In sentences"],
			["large/references/b/uses/index.html", "full"],
			["large/references/b/uses/page/2/index.html", "full"],
			["large/references/c/uses/index.html", "full"],
		] as const) {
			await mkdir(join(folder.path, file, ".."), { recursive: true });
			await writeFile(join(folder.path, file), text);
		}
		const pages = await grownPages(join(folder.path, "small"), join(folder.path, "large"));
		expect(pages.toSorted((a, b) => (a.page < b.page ? -1 : 1)).map(({ page, filling }) => [page, filling])).toEqual([
			["references/a/index.html", true],
			["references/b/index.html", false],
			["references/b/uses/index.html", false],
			["references/b/uses/page/2/index.html", true],
			["references/c/uses/index.html", true],
			["teas/page/2/index.html", false],
			["teas/page/3/index.html", true],
		]);
	} finally {
		await folder.remove();
	}
});

test("stages are added up from the entries of a build, in seconds; other entries do not count", () => {
	const entries = [
		{ name: "read", duration: 1500, detail: { cpu: 2000 } },
		{ name: "read", duration: 500, detail: { cpu: 1000 } },
		{ name: "another's", duration: 1, detail: null },
	];
	expect(stagesOf(JSON.stringify(entries))).toEqual({ read: { wall: 2, cpu: 3 } });
});

test("folders differ in files that only one has and in files of other bytes", async () => {
	const folder = await temporaryFolder();
	try {
		const write = async (file: string, text: string) => {
			await mkdir(join(folder.path, file, ".."), { recursive: true });
			await writeFile(join(folder.path, file), text);
		};
		for (const [file, text] of [
			["one/same", "a"],
			["other/same", "a"],
			["one/below/changed", "a"],
			["other/below/changed", "b"],
			["one/gone", ""],
			["other/new", ""],
		] as const)
			await write(file, text);
		expect(await differences(join(folder.path, "one"), join(folder.path, "other"))).toEqual(["below/changed", "gone", "new"]);
		expect(await contentsOf(join(folder.path, "other"))).toEqual({ files: 3, bytes: 2 });
	} finally {
		await folder.remove();
	}
});

test.runIf(process.platform === "linux")("a command is measured with the processes that it starts, and one that fails throws", async () => {
	const busy = (milliseconds: number) => `const end = Date.now() + ${milliseconds}; while (Date.now() < end);`;
	const script = `const held = Buffer.alloc(2e8, 1); require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(busy(600))}]); held.at(0);`;
	const { wall, cpu, peak } = await measured(process.execPath, ["-e", script], { cwd: process.cwd() });
	expect(wall).toBeGreaterThan(0.6);
	expect(cpu, "what the inner process took").toBeGreaterThan(0.3);
	expect(peak, "what the outer one held").toBeGreaterThan(2e8);
	expect(peak, "what is in memory, not what was asked for").toBeLessThan(1e9);
	await expect(measured(process.execPath, ["-e", "console.error('no luck'); process.exit(3)"], { cwd: process.cwd() })).rejects.toThrow(
		/failed \(3\):\nno luck/,
	);
});

test("ours is compared with each of the others; a target is missed by CPU time or by memory", () => {
	const peer = (name: string, cpu: number, peak: number) => ({ name, measured: { wall: cpu, cpu, peak }, output: 1e6 });
	const { tables, findings } = comparison(1000, [
		peer("Ours", 30, 2e9),
		peer("Astro + MDX", 20, 1e9),
		peer("Starlight + rehype-citation", 120, 1e9),
	]);
	expect(findings).toEqual([
		{ target: "starlight", measured: "0.25 of its CPU time, 2.00 of its peak memory", reached: false },
		{ target: "bare", measured: "1.50 of its CPU time", reached: false },
	]);
	expect(tables[0]?.rows.map((row) => row.slice(-3))).toEqual([
		["", "", ""],
		["1.50", "1.50", "2.00"],
		["0.25", "0.25", "2.00"],
	]);
});

const weight = (page: string, total: number, script: number) => ({
	page,
	html: 9000,
	css: 8000,
	script,
	font: 0,
	image: 0,
	other: 0,
	total,
	requests: 5,
});

const plain = typical.plain.map((page, index) => weight(page, index === 1 ? 22_500 : 20_000, 1000));

test.each([
	["all within its limits", weight(typical.full, 44_000, 5000), 0, true],
	["too heavy", weight(typical.full, 46_000, 5000), 0, false],
	["too much script", weight(typical.full, 44_000, 6100), 0, false],
	["its layout shifts", weight(typical.full, 44_000, 5000), 0.02, false],
] as const)("the first visit reaches its target by every limit: %s", (_, full, shift, reached) => {
	const { findings } = weightOutcome([weight("/", 10_000, 1000), full, ...plain], [{ page: typical.full, narrow: shift, wide: 0 }]);
	expect(findings.map((finding) => [finding.target, finding.reached])).toEqual([
		["first-visit", reached],
		["plain-page", false],
	]);
	expect(findings[1]?.measured).toBe(`22.5 kB at most (${typical.plain[1]})`);
});

test("a page whose weight is a target and that was not weighed is an error", () => {
	expect(() => weightOutcome([weight(typical.full, 1, 1)], [])).toThrow(typical.plain[0]);
});

test.each([
	[100, true],
	[99, false],
])("Lighthouse's target is reached with 100 everywhere: %i", (seo, reached) => {
	const { findings } = lighthouseOutcome([
		{ page: "/", performance: 100, accessibility: 100, bestPractices: 100, seo: 100, faults: [] },
		{ page: "/electrodes/", performance: 100, accessibility: 100, bestPractices: 100, seo, faults: [] },
	]);
	expect(findings).toEqual([{ target: "lighthouse", measured: `${seo} or more`, reached }]);
});
