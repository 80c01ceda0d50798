import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltSite, builtFolder, builtSite } from "./built.ts";
import { axeAll, cut, focusFaults, moving, smallTargets, widened } from "./everyone.ts";
import { addressesOf, onePageOfEachKind } from "./kinds.ts";
import { pageOf } from "./site.ts";

const pages = await onePageOfEachKind(await builtFolder());
let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

test("pages of every kind are looked at: each route has one", () => {
	const kinds = pages.map((path) => path.split("/")[1]?.split("?")[0]);
	for (const route of ["", "404.html", "compare", "data", "disagreements", "electrodes", "glossary", "references", "search"])
		expect(kinds).toContain(route);
	expect(pages.some((path) => /^\/electrodes\/[a-z]/.test(path)) && pages.some((path) => /^\/references\/[a-z]/.test(path))).toBe(true);
	expect(pages.length).toBeLessThan(30);
});

test("every page has a title of its own, a language and one heading of the first rank", async () => {
	const titles = new Map<string, string>();
	for (const address of await addressesOf(site.dist)) {
		const document = await pageOf(site.dist, address.endsWith("/") ? `${address.slice(1)}index.html` : address.slice(1));
		const title = document.querySelector("title")?.textContent ?? "";
		expect([address, titles.get(title)]).toEqual([address, undefined]);
		titles.set(title, address);
		expect([address, document.documentElement.lang, document.querySelectorAll("h1").length]).toEqual([address, "en-GB", 1]);
	}
});

describe.each(pages)("%s", (path) => {
	test("has nothing that axe finds, and keeps inside any window with any text size and spacing", async () => {
		const { page, complaints, close } = await site.open(path, { colorScheme: "light", reducedMotion: "reduce" });
		expect(await axeAll(page)).toEqual([]);
		expect(await page.evaluate(moving)).toEqual([]);

		await page.emulateMedia({ colorScheme: "dark" });
		await page.setViewportSize({ width: 320, height: 640 });
		expect(await axeAll(page)).toEqual([]);
		const spacing =
			"* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
		for (const [width, rules] of [
			[390, ""],
			[320, spacing],
			[1440, spacing],
			[1440, "html { font-size: 200% !important }"],
			[640, "html { font-size: 200% !important }"],
		] as const) {
			await page.setViewportSize({ width, height: 800 });
			// The policy bars style elements, not sheets that a script makes.
			await page.evaluate((text) => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(text);
				document.adoptedStyleSheets = [sheet];
			}, rules);
			expect({ width, rules, faults: [...(await page.evaluate(widened)), ...(await page.evaluate(cut))] }).toEqual({
				width,
				rules,
				faults: [],
			});
		}
		expect(complaints).toEqual([]);
		await close();
	});

	test("shows where the focus is, wherever it is, and lets skip to its text", async () => {
		const { page, close } = await site.open(path, { reducedMotion: "reduce" });
		// A field that has the focus from the start would begin the walk.
		await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
		await page.focus(".skip");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		expect(await page.evaluate(() => document.activeElement?.closest("main")?.id)).toBe("main");
		expect(await page.evaluate(focusFaults)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 700 });
		expect(await page.evaluate(focusFaults)).toEqual([]);
		await close();
	});

	test("has controls of 44 pixels for a finger", async () => {
		const { page, close } = await site.open(path, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
		expect(await page.evaluate(smallTargets)).toEqual([]);
		await close();
	});
});
