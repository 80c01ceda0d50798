import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stripPositions } from "../../src/chart/positions.ts";
import type { RecordView } from "../../src/derive/records.ts";
import { root } from "../site/site.ts";
import { teaViews } from "./tea-views.ts";

const read = "read: { in: sato2019, place: Table 1, how: table }";

/** A record of its own with some measurements; `head` are further fields. */
const record = (id: string, measurements: readonly string[], head = "study: sato2019\n") => ({
	[`content/records/${id}.yaml`]: `name: ${id}\n${head}facets: { origin: [japan] }\nmeasurements:\n${measurements.map((one) => `  - { ${one}, ${read} }\n`).join("")}`,
});

async function page(id: string, files: Record<string, string>): Promise<RecordView> {
	const view = (await teaViews(files)).records.get(id);
	if (view === undefined) throw new Error(`There is no ${id}.`);
	return view;
}

const control = "study: sato2019\nrelations: { control_of: made }\n";

describe("a record beside its control", () => {
	test.each([
		["metric: caffeine, value: 30, at: { basis: dry }", "metric: caffeine, value: 20, at: { basis: dry }", "×\u202f1.5", undefined],
		["metric: caffeine, value: ~30", "metric: caffeine, value: 20", "about ×\u202f1.5", undefined],
		["metric: extracted, value: 80.5, at: { time: 3 min }", "metric: extracted, value: 90, at: { time: 180 s }", "−9.5 points", undefined],
		["metric: caffeine, value: 30, at: { basis: dry }", "metric: caffeine, value: 20", undefined, "per gram of given for one only"],
		["metric: caffeine, value: 30, doubt: Smudged.", "metric: caffeine, value: 20", undefined, "in doubt"],
		['metric: caffeine, value: ">30"', "metric: caffeine, value: 20", undefined, "no one number"],
		["metric: caffeine, value: 25–30", "metric: caffeine, value: 20", undefined, "no one number"],
		["metric: caffeine, value: 30", "metric: caffeine, value: 0", undefined, "no factor"],
	])("that has %s against %s changes by %s (%s)", async (made, bare, change, why) => {
		const { beside } = await page("made", { ...record("made", [made]), ...record("bare", [bare], control) });
		expect(beside.map(({ rows }) => rows.map((row) => [row.change, row.why]))).toEqual([[[change, why]]]);
	});

	test("is set beside it quantity by quantity only where no condition that both give differs", async () => {
		const { beside } = await page("made", {
			...record("made", [
				"metric: brewed, value: 9, at: { time: 3 min }",
				"metric: brewed, value: 12, at: { time: 5 min }",
				"metric: caffeine, value: 30, at: { basis: dry }",
			]),
			...record("bare", ["metric: brewed, value: 6, at: { time: 180 s }", "metric: caffeine, value: 30, at: { basis: bought }"], control),
		});
		expect(beside[0]?.rows.map(({ metric, conditions, treated, control }) => [metric, conditions, treated.number, control.number])).toEqual(
			[["caffeine in the cup", "3\u202fmin", "9", "6"]],
		);
		expect(beside[0]?.apart).toEqual([{ metric: "caffeine in the leaf", why: "other per gram of" }]);
	});

	test("stands on the control's own page as well, in the same order", async () => {
		const files = { ...record("made", ["metric: caffeine, value: 30"]), ...record("bare", ["metric: caffeine, value: 20"], control) };
		const { beside } = await page("bare", files);
		expect(beside.map(({ treated, control }) => [treated.id, treated.own, control.id, control.own])).toEqual([
			["made", false, "bare", true],
		]);
	});

	test("of another study is set beside it without a factor", async () => {
		const { beside } = await page("made", {
			...record("made", ["metric: caffeine, value: 30"]),
			...record("bare", ["metric: caffeine, value: 20"], control.replace("sato2019", "mehta2021")),
		});
		expect(beside[0]?.rows.map(({ change, why }) => [change, why])).toEqual([[undefined, "from two studies"]]);
	});

	test("is left out where one of them has no number", async () => {
		const files = {
			...record("made", ["metric: caffeine, value: 30"]),
			"content/records/bare.yaml": `name: bare\n${control}facets: { origin: [japan] }\n`,
		};
		expect((await page("made", files)).beside).toEqual([]);
	});
});

