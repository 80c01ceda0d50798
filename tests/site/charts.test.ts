import { readFile } from "node:fs/promises";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../browser/chromium.ts";
import { builtFolder } from "./built.ts";
import { filesIn, host, pageOf } from "./site.ts";

let dist: string;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;

beforeAll(async () => {
	dist = await builtFolder();
	site = await host(dist, "/");
	browser = await launch();
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
});

async function open(path: string, width: number, colorScheme: "light" | "dark" = "light", javaScriptEnabled = true): Promise<Page> {
	const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, javaScriptEnabled });
	const page = await context.newPage();
	await page.goto(`${site.origin}${path}`);
	return page;
}

/** The pages that have charts. */
async function charted(): Promise<string[]> {
	const charts = (await filesIn(dist)).filter((file) => file.endsWith("chart-1.svg"));
	return charts.map((file) => `/${file.replace("chart-1.svg", "")}`);
}

describe.each([390, 1440])("at %i px", (width) => {
	test("no words of a chart overlap, as the browser sets them, and none leaves its chart", async () => {
		const paths = await charted();
		expect(paths.length).toBeGreaterThan(8);
		const page = await open("/", width);
		for (const path of paths) {
			await page.goto(`${site.origin}${path}`);
			expect(await page.evaluate(collisions), path).toEqual([]);
		}
		await page.context().close();
	});

	test.each(["light", "dark"] as const)("axe finds nothing on a page of charts in the %s theme, whichever tab is open", async (theme) => {
		const page = await open("/comparison/", width, theme);
		await page.evaluate(axe.source);
		for (const tab of width === 390 ? ["picture", "table", "sources"] : ["picture"]) {
			await page.evaluate((value) => {
				for (const input of document.querySelectorAll<HTMLInputElement>(`.views [value="${value}"]`)) input.checked = true;
			}, tab);
			const found: AxeResults = await page.evaluate(
				`axe.run("figure.charted", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })`,
			);
			expect(
				found.violations.map(
					({ id, nodes }) =>
						`${id}: ${nodes
							.map(({ html }) => html.slice(0, 120))
							.slice(0, 3)
							.join(" | ")}`,
				),
				tab,
			).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		}
		await page.context().close();
	});
});

/** Runs in the page: pairs of words that overlap, words outside the figure. */
function collisions(): string[] {
	const found: string[] = [];
	for (const svg of document.querySelectorAll("svg.chart")) {
		const frame = svg.getBoundingClientRect();
		if (frame.width === 0) continue;
		const words = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent ?? "", box: text.getBoundingClientRect() }));
		for (const [index, { text, box }] of words.entries()) {
			const room = 8;
			if (box.left < frame.left - room || box.right > frame.right + room || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
				found.push(`${svg.getAttribute("aria-label")}: "${text}" is outside`);
			for (const other of words.slice(index + 1)) {
				// A box is as high as the face's line; letters do not fill it.
				const slack = 4;
				const isApart =
					box.right <= other.box.left + 0.5 ||
					other.box.right <= box.left + 0.5 ||
					box.bottom - slack <= other.box.top ||
					other.box.bottom - slack <= box.top;
				if (!isApart) found.push(`${svg.getAttribute("aria-label")}: "${text}" on "${other.text}"`);
			}
		}
	}
	return found;
}

test("with the keyboard alone a reader turns to the table and back, reaches a mark, sees where he is, and follows it", async () => {
	const page = await open("/comparison/", 1440);
	const figure = page.locator("#chart-2");
	await figure.locator('[value="picture"]').focus();
	await page.keyboard.press("ArrowRight");
	expect(await figure.locator(".panel.data table").isVisible()).toBe(true);
	expect(await figure.locator("svg.chart:visible").count()).toBe(0);
	await page.keyboard.press("ArrowLeft");
	expect(await figure.locator("svg.chart:visible").count()).toBe(1);
	// Two files, then the first mark.
	for (let step = 0; step < 3; step++) await page.keyboard.press("Tab");
	const mark = page.locator("#chart-2 a.hit:focus");
	expect(await mark.getAttribute("aria-label")).toMatch(/^\S.*: .*its control.*\d/);
	const place = mark.locator("rect").first();
	expect(await place.evaluate((rect) => getComputedStyle(rect).strokeWidth)).toBe("2px");
	expect(await place.evaluate((rect) => getComputedStyle(rect).stroke)).not.toBe("none");
	expect((await place.boundingBox())?.height).toBeGreaterThanOrEqual(24);
	const address = await mark.getAttribute("href");
	await page.keyboard.press("Enter");
	await page.waitForURL(`**${address}`);
	expect(address).toMatch(/^\/electrodes\/[a-z0-9-]+\/$/);
	await page.context().close();
});

test("without JavaScript the tabs turn, and a link to a citation in a chart shows it", async () => {
	const page = await open("/comparison/", 1440, "light", false);
	await page.locator("#chart-5 label", { hasText: "Table" }).click();
	expect(await page.locator("#chart-5 .panel.data tbody tr").count()).toBeGreaterThan(15);
	expect(await page.locator("#chart-5 .panel.data").isVisible()).toBe(true);
	await page.locator("#chart-5 label", { hasText: "Sources" }).click();
	expect(await page.locator("#chart-5 .cite-as").textContent()).toContain("/comparison/#chart-5");
	await page.context().close();
});

test("the files of every chart are there: a drawing that stands by itself, and the rows of its table", async () => {
	const page = await open("/", 1440);
	for (const path of await charted()) {
		const document = await pageOf(dist, `${path.slice(1)}index.html`);
		for (const figure of document.querySelectorAll("figure.charted")) {
			const [svg = "", csv = ""] = [...figure.querySelectorAll(".files a")].map((link) => link.getAttribute("href") ?? "");
			const drawing = await readFile(join(dist, svg), "utf8");
			const title = figure.querySelector("figcaption strong")?.textContent ?? "";
			const parsed = await page.evaluate((text) => {
				const xml = new DOMParser().parseFromString(text, "image/svg+xml");
				return {
					error: xml.querySelector("parsererror")?.textContent ?? "",
					root: xml.documentElement.namespaceURI,
					title: xml.querySelector("title")?.textContent,
					own: xml.querySelectorAll("[class], [style], style, script").length,
					links: [...xml.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? ""),
				};
			}, drawing);
			expect(parsed).toMatchObject({ error: "", root: "http://www.w3.org/2000/svg", own: 0 });
			expect(parsed.title?.replace(/\s/g, "")).toBe(title.replace(/\s/g, ""));
			for (const link of parsed.links) expect(link).toMatch(/^https:\/\/anode-atlas\.example\//);
			const lines = (await readFile(join(dist, csv), "utf8")).trimEnd().split("\r\n");
			expect(lines.length - 1, csv).toBe(figure.querySelectorAll(".panel.data tbody tr").length);
		}
	}
	await page.context().close();
});
