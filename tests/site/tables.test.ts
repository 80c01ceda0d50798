import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, type BuiltSite, builtSite } from "./built.ts";
import { pageOf } from "./site.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

const path = "/comparison/";
const table = (page: Page) => page.locator("figure.table").first();
const names = (page: Page) => table(page).locator("tbody tr:not([hidden]) th[scope=row] .name").allTextContents();

test("a table says above it in one line, with counts, what differs between its rows", async () => {
	const document = await pageOf(site.dist, "comparison/index.html");
	const lines = [...document.querySelectorAll("figure.table .guard")].map(({ textContent }) => textContent?.trim() ?? "");
	expect(lines.length).toBeGreaterThan(2);
	for (const line of lines) expect(line).toMatch(/^Not measured alike: .*\d+ of \d+.*not given for any\.$/);
});

test("a control stands right below what it is the control of", async () => {
	const document = await pageOf(site.dist, "electrodes/index.html");
	const rows = [...document.querySelectorAll("tr[data-record]")].map((row) => row.getAttribute("data-record"));
	expect(rows[rows.indexOf("si-vg") + 1]).toBe("si-control-vg");
	expect(document.querySelector('tr[data-record="si-control-vg"]')?.classList.contains("control")).toBe(true);
});

test("each table has itself as CSV, with a unit and the conditions behind each measured column", async () => {
	const document = await pageOf(site.dist, "comparison/index.html");
	for (const figure of document.querySelectorAll("figure.table")) {
		const file = figure.querySelector("a.download")?.getAttribute("href") ?? "";
		const [head = "", ...rows] = (await readFile(join(site.dist, file), "utf8")).trimEnd().split("\r\n");
		expect(rows).toHaveLength(figure.querySelectorAll("tr[data-record]").length);
		for (const column of ["capacity_at_largest_cycle", "capacity_at_largest_cycle_unit", "capacity_at_largest_cycle_current_in_ma_g"])
			expect(head.split(",")).toContain(column);
	}
});

test("sorting by a measured value ranks within one study, or on request within a tier, and says what it leaves unranked", async () => {
	const { page, complaints, close } = await site.open(path);
	const before = await names(page);
	const header = table(page).getByRole("button", { name: /capacity after cycling/ });
	await header.click();
	expect(await table(page).locator(".status").textContent()).toMatch(/^Nothing to rank: no two were measured alike within one study/);
	expect(await names(page)).toEqual(before);
	await table(page).getByRole("button", { name: "Rank across studies" }).click();
	const groups = await table(page).locator("tr.group").allTextContents();
	expect(groups[0]).toMatch(/^Ranked: cycle 500, 1000\smA\sg⁻¹, solid electrolytes; .* unknown$/);
	expect(groups.at(-1)).toBe("Not ranked: not measured like any other");
	expect((await names(page)).slice(0, 2)).toEqual(["PS-Ag-C", "MSi-C film"]);
	expect(await table(page).locator("th[aria-sort=descending]").count()).toBe(1);
	await header.click();
	expect((await names(page)).slice(0, 2)).toEqual(["MSi-C film", "PS-Ag-C"]);
	await header.click();
	expect(await names(page)).toEqual(before);
	expect(complaints).toEqual([]);
	await close();
});

test("a filter keeps controls beside what they are the control of, and the line above tells of the rows that are left", async () => {
	const { page, close } = await site.open(path);
	const guard = await table(page).locator(".guard").textContent();
	await table(page).getByLabel("Filter").fill("micro/nano");
	expect(await names(page)).toEqual(["Micro/nano-Si mixture", "m-Si", "n-Si"]);
	expect(await table(page).locator(".guard").textContent()).not.toBe(guard);
	expect(await table(page).locator(".status").textContent()).toMatch(/^3 of \d+ electrodes\.$/);
	await table(page).getByLabel("Filter").fill("");
	expect(await table(page).locator(".guard").textContent()).toBe(guard);
	await close();
});