describe("where a figure stands", () => {
	const dry = (value: string) => `metric: caffeine, value: ${value}, at: { basis: dry }`;
	test("is said among the records that give the same conditions and leave the same ones open, in the site's order", async () => {
		const { standing } = await page("one", {
			...record("one", [dry("11")]),
			...record("two", [dry("31")]),
			...record("other-basis", ["metric: caffeine, value: 21, at: { basis: bought }"]),
			...record("silent", ["metric: caffeine, value: 22"]),
			...record("doubtful", [`${dry("23")}, doubt: Smudged.`]),
		});
		const [first] = standing;
		expect(first?.alike).toContain("dry leaf");
		// Sencha and assam are the fixture's own: the first gives its basis too, the second another one.
		expect(first?.members.map(({ id, own, number }) => [id, own, number]).sort()).toEqual([
			["one", true, 11],
			["sencha", false, 28.5],
			["two", false, 31],
		]);
		expect(first?.otherwise).toBe(3);
	});

	test("is said without a list where that would be a table of its own", async () => {
		const many = Array.from({ length: 13 }, (_, index) => record(`tea-${index}`, [dry(String(10 + index))]));
		const { standing } = await page("tea-3", Object.assign({}, ...many));
		expect(standing.map(({ records, least, most, members }) => [records, least, most, members.map(({ id }) => id)])).toEqual([
			[14, "10", "28.50", ["tea-3"]],
		]);
	});

	test("is not said of a doubtful value", async () => {
		const { standing } = await page("one", record("one", [`${dry("11")}, doubt: Smudged.`]));
		expect(standing).toEqual([]);
	});
});

test.each([
	[
		[5, 10],
		[50, 100],
	],
	[[0], [0]],
	[
		[-5, 5],
		[0, 100],
	],
	[
		[3, 3],
		[100, 100],
	],
])("marks of %j stand at %j per cent of a strip from zero", (numbers, positions) => {
	expect(stripPositions(numbers, "linear")).toEqual(positions);
});

test("marks of values that span powers of ten stand at equal steps, unless one of them is zero", () => {
	expect(stripPositions([0.01, 1, 100], "log")).toEqual([0, 50, 100]);
	expect(stripPositions([0, 1, 100], "log")).toEqual([0, 1, 100]);
});

test("a computed value shows its formula with the numbers put in", async () => {
	const { derived } = await page("sencha", {});
	expect(derived[0]).toMatchObject({
		formula: "100 × cup / leaf",
		put: "100 × 17.1 / 28.5",
		inputs: [
			{ name: "cup", number: "17.1", to: "/teas/sencha/#brewed" },
			{ name: "leaf", number: "28.50", to: "/teas/sencha/#leaf" },
		],
	});
});

test("what the source does not give is told: conditions of no value, of some values, and what tables ask for", async () => {
	const { gaps } = await page("one", {
		...record("one", [
			"metric: brewed, value: 9, at: { time: 3 min, temperature: 80 degC }",
			"metric: brewed, value: 12, at: { time: 5 min }",
		]),
	});
	expect(gaps).toEqual({
		never: ["per gram of"],
		partly: [{ label: "temperature", given: 1, of: 2 }],
		missing: [
			{ label: "caffeine in the leaf", computed: false },
			{ label: "share extracted", computed: false },
		],
	});
});

describe("a mistake is reported", () => {
	const withRepository = async () => ({
		"content/site.yaml": `${await readFile(join(root, "tests/fixtures/tea/content/site.yaml"), "utf8")}\nrepository: https://example.org/tea/kb\n`,
	});
	test("with the page, the record, the value and its readings filled in", async () => {
		const view = await page("sencha", await withRepository());
		const url = new URL(view.measurements.find(({ id }) => id === "leaf")?.report ?? "");
		expect(url.href).toMatch(/^https:\/\/example\.org\/tea\/kb\/issues\/new\?/);
		expect(url.searchParams.get("title")).toBe("Sencha (sencha): leaf: caffeine in the leaf");
		expect(url.searchParams.get("body")).toBe(
			[
				"record: Sencha (sencha)",
				"measurement: leaf: caffeine in the leaf",
				"shown: 28.50 mg/g (dry leaf)",
				"source: sato2019, Table 1; mehta2021, Table 2",
				"page: https://example.org/tea/teas/sencha/#leaf",
				"",
				"What is printed, and where?\n",
			].join("\n"),
		);
		expect(new URL(view.report ?? "").searchParams.get("title")).toBe("Sencha (sencha)");
	});

	test("nowhere, where the site names no repository", async () => {
		const view = await page("sencha", {});
		expect([view.report, view.measurements[0]?.report]).toEqual([undefined, undefined]);
	});
});
