import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltSite, builtSite } from "./built.ts";

// With the keyboard alone, key by key. The search dialog, citations and charts have their paths in the tests of each.
let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

/** What has the focus, by what it says. */
const focused = (page: Page) =>
	page.evaluate(() => {
		const element = document.activeElement;
		if (element === null || element === document.body) return "";
		const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : "";
		return (element.getAttribute("aria-label") ?? (label || element.textContent)).replace(/\s+/g, " ").trim();
	});

/** Presses Tab until what has the focus says this. */
async function tabTo(page: Page, wanted: RegExp, key = "Tab"): Promise<void> {
	const seen: string[] = [];
	for (let step = 0; step < 120; step++) {
		await page.keyboard.press(key);
		const now = await focused(page);
		if (wanted.test(now)) return;
		seen.push(now);
	}
	throw new Error(`Tab did not come to ${wanted}, but to: ${seen.join(" · ")}`);
}

test.each(["/glossary/", "/compare/?e=si-vg,si-control-vg", "/electrodes/si-vg/"])(
	"on %s Tab goes through everything and out of the page again",
	async (path) => {
		const { page, close } = await site.open(path);
		await page.evaluate(() => {
			// What counts as seen is marked, so that a ring of elements is told from a long way.
			document.addEventListener("focusin", ({ target }) => {
				if (target instanceof Element) target.setAttribute("data-visits", String(Number(target.getAttribute("data-visits")) + 1));
			});
		});
		const number = await page.locator("a[href], button, input, select, summary, [tabindex='0']").count();
		let left = false;
		for (let step = 0; step < number + 5 && !left; step++) {
			await page.keyboard.press("Tab");
			left = await page.evaluate(() => document.activeElement === document.body);
		}
		expect(left).toBe(true);
		expect(await page.locator("[data-visits]:not([data-visits='1'])").count()).toBe(0);
		await close();
	},
);

test("the list of records is filtered, sorted, and two of them compared, without leaving the keyboard", async () => {
	const { page, complaints, close } = await site.open("/electrodes/");
	await page.locator("#explorer.ready").waitFor();
	await tabTo(page, /^Text/);
	await page.keyboard.type("si");
	await tabTo(page, /^composites/);
	await page.keyboard.press("Space");
	await expect.poll(() => new URL(page.url()).search).toBe("?q=si&strategy=composites");
	await tabTo(page, /^electrode(?!s)/);
	await page.keyboard.press("Enter");
	await expect.poll(() => new URL(page.url()).search).toContain("sort=name");
	expect(await focused(page)).toMatch(/^electrode/);
	for (let number = 0; number < 2; number++) {
		await page.keyboard.press("Tab");
		for (let step = 0; step < 60 && !(await page.evaluate(() => document.activeElement?.matches("input[data-record]"))); step++)
			await page.keyboard.press("Tab");
		await page.keyboard.press("Space");
	}
	await tabTo(page, /^Compare 2 side by side/, "Shift+Tab");
	await Promise.all([page.waitForURL(/\/compare\/\?e=[\w-]+,[\w-]+$/), page.keyboard.press("Enter")]);
	expect(complaints).toEqual([]);
	await close();
});

test("a table that is wider than its place has the focus and is moved by the arrows", async () => {
	const { page, close } = await site.open("/comparison/", { viewport: { width: 390, height: 700 }, reducedMotion: "reduce" });
	const region = page.locator("figure.table .scroll").first();
	await region.focus();
	for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
	await expect.poll(() => region.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(40);
	await close();
});

test("on a phone the menu is unfolded by Enter, leads on, and folds again", async () => {
	const { page, close } = await site.open("/glossary/", { viewport: { width: 390, height: 844 } });
	const entries = page.locator(".menu a:visible");
	expect(await page.locator("header nav a:visible").count()).toBe(0);
	await tabTo(page, /^Menu$/);
	await page.keyboard.press("Enter");
	expect(await entries.count()).toBeGreaterThan(3);
	await page.keyboard.press("Enter");
	expect(await entries.count()).toBe(0);
	await page.keyboard.press("Space");
	await tabTo(page, /^Methods$/);
	await Promise.all([page.waitForURL("**/methods/"), page.keyboard.press("Enter")]);
	expect(await page.locator(".menu a[aria-current=page]").count()).toBe(1);
	await close();
});

test("the theme is changed from the keyboard, and the button keeps the focus", async () => {
	const { page, close } = await site.open("/glossary/", { colorScheme: "light" });
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const before = await paper();
	await tabTo(page, /^Change between light and dark$/);
	await page.keyboard.press("Space");
	expect(await paper()).not.toBe(before);
	expect(await focused(page)).toMatch(/^Change/);
	await close();
});

test("where colours are forced, the marks of data keep theirs and the chosen tab is told from the others", async () => {
	const { page, close } = await site.open("/comparison/", { forcedColors: "active", colorScheme: "dark" });
	const looks = await page.evaluate(() => {
		const paper = getComputedStyle(document.body).backgroundColor;
		const all = (selector: string) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
		return {
			shapes: all(".shape").filter((shape) => getComputedStyle(shape).fill === paper).length,
			dots: all(".name[class*=group-]").filter((name) => getComputedStyle(name, "::before").backgroundColor === paper).length,
			some: all(".name[class*=group-]").length,
			marks: all("svg.chart :is(.solid, .hollow)").filter((mark) => getComputedStyle(mark).stroke === paper).length,
			tabs: all(".views").map(
				(views) => new Set([...views.querySelectorAll("label")].map((tab) => getComputedStyle(tab).borderBottomColor)).size,
			),
			boxes: all("button, input:not([type=radio], [type=checkbox]), select").filter((box) => {
				const { borderTopWidth, color } = getComputedStyle(box);
				return color === paper || (box.matches("input, select") && borderTopWidth === "0px");
			}).length,
		};
	});
	expect(looks).toMatchObject({ shapes: 0, dots: 0, marks: 0, boxes: 0 });
	expect(looks.some).toBeGreaterThan(5);
	expect(new Set(looks.tabs)).toEqual(new Set([2]));
	await close();
});