test("compared with a row, values that cannot stand beside it are grey and say why", async () => {
	const { page, close } = await site.open(path);
	await table(page).getByLabel("Compare with").selectOption("msi-c-film");
	const cell = table(page).locator('tr[data-record="porous-si-okuno"] td.outside').first();
	expect(await cell.locator(".why").textContent()).toContain("other cycle");
	expect(await table(page).locator("td.outside").count()).toBeGreaterThan(3);
	// The one value of another study that was measured alike, as far as is known.
	const alike = table(page).locator('tr[data-record="ps-ag-c"] td', { hasText: "1610" });
	expect(await alike.evaluate((one) => one.classList.contains("outside"))).toBe(false);
	await close();
});

describe("the readings of a value", () => {
	test("show on hovering, stay while the pointer is on them, and go with Escape", async () => {
		const { page, complaints, close } = await site.open(path);
		await table(page).locator('tr[data-record="msi-c-film"] a.value').first().hover();
		const card = page.locator("#readings-card");
		await card.waitFor({ state: "visible" });
		expect(await card.textContent()).toMatch(/MSi-C film, .+: .+Table \d/s);
		await card.hover();
		await page.waitForTimeout(400);
		expect(await card.isVisible()).toBe(true);
		await page.keyboard.press("Escape");
		expect(await card.isVisible()).toBe(false);
		expect(complaints).toEqual([]);
		await close();
	});

	test("show where the keyboard's focus is, and the value is the way to the record", async () => {
		const { page, close } = await site.open(path);
		await table(page).locator('tr[data-record="msi-c-film"] .name').focus();
		for (let tabs = 0; tabs < 6 && !(await page.locator("#readings-card").isVisible()); tabs++) {
			await page.keyboard.press("Tab");
			await page.waitForTimeout(150);
		}
		await page.locator("#readings-card").waitFor({ state: "visible" });
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/electrodes\/msi-c-film\/#/);
		await close();
	});

	test("show on the first tap; the second one leads to the record", async () => {
		const { page, close } = await site.open(path, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
		const value = table(page).locator('tr[data-record="micro-nano-si"] a.value').first();
		await value.tap();
		await page.locator("#readings-card").waitFor({ state: "visible" });
		await value.tap();
		await page.waitForURL(/\/electrodes\/micro-nano-si\/#/);
		await close();
	});
});

test("a table scrolls inside itself with its header and first column in place", async () => {
	const { page, close } = await site.open(path, { viewport: { width: 390, height: 844 } });
	const scroll = table(page).locator(".scroll");
	const edges = () =>
		table(page).evaluate((figure) => {
			const [header, first] = [figure.querySelector("thead th:nth-child(3)"), figure.querySelector("tbody th")];
			return [header?.getBoundingClientRect().top, first?.getBoundingClientRect().left];
		});
	await scroll.scrollIntoViewIfNeeded();
	const before = await edges();
	await scroll.evaluate((element) => element.scrollTo(120, 150));
	const after = await edges();
	expect(after.map((edge) => Math.round(edge ?? 0))).toEqual(before.map((edge) => Math.round(edge ?? 0)));
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	await close();
});

test.each(["light", "dark"] as const)(
	"a sorted, filtered table with a card open has nothing that axe finds in the %s theme",
	async (colorScheme) => {
		const { page, close } = await site.open(path, { colorScheme });
		await table(page)
			.getByRole("button", { name: /capacity after cycling/ })
			.click();
		await table(page).getByLabel("Compare with").selectOption("msi-c-film");
		const value = table(page).locator('tr[data-record="msi-c-film"] a.value').first();
		await value.scrollIntoViewIfNeeded();
		// Scrolling closes cards: it has to be over.
		await page.waitForTimeout(500);
		await value.hover();
		await page.locator("#readings-card").waitFor({ state: "visible" });
		expect(await axeFaults(page)).toEqual([]);
		await close();
	},
);
