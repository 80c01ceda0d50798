import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFaults, type BuiltSite, builtSite } from "./built.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

const three = "/compare/?e=si-mof,si-control-mof,si-vg";
const shown = (page: Page) => page.locator(".comparison thead .name").allTextContents();

test("sets the records of the address side by side, conditions before values, and says what is not comparable", async () => {
	const { page, complaints, close } = await site.open(three);
	await page.locator(".comparison").waitFor();
	expect(await shown(page)).toEqual(["Si@MOF", "Bare Si (for Si@MOF)", "Si@VG"]);
	const kinds = await page
		.locator(".comparison tbody")
		.nth(1)
		.locator("tr:not(.group)")
		.evaluateAll((rows) => rows.map((row) => row.className.split(" ")[0]));
	expect(kinds.lastIndexOf("is-condition")).toBeLessThan(kinds.indexOf("is-value"));
	const verdicts = await page.locator(".comparison tr.is-verdict").first().locator("td").allTextContents();
	expect(verdicts[1]).toMatch(/^comparable with Si@MOF as far as known/);
	expect(verdicts[2]).toBe("not comparable with Si@MOF: other current");
	expect(await page.locator("tr.is-condition.unlike th", { hasText: "current" }).count()).toBeGreaterThan(0);
	expect(await page.locator(".guard").textContent()).toMatch(/^Not measured alike: /);
	expect(complaints).toEqual([]);
	await close();
});

test("takes records in and out, four at most, and keeps the address", async () => {
	const { page, close } = await site.open("/compare/");
	expect(await page.locator(".status").textContent()).toMatch(/^Choose up to four electrodes/);
	const add = page.getByLabel("Add an electrode");
	for (const name of ["Si@VG", "Si@MOF", "MSi-C film", "SGCI"]) {
		await add.fill(name);
		await expect.poll(() => add.inputValue()).toBe("");
	}
	expect(await shown(page)).toHaveLength(4);
	expect(await add.isDisabled()).toBe(true);
	await page.getByRole("button", { name: "Take Si@MOF out" }).focus();
	await page.keyboard.press("Enter");
	expect(new URL(page.url()).search).toBe("?e=si-vg,msi-c-film,sgci");
	await close();
});

test("is copied as Markdown and as CSV, conditions and what is not given with it", async () => {
	const { page, close } = await site.open(three, { permissions: ["clipboard-read", "clipboard-write"] });
	await page.getByRole("button", { name: "Copy as Markdown" }).click();
	await page.getByText("Copied.").waitFor();
	const markdown = await page.evaluate(() => navigator.clipboard.readText());
	expect(markdown).toMatch(/^\| {2}\| Si@MOF \| Bare Si \(for Si@MOF\) \| Si@VG \|\n\| --- \| --- \| --- \| --- \|\n/);
	expect(markdown).toContain("| current (differs) | 200\u202fmA\u202fg⁻¹ |");
	expect(markdown).toMatch(/n\.g\..*\n\nNot measured alike: .*\n$/s);
	await page.getByRole("button", { name: "Copy as CSV" }).click();
	await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^,Si@MOF,Bare Si \(for Si@MOF\),Si@VG\r\n/);
	await close();
});

test("says what it does not know, and what is missing without scripts", async () => {
	const { page, close } = await site.open("/compare/?e=si-vg,nothing");
	expect(await page.locator(".status").textContent()).toMatch(/^There is no electrode nothing\. Add another electrode/);
	await close();
	const plain = await site.open(three, { javaScriptEnabled: false });
	expect(await plain.page.getByText("Comparing needs JavaScript").isVisible()).toBe(true);
	await plain.close();
});

test("is one step from a record's page", async () => {
	const { page, close } = await site.open("/electrodes/si-vg/");
	await page.getByRole("link", { name: "Compare with its control" }).click();
	await page.waitForURL(/\/compare\/\?e=si-vg,si-control-vg$/);
	await close();
});

test.each([
	["light", 1440],
	["dark", 390],
] as const)("has nothing that axe finds in the %s theme at %i px, and does not widen the page", async (colorScheme, width) => {
	const { page, close } = await site.open(three, { colorScheme, viewport: { width, height: 844 } });
	await page.locator(".comparison").waitFor();
	expect(await axeFaults(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	await close();
});
