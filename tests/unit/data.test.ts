import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { Package } from "datapackage";
import { afterAll, describe, expect, test } from "vitest";
import { csv } from "../../src/derive/data/csv.ts";
import type { DataPackage } from "../../src/derive/data/package.ts";
import { fill } from "../../src/derive/data/table.ts";
import { derive } from "../../src/derive/derive.ts";
import { load } from "../../src/model/load.ts";
import { publishedRecords } from "../../src/schema/published.ts";
import { root, temporaryFolder } from "../site/site.ts";
import { tea } from "./overlay.ts";
import { teaViews } from "./tea-views.ts";

const folders: { remove(): Promise<void> }[] = [];
afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

/** The data of the knowledge base in a folder. */
async function dataOf(folder: string): Promise<DataPackage> {
	const { kb, problems } = await load(folder);
	if (kb === undefined) throw new Error(problems.all.map(({ message }) => message).join("\n"));
	return derive(kb).data;
}

/** The data of the small knowledge base about tea, with some files replaced. */
async function teaData(files: Record<string, string> = {}): Promise<DataPackage> {
	return (await teaViews(files)).data;
}

/** The rows of a table, by the names of its columns. */
function rows(data: DataPackage, name: string): Record<string, string>[] {
	return parse(data.files.get(name)?.content ?? "", { columns: true });
}

/** A record more, with these measurements. */
const probe = (measurements: string) => ({
	"content/records/probe.yaml": `name: Probe\nstudy: sato2019\nfacets: { origin: [japan] }\none_spoon: { value: 12 g/L }\nmeasurements:\n${measurements}`,
});
const read = "{ in: sato2019, place: Table 1, how: table";

describe("measurements.csv", () => {
	test("has the fixed columns, in their order, and what was added behind them", async () => {
		const names = (await dataOf(root)).files
			.get("measurements.csv")
			?.table?.fields.map(({ name }) => name)
			.join(", ");
		expect(names).toBe(
			"record, record_name, study, measurement_id, kind, metric, value, value_low, value_high, qualifier, unit, as_printed, stat, of, nature, " +
				"cycle, cycle_from, current, current_unit, current_ma_g, direction, basis, cell, cathode, electrolyte, temperature, temperature_unit, " +
				"pressure, pressure_unit, window, loading, loading_unit, n_p, electrolyte_thickness, electrolyte_thickness_unit, silicon_content, " +
				"silicon_content_unit, state, " +
				"read_in, read_at, how, cited_as, shown, doubt, " +
				"reading, conditions, scopes, base, relative_to, disagrees, derived_from",
		);
	});

	test("has one row that is shown for each value", async () => {
		const all = rows(await dataOf(root), "measurements.csv");
		const key = ({ record, measurement_id }: Record<string, string>) => `${record}#${measurement_id}`;
		const shown = all.filter((row) => row.shown === "true").map(key);
		expect(new Set(shown).size).toBe(shown.length);
		expect(new Set(shown)).toEqual(new Set(all.map(key)));
	});

	test.each([
		["the first of those that agree", [`${read} }`, `${read}, printed: again }`], 0],
		["the one with the digits that are shown", [`${read}, value: 29 }`, `${read} }`], 1],
		["the one at the value's own conditions", [`${read}, at: { temperature: 90 degC } }`, `${read} }`], 1],
		["the one without a doubt", [`${read}, doubt: Smudged. }`, `${read} }`], 1],
		["the only one, though it is in doubt", [`${read}, value: 12 }`, `${read}, doubt: Smudged. }`], 1],
	])("shows of several readings %s", async (_, readings, shown) => {
		const data = await teaData(
			probe(
				`  - metric: caffeine\n    value: 28.5\n    at: { temperature: 80 degC }\n    read:\n${readings.map((reading) => `      - ${reading}\n`).join("")}`,
			),
		);
		const values = rows(data, "measurements.csv").filter(({ record }) => record === "probe");
		expect(values.map((row) => row.shown)).toEqual(readings.map((_, index) => String(index === shown)));
	});

	test.each([
		["~3 min", "3", "min", "time=~3 min"],
		[">3 min", "", "min", "time=>3 min"],
		["3–5 min", "", "min", "time=3–5 min"],
		["180 s", "180", "s", "time=180 s"],
	])("holds a time of %s as a number only where it is one, and as it is given behind", async (time, number, unit, given) => {
		const data = await teaData(probe(`  - { metric: brewed, value: 17, at: { time: "${time}" }, read: ${read}, time_scope: row } }\n`));
		const [row] = rows(data, "measurements.csv").filter(({ record }) => record === "probe");
		expect([row?.time, row?.time_unit, row?.conditions, row?.scopes]).toEqual([number, unit, given, "time"]);
	});

	test("names the inputs of a derived value", async () => {
		const derived = rows(await teaData(), "measurements.csv").filter(({ kind }) => kind === "derived");
		expect(derived.map(({ derived_from, reading, shown }) => [derived_from, reading, shown])).toContainEqual([
			"cup=brewed; leaf=leaf",
			"0",
			"true",
		]);
	});
});

