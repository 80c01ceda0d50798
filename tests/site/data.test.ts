import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltSite, builtSite } from "./built.ts";
import { filesIn, pageOf, temporaryFolder } from "./site.ts";

let site: BuiltSite;
let document: Document;
/** Where the site is served. */
let origin: string;
/** Where programs are written to. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const dist = () => site.dist;

beforeAll(async () => {
	folder = await temporaryFolder();
	site = await builtSite();
	document = await pageOf(dist(), "data/index.html");
	const { page, close } = await site.open("/data/");
	origin = new URL(page.url()).origin;
	await close();
});
afterAll(async () => {
	await site?.close();
	await folder?.remove();
});

test("every file of the package is listed with its description, and described for search engines with its hash", async () => {
	const files = (await filesIn(join(dist(), "data"))).filter((name) => !["index.html", "datapackage.json"].includes(name)).sort();
	expect([...document.querySelectorAll(".files tbody th")].map(({ textContent }) => textContent).sort()).toEqual(files);
	const linked: { "@type": string; license: string; distribution: { contentUrl: string; sha256: string }[] } = JSON.parse(
		document.querySelector('script[type="application/ld+json"]')?.textContent ?? "",
	);
	expect([linked["@type"], linked.license]).toEqual(["Dataset", "https://creativecommons.org/licenses/by/4.0/"]);
	for (const { contentUrl, sha256 } of linked.distribution) {
		const bytes = await readFile(join(dist(), new URL(contentUrl).pathname));
		expect(createHash("sha256").update(bytes).digest("hex"), contentUrl).toBe(sha256);
	}
	expect(linked.distribution.map(({ contentUrl }) => contentUrl.split("/").at(-1)).sort()).toEqual(files);
});

test("every column is documented", async () => {
	const described = [...document.querySelectorAll(".data-columns tbody tr")].map((row) =>
		row.querySelectorAll("td")[1]?.textContent?.trim(),
	);
	expect(described.length).toBeGreaterThan(80);
	expect(described.filter((text) => text === "" || text === undefined)).toEqual([]);
});

test("every page leads to the data", async () => {
	expect((await pageOf(dist(), "index.html")).querySelector('.site-footer a[href="/data/"]')).not.toBeNull();
});

describe("the programs on the page", () => {
	/** What a program prints that reads the site served here, a line a value. */
	async function run(language: string, program: string, file: string): Promise<string[] | undefined> {
		const figure = [...document.querySelectorAll(".example")].find((one) => one.querySelector("figcaption")?.textContent === language);
		const code = figure?.querySelector("code")?.textContent ?? "";
		expect(code).toContain("https://anode-atlas.example/data/");
		await writeFile(join(folder.path, file), code.replaceAll("https://anode-atlas.example", origin));
		const found = await promisify(execFile)(program, ["--version"]).catch(() => undefined);
		if (found === undefined) return undefined;
		const { stdout } = await promisify(execFile)(program, [join(folder.path, file)]);
		return stdout.split("\n").filter(Boolean);
	}
	// Python writes 2400.0 where JavaScript writes 2400; a reading may print conditions that its value leaves open.
	const values = (lines: readonly string[] | undefined) =>
		lines?.map((line) => line.split("\t")).map(([record, qualifier, value, unit]) => [record, qualifier, Number(value), unit]);

	test("in JavaScript and in Python run as they stand, and find the same values", async () => {
		const [javascript, python] = [await run("JavaScript", process.execPath, "example.mjs"), await run("Python", "python3", "example.py")];
		expect(javascript?.length).toBeGreaterThan(10);
		if (python !== undefined) expect(values(python)).toEqual(values(javascript));
	});

	test("in R and with pandas run where those are installed", async () => {
		const lines = (await run("JavaScript", process.execPath, "example.mjs"))?.length ?? 0;
		const records = (text: readonly string[] | undefined) =>
			text?.filter((line) => /^\s*[a-z0-9-]+ +(?:NaN|<NA>|[~<>=]+) /.test(line)).length;
		const r = records(await run("R", "Rscript", "example.R"));
		const pandas = records(await run("Python with pandas", "python3", "pandas.py").catch(() => undefined));
		for (const found of [r, pandas]) if (found !== undefined) expect(found).toBe(lines);
	});
});
