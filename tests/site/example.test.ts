import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheFolder } from "../../src/cli/site.ts";
import { launch } from "../browser/chromium.ts";
import { command, faultsOf, filesIn, host, pageOf, root, temporaryFolder } from "./site.ts";

// The second knowledge base: another field, below a base path, by the same generator.
const kb = join(root, "examples/solid-electrolytes");
const base = "/tables/";
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;
let built: Awaited<ReturnType<typeof command>>;
let dist: string;

beforeAll(async () => {
	folder = await temporaryFolder();
	dist = join(folder.path, "dist");
	built = await command("build", ["--kb", kb, "--out", dist]);
	site = await host(dist, base);
	browser = await launch();
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
	await folder?.remove();
});

async function open(path: string) {
	const page = await browser.newPage();
	await page.goto(`${site.origin}${base}${path}`, { waitUntil: "networkidle" });
	return page;
}

test("it builds without a word of complaint, and every link leads somewhere below its base path", async () => {
	expect(built).toMatchObject({ code: 0, err: "" });
	expect(await faultsOf(dist, base)).toEqual([]);
});

test("check finds neither an error nor a warning", async () => {
	const { code, err, out } = await command("check", ["--kb", kb]);
	expect({ code, said: `${out}${err}`.trim() }).toEqual({ code: 0, said: "No problems: 19 conductors, 5 pages, 22 references." });
});

test("its records, terms and pages have the addresses that it declares", async () => {
	const files = new Set(await filesIn(dist));
	const expected = ["conductors", "conductors/libh4", "families", "families/sulfide", "structures/garnet", "substances/li3incl6"]
		.concat(["temperature", "stability", "about", "families/sulfides", "references/kuhn2013"])
		.map((path) => `${path}/index.html`);
	expect(expected.filter((file) => !files.has(file))).toEqual(["families/sulfide/index.html"]);
	expect([...files].filter((file) => /^(?:electrodes|strategies|materials|methods)\//.test(file))).toEqual([]);
});

test("citations give author and date, with their places, and behind a word there is a space before them", async () => {
	const page = await pageOf(dist, "temperature/index.html");
	const cited = [...page.querySelectorAll("main p > a.cite")].map(({ textContent }) => textContent);
	expect(cited).toContain("(Nakano et al. 2016, abstract)");
	const row = (await pageOf(dist, "conductors/pmca/index.html")).querySelector(
		"#measurements ~ * td:last-child, #measurements ~ table td:last-child",
	);
	expect(row?.textContent).toMatch(/abstract \(Nakano et al\. 2016\)/);
});

test("a record is called what it declares, wherever the generator names one", async () => {
	const home = await pageOf(dist, "index.html");
	expect(home.querySelector(".counts")?.textContent).toBe("19 conductors · 22 references");
	expect(home.querySelector("input[type=search]")?.getAttribute("placeholder")).toBe("Conductor, family or author");
});

test("its colours come from its site.yaml, in both themes", async () => {
	const page = await open("");
	const colour = async () =>
		page
			.locator(".map > li")
			.first()
			.evaluate((item) => getComputedStyle(item).borderTopColor);
	await page.emulateMedia({ colorScheme: "light" });
	expect(await colour()).toBe("rgb(138, 90, 0)");
	await page.emulateMedia({ colorScheme: "dark" });
	expect(await colour()).toBe("rgb(227, 179, 65)");
	await page.close();
});

test("values that span powers of ten stand on a logarithmic axis, in words as printed", async () => {
	const chart = (await pageOf(dist, "index.html")).querySelector(".for-wide svg.chart");
	const ticks = [...(chart?.querySelectorAll(".axis text, text.tick, .axis-x-tick text") ?? [])].map(({ textContent }) => textContent);
	expect(ticks).toEqual(expect.arrayContaining(["0.001", "0.1", "10"]));
	expect(chart?.textContent).toContain("0.00125");
});

test.each([
	["Li3InCl6", "Li3InCl6 (from solution)"],
	["li10gep2s12", "Li10GeP2S12"],
	["LiBH4", "LiBH4 (hexagonal)"],
])("search finds the conductor of %s", async (question, name) => {
	const page = await open(`search/?q=${encodeURIComponent(question)}`);
	await page.waitForFunction("document.querySelectorAll('#results a').length > 0", undefined, { timeout: 20_000 });
	expect(await page.locator("#results").textContent()).toContain(name);
	await page.close();
});

test("no word of the first knowledge base's field is in what is published", async () => {
	const words = /silicon|\banodes?\b|electrodes?\/|atlas|coulombic|capacity|lithiat/i;
	const texts = (await filesIn(dist)).filter((file) => /\.(?:html|json|csv|xml|txt|js|css|svg|bib|ris)$/.test(file));
	const found = await Promise.all(
		texts.map(async (file) =>
			words.test(await readFile(join(dist, file), "utf8")) ? [`${file}: ${words.exec(await readFile(join(dist, file), "utf8"))?.[0]}`] : [],
		),
	);
	expect(found.flat()).toEqual([]);
});

test("each knowledge base has a cache of its own", () => {
	expect(cacheFolder(kb)).not.toBe(cacheFolder(root));
	expect(cacheFolder(kb)).toMatch(/solid-electrolytes-[0-9a-f]{8}$/);
});