test("a row is written as the library writes it, whether something in it needs quotes or not", () => {
	const cells = ["", " ", "plain", "a,b", 'a "b"', '"', "a\nb", "a\r\nb", "a\rb", "a;b", "a\tb", "µ", "1–2", "'"];
	for (const columns of [["only"], ["first", "second, quoted"]]) {
		const rows = cells.map((cell) => columns.map((_, index) => (index === 0 ? cell : "x")));
		expect(csv({ columns, rows })).toBe(stringify([columns, ...rows], { record_delimiter: "windows", quoted_match: /[\r\n]/ }));
	}
});

test("a column never hides another of its name: it is numbered", () => {
	const columns = ["unit", "value", "unit"].map((name) => ({ name, type: "string" as const, description: "", value: () => name }));
	const { fields, rows } = fill({ title: "", description: "", primaryKey: [], foreignKeys: [] }, columns, [{}]);
	expect(fields.map(({ name }) => name)).toEqual(["unit", "value", "unit_2"]);
	expect(rows).toEqual([["unit", "value", "unit"]]);
});

describe("a CSV file", () => {
	const text = (cell: string) => csv({ columns: ["text"], rows: [[cell]] });
	test.each([
		["plain", "plain"],
		["a, b", '"a, b"'],
		['say "tea"', '"say ""tea"""'],
		["two\nlines", '"two\nlines"'],
		["two\rlines", '"two\rlines"'],
		["煎茶 Li₆PS₅Cl", "煎茶 Li₆PS₅Cl"],
		["=HYPERLINK(A1)", "'=HYPERLINK(A1)"],
		["@SUM(A1)", "'@SUM(A1)"],
		["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
		["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
		["-10 °C", "-10 °C"],
		["-0.05 mA h/g", "-0.05 mA h/g"],
		["~ 99%", "~ 99%"],
	])("holds %j as %j, between a header and CRLF", (cell, written) => {
		expect(text(cell)).toBe(`text\r\n${written}\r\n`);
	});

	test("leaves numbers below zero as they are", () => {
		expect(csv({ columns: ["value"], rows: [["-1e-7"]] })).toBe("value\r\n-1e-7\r\n");
	});
});

describe("the package", () => {
	test.each([
		["the first knowledge base", () => dataOf(root)],
		["one of another field", () => teaData()],
		["the smallest", () => dataOf(join(root, "tests/fixtures/minimal"))],
	])("of %s is what the Data Package standard asks for: description, every cell, keys and what they refer to", async (_, given) => {
		const data = await given();
		const folder = await temporaryFolder();
		folders.push(folder);
		await mkdir(folder.path, { recursive: true });
		for (const file of data.files.values()) await writeFile(join(folder.path, file.name), file.content);
		await writeFile(join(folder.path, "datapackage.json"), data.descriptor);
		const loaded = await Package.load(join(folder.path, "datapackage.json"));
		expect(loaded.errors.map(({ message }) => message)).toEqual([]);
		expect(loaded.valid).toBe(true);
		const tables = loaded.resources.filter(({ tabular }) => tabular);
		expect(tables.map(({ name }) => name)).toEqual(["measurements", "records", "disagreements"]);
		for (const table of tables) {
			expect(await table.checkRelations()).toBe(true);
			expect((await table.read({ keyed: true })).length).toBe(data.files.get(`${table.name}.csv`)?.table?.rows);
		}
	});

	test("gives each file's size and hash", async () => {
		const data = await teaData();
		const described: { resources: { path: string; bytes: number; hash: string }[] } = JSON.parse(data.descriptor);
		expect(described.resources.map(({ path, bytes, hash }) => [path, bytes, hash])).toEqual(
			[...data.files.values()].map(({ name, content }) => [
				name,
				content.length,
				`sha256:${createHash("sha256").update(content).digest("hex")}`,
			]),
		);
	});

	test("of the same files is the same, whenever it is made; another number makes another version", async () => {
		const [one, again] = [await teaData(), await teaData()];
		const other = await teaData(probe(`  - { metric: caffeine, value: 28.51, read: ${read} } }\n`));
		expect(again.descriptor).toBe(one.descriptor);
		expect(other.version).not.toBe(one.version);
		expect(one.version).toMatch(/^[0-9a-f]{12}$/);
	});

	test("needs no page: where a page changed, it is not made again", async () => {
		const folder = await tea();
		folders.push(folder);
		const { kb } = await load(folder.path);
		if (kb === undefined) throw new Error("Tea has errors.");
		let [derived, asked] = [false, 0];
		const watched = new Proxy(kb, {
			get(target, name, receiver) {
				if (derived && ["pages", "drawings", "history", "addresses"].includes(String(name))) asked++;
				return Reflect.get(target, name, receiver);
			},
		});
		const views = derive(watched);
		derived = true;
		expect(views.data.files.size).toBeGreaterThan(5);
		expect(asked).toBe(0);
		const [page, record] = [join(folder.path, "content/index.mdx"), join(folder.path, "content/records/assam.yaml")];
		await appendFile(page, "\nMore.\n");
		expect((await load(folder.path)).kb?.dataFrom).toBe(kb.dataFrom);
		await appendFile(record, "# More.\n");
		expect((await load(folder.path)).kb?.dataFrom).not.toBe(kb.dataFrom);
	});

	test("has the date of the last change where there is a history, and none where there is not", async () => {
		const kb = await tea();
		folders.push(kb);
		expect((await dataOf(kb.path)).date).toBeUndefined();
		const git = (...parts: string[]) =>
			execFileSync("git", ["-C", kb.path, "-c", "user.name=A", "-c", "user.email=a@example.org", ...parts], {
				env: { ...process.env, GIT_COMMITTER_DATE: "2024-05-06T23:30:00-02:00" },
			});
		git("init", "-q");
		git("add", "-A");
		git("commit", "-q", "-m", "Tea");
		expect((await dataOf(kb.path)).date).toBe("2024-05-07T01:30:00.000Z");
	});

	test.each(["measurements.csv", "records.csv", "disagreements.csv", "records.json"])("of tea holds %s as written down", async (name) => {
		await expect((await teaData()).files.get(name)?.content.toString()).toMatchFileSnapshot(join(root, "tests/golden/data", name));
	});

	test("of tea is described as written down", async () => {
		// What follows from the bytes of the files is looked at elsewhere, and changes with each of them.
		const form = (await teaData()).descriptor.replace(/"(version|hash)": "[^"]*"/g, '"$1": ""').replace(/"bytes": \d+/g, '"bytes": 0');
		await expect(form).toMatchFileSnapshot(join(root, "tests/golden/data/datapackage.json"));
	});
});

test("records.json is of the form that is documented, and holds every reading of measurements.csv", async () => {
	const data = await dataOf(root);
	const records = publishedRecords.parse(JSON.parse(data.files.get("records.json")?.content.toString() ?? ""));
	const readings = records.flatMap(({ id, measurements }) =>
		measurements.flatMap((value) =>
			value.readings.map((reading, index) => [id, value.id, String(index + 1), String(reading.shown)].join()),
		),
	);
	const reported = rows(data, "measurements.csv").filter(({ kind }) => kind === "reported");
	expect(readings).toEqual(reported.map((row) => [row.record, row.measurement_id, row.reading, row.shown].join()));
	for (const { title, fields } of data.nested)
		for (const { name, description } of fields) expect(description, `${title}.${name}`).not.toBe("");
});
