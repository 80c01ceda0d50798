import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFaults, type BuiltSite, builtSite } from "./built.ts";
import { filesIn } from "./site.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

const status = (page: Page) => page.locator(".answer .status").textContent();
const ready = (page: Page) => page.locator("#explorer.ready").waitFor();

test("facets have counts that follow all other filters, and the line above tells of what is left", async () => {
	const { page, complaints, close } = await site.open("/electrodes/");
	await ready(page);
	const guard = page.locator(".results .guard");
	await expect.poll(() => guard.textContent()).toMatch(/^Not measured alike: /);
	const whole = await guard.textContent();
	const count = (label: string) => page.locator(".record-filters li label", { hasText: label }).first().locator(".count").textContent();
	const composites = Number(await count("composites"));
	await page.getByRole("checkbox", { name: /^silicon nanofilms/ }).check();
	const films = Number(await count("silicon nanofilms"));
	expect(await status(page)).toMatch(new RegExp(`^${films} of \\d+ electrodes`));
	// The facet's own choice does not count against its other terms; the others' do.
	expect(Number(await count("composites"))).toBe(composites);
	await page.locator("summary", { hasText: "electrolyte" }).click();
	await page.getByRole("checkbox", { name: /^liquid electrolytes/ }).check();
	expect(Number(await count("composites"))).toBeLessThan(composites);
	await expect.poll(() => guard.textContent()).not.toBe(whole);
	expect(complaints).toEqual([]);
	await close();
});

test("the address holds what was chosen, and gives it again", async () => {
	const { page, close } = await site.open("/electrodes/");
	await ready(page);
	await page.getByRole("checkbox", { name: /^composites/ }).check();
	await page.locator(".record-filters .text input").fill("si");
	await page.locator("summary", { hasText: "numbers" }).click();
	await page.getByLabel("initial capacity, at least").fill("1500");
	await page.getByRole("button", { name: /^electrode/ }).click();
	const rows = () => page.locator(".windowed tbody .name").allTextContents();
	const [before, found] = [await rows(), await status(page)];
	await expect.poll(() => new URL(page.url()).search).toBe("?q=si&strategy=composites&initial_capacity=1500..&sort=name");
	await page.reload();
	await ready(page);
	expect([await rows(), await status(page)]).toEqual([before, found]);
	await page.getByRole("button", { name: "Clear" }).click();
	expect(await status(page)).toMatch(/^(\d+) of \1 electrodes/);
	await close();
});

test("an address with what does not exist is read as far as it goes", async () => {
	const { page, complaints, close } = await site.open(
		"/electrodes/?strategy=nothing,composites&sort=nonsense&columns=x&initial_capacity=a..b",
	);
	await ready(page);
	expect(await page.locator(".record-filters input:checked").count()).toBeGreaterThan(0);
	expect(await status(page)).toMatch(/^\d+ of \d+ electrodes\.$/);
	expect(complaints).toEqual([]);
	await close();
});

test("a measured value ranks within tiers only, and a control that does not fit stands below what it belongs to", async () => {
	const { page, close } = await site.open("/electrodes/?sort=-capacity_at_largest_cycle&within=all");
	await ready(page);
	expect(await status(page)).toMatch(/ranked where measured alike in all studies/);
	expect(await page.locator(".windowed tr.group").first().textContent()).toMatch(/^Ranked: .* unknown$/);
	await page.goto(page.url().replace(/\?.*/, "?q=Si%40VG"));
	await ready(page);
	expect(await page.locator("tr[data-id]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-id")))).toEqual(
		expect.arrayContaining(["si-vg", "si-control-vg"]),
	);
	await close();
});

test("chosen columns are shown, and the CSV holds them for what fits", async () => {
	const { page, close } = await site.open("/electrodes/?strategy=nanofilms");
	await ready(page);
	await page.locator("summary", { hasText: /^columns$/ }).click();
	await page.getByRole("checkbox", { name: "mean fade per cycle" }).check();
	expect(await page.locator("th[data-key=fade]").count()).toBe(1);
	const waiting = page.waitForEvent("download");
	await page.getByRole("button", { name: "CSV" }).click();
	const lines = (await readFile(await (await waiting).path(), "utf8")).trimEnd().split("\r\n");
	expect(lines[0]?.split(",")).toEqual(
		expect.arrayContaining(["record", "fade", "fade_unit", "fade_conditions", "initial_capacity_current"]),
	);
	expect(lines.length - 1).toBe(Number((await status(page))?.split(" ")[0]));
	await close();
});

test("up to four records are chosen for the comparison by keyboard; values are held against the first", async () => {
	const { page, close } = await site.open("/electrodes/");
	await ready(page);
	const boxes = page.locator("input[data-record]");
	for (let number = 0; number < 4; number++) {
		await boxes.nth(number).focus();
		await page.keyboard.press("Space");
	}
	expect(await boxes.nth(5).isDisabled()).toBe(true);
	expect(await page.locator("td.outside .why").count()).toBeGreaterThan(0);
	await page.getByRole("link", { name: "Compare 4 side by side" }).click();
	await page.waitForURL(/\/compare\/\?e=[\w-]+,[\w-]+,[\w-]+,[\w-]+$/);
	await close();
});

test("without scripts the whole table stands on the page, and says what is missing", async () => {
	const { page, close } = await site.open("/electrodes/", { javaScriptEnabled: false });
	expect(await page.getByText("Filters need JavaScript").isVisible()).toBe(true);
	const records = (await filesIn(site.dist)).filter((file) => /^electrodes\/[^/]+\/index\.html$/.test(file));
	expect(await page.locator("tr[data-record]").count()).toBe(records.length);
	await close();
});

test("the records that the explorer loads stay small", async () => {
	expect(gzipSync(await readFile(join(site.dist, "electrodes/records.json"))).length).toBeLessThan(40_000);
});

test.each([
	["light", 1440],
	["dark", 1440],
	["light", 390],
	["dark", 390],
] as const)("has nothing that axe finds in the %s theme at %i px, and does not widen the page", async (colorScheme, width) => {
	const { page, complaints, close } = await site.open("/electrodes/?sort=-initial_capacity&within=all", {
		colorScheme,
		viewport: { width, height: 844 },
	});
	await ready(page);
	if (width < 1000) await page.locator(".filter-pane > summary").click();
	await page.locator("input[data-record]").first().check();
	expect(await axeFaults(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	expect(complaints).toEqual([]);
	await close();
});

test("marks of the chart that do not fit are veiled", async () => {
	const { page, close } = await site.open("/electrodes/?strategy=nanofilms");
	await ready(page);
	await page.getByText("Chart of what fits").click();
	const marks = page.locator(".overview .for-wide a.hit");
	const dimmed = await marks.evaluateAll((all) => all.filter((mark) => mark.classList.contains("dimmed")).length);
	expect(dimmed).toBeGreaterThan(0);
	expect(dimmed).toBeLessThan(await marks.count());
	expect(await page.locator('.overview a.hit[href$="/electrodes/msi-c-film/"].dimmed').count()).toBe(0);
	expect(await axeFaults(page)).toEqual([]);
	await close();
});
