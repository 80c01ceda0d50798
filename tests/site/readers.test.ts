import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { axeFaults, type BuiltSite, builtSite } from "./built.ts";
import { filesIn, pageOf, root } from "./site.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

/** The forms of the repository: the ids of their fields. */
async function fieldsOf(form: string): Promise<string[]> {
	const { body }: { body: { id: string }[] } = parse(await readFile(join(root, ".github/ISSUE_TEMPLATE", form), "utf8"));
	return body.map(({ id }) => id);
}

test("every link to a form of the repository names a form that is there, and fills in fields that it has", async () => {
	const forms = new Map<string, Set<string>>();
	let links = 0;
	for (const file of (await filesIn(site.dist)).filter((name) => name.endsWith(".html"))) {
		for (const link of (await pageOf(site.dist, file)).querySelectorAll('a[href*="/issues/new?template="]')) {
			links++;
			expect(link.getAttribute("rel"), file).toBe("noopener");
			const { template, ...given } = Object.fromEntries(new URL(link.getAttribute("href") ?? "").searchParams);
			const names = forms.get(template ?? "") ?? new Set();
			for (const name of Object.keys(given)) names.add(name);
			forms.set(template ?? "", names);
		}
	}
	expect(links).toBeGreaterThan(100);
	expect([...forms.keys()].sort()).toEqual(["suggest-paper.yml", "wrong-value.yml"]);
	for (const [form, given] of forms) expect(await fieldsOf(form)).toEqual(expect.arrayContaining([...given]));
});

test("a value's card leads to the form, as its row on the record's page does", async () => {
	const { page, complaints, close } = await site.open("/morphology/nanoparticles/");
	await page.locator("table a.value").first().hover();
	const report = page.locator("#readings-card a.report");
	await report.waitFor();
	expect(await report.getAttribute("href")).toContain("template=wrong-value.yml");
	expect(complaints).toEqual([]);
	await close();
});

test("llms.txt lists every page, record and data file with its full address", async () => {
	const text = await readFile(join(site.dist, "llms.txt"), "utf8");
	expect(text).toMatch(/^# Anode Atlas\n\n> .+\n\n.+\n\n## /);
	const listed = new Set([...text.matchAll(/\]\(https:\/\/anode-atlas\.example(\/[^)]*)\)/g)].map((match) => match[1]));
	const files = await filesIn(site.dist);
	const pages = files.filter((file) => /^(?:morphology|why|composites|electrodes)\/(?!page\/)(?:[^/]+\/)?index\.html$/.test(file));
	for (const file of pages.filter((name) => !/print\/|^electrodes\/index/.test(name)))
		expect(listed).toContain(`/${file.replace(/index\.html$/, "")}`);
	for (const file of files.filter((name) => /^data\/.+\.(?:csv|json|bib|ris)$/.test(name))) expect(listed).toContain(`/${file}`);
	for (const path of listed) expect(files).toContain(`${path?.slice(1)}${path?.endsWith("/") ? "index.html" : ""}`);
});

test("a strategy is one page to print with all pages below it: each once, with one list of references and no controls", async () => {
	const strategy = await pageOf(site.dist, "morphology/index.html");
	expect([...strategy.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toContain("/morphology/print/");
	const whole = await pageOf(site.dist, "morphology/print/index.html");
	expect(whole.querySelector('meta[name="robots"]')?.getAttribute("content")).toBe("noindex");
	expect(await readFile(join(site.dist, "sitemap.xml"), "utf8")).not.toContain("/print/");
	expect([...whole.querySelectorAll("h1")]).toHaveLength(1);
	const titles = [...whole.querySelectorAll(".part > h1, .part > h2[id^=part-]")].filter(({ id }) => /^part-\d+$/.test(id));
	expect(titles.map(({ textContent }) => textContent?.trim())).toEqual([
		"Morphology",
		"Silicon nanoparticles",
		"Silicon nanofilms",
		"Hollow and porous silicon",
	]);
	const cited = new Set([...whole.querySelectorAll("main a.cite")].flatMap((link) => (link.getAttribute("data-keys") ?? "").split(" ")));
	expect([...whole.querySelectorAll(".references li")].map(({ id }) => id.slice("ref-".length)).sort()).toEqual([...cited].sort());
	expect(whole.querySelectorAll("main :is(input, button, details, script[type='application/json'])")).toHaveLength(0);
});

test("on paper nothing is wider than the page, charts are there, and controls are not", async () => {
	for (const path of ["/morphology/print/", "/morphology/nanoparticles/", "/comparison/", "/electrodes/si-mof/"]) {
		// A4 less its margins, in CSS pixels.
		const { page, complaints, close } = await site.open(path, { viewport: { width: 658, height: 987 } });
		await page.emulateMedia({ media: "print" });
		expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth), path).toBeLessThanOrEqual(658);
		for (const selector of ["header.site-header", ".page-links", ".actions", ".views", ".report"])
			for (const element of await page.locator(selector).all()) expect(await element.isVisible(), `${path} ${selector}`).toBe(false);
		for (const chart of await page.locator("figure.charted").all())
			expect((await chart.locator("svg.chart:visible").count()) > 0, path).toBe(true);
		expect(complaints).toEqual([]);
		await close();
	}
});

test("the page to print has nothing that axe finds, and fits a phone", async () => {
	const { page, close } = await site.open("/morphology/print/", { viewport: { width: 390, height: 844 } });
	expect(await axeFaults(page)).toEqual([]);
	expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	await close();
});
