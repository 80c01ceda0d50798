import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../browser/chromium.ts";
import { command, filesIn, host, pageOf, temporaryFolder } from "./site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;
const dist = () => join(folder.path, "dist");

beforeAll(async () => {
	folder = await temporaryFolder();
	expect((await command("build", ["--out", dist()])).err).toBe("");
	site = await host(dist(), "/");
	browser = await launch();
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
	await folder?.remove();
});

/** Opens a page in a context of its own, does something there, and expects that nothing was amiss. */
async function on(path: string, use: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
	const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error") complaints.push(message.text());
	});
	await page.goto(`${site.origin}${path}`);
	await use(page);
	expect(complaints).toEqual([]);
	await context.close();
}

/** What axe finds wrong, without other words. */
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const found: AxeResults = await page.evaluate(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })`);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

const card = (page: Page) => page.locator("#citation-card");
/** The works that the open card shows, in their order: the beginnings of their addresses on the site. */
const shown = (page: Page) =>
	card(page)
		.locator("a[href^='/references/']")
		.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
const keysOf = async (link: Locator) => (await link.getAttribute("data-keys"))?.split(" ") ?? [];
const addresses = (keys: readonly string[]) => keys.map((key) => `/references/${key}/`);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? "");

const strategy = "/morphology/nanoparticles/";
const places: [what: string, path: string, selector: string][] = [
	["a sentence", strategy, "main > p a.cite"],
	["a table", strategy, "figure.table a.cite"],
	["what folds open below a chart", strategy, "figure:not(.table) a.cite"],
	["a record's measurements", "/electrodes/si-cnf-lpscl/", ".readings a.cite"],
	["a disagreement", "/disagreements/", ".disagreement a.cite"],
	["a term's page", "/methods/ball-milling/", "figure.table a.cite"],
];

describe("a card", () => {
	test.each(places)("opens from %s and shows every work that is cited there, as the list has it", async (_, path, selector) => {
		await on(path, async (page) => {
			await page.evaluate(() => {
				for (const details of document.querySelectorAll("details")) details.open = true;
			});
			const link = page.locator(selector).first();
			await link.scrollIntoViewIfNeeded();
			const keys = await keysOf(link);
			await link.hover();
			await card(page).waitFor({ state: "visible" });
			expect(await shown(page)).toEqual(addresses(keys));
			const listed = await page.locator(`#ref-${keys[0]} > div > span`).first().textContent();
			expect(await card(page).textContent()).toContain(listed?.trim());
			expect(await card(page).textContent()).toMatch(/Cited in \d+ places?/);
			expect(await page.locator("#citation-card [id]").count()).toBe(0);
		});
	});

	test("of a citation of several works has them all", async () => {
		await on("/about/", async (page) => {
			const link = page.locator("a.cite[data-keys*=' ']").first();
			const keys = await keysOf(link);
			expect(keys.length).toBeGreaterThan(1);
			await link.hover();
			await card(page).waitFor({ state: "visible" });
			expect(await shown(page)).toEqual(addresses(keys));
		});
	});

	test("stays while the pointer moves into it, and goes when the pointer leaves both", async () => {
		await on(strategy, async (page) => {
			await page.locator("main > p a.cite").first().hover();
			await card(page).waitFor({ state: "visible" });
			const box = await card(page).boundingBox();
			if (box === null) throw new Error("The card has no place.");
			await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
			await page.waitForTimeout(700);
			expect(await card(page).isVisible()).toBe(true);
			await page.mouse.move(2, 2, { steps: 5 });
			await card(page).waitFor({ state: "detached" });
		});
	});

	test("does not open for a pointer that only passes over", async () => {
		await on(strategy, async (page) => {
			const box = await page.locator("main > p a.cite").first().boundingBox();
			if (box === null) throw new Error("The citation has no place.");
			await page.mouse.move(box.x + 2, box.y + 2);
			await page.mouse.move(2, 2);
			await page.waitForTimeout(500);
			expect(await card(page).count()).toBe(0);
		});
	});

	test("opens by the keyboard, lets it through and out again in both directions, and Escape gives the focus back", async () => {
		await on(strategy, async (page) => {
			const link = page.locator("main > p a.cite").first();
			const id = await link.getAttribute("id");
			await link.focus();
			await page.keyboard.press("Enter");
			expect(await card(page).isVisible()).toBe(true);
			expect(await link.getAttribute("aria-expanded")).toBe("true");
			expect(new URL(page.url()).hash).toBe("");
			const inside = () => page.evaluate(() => document.activeElement?.closest("#citation-card") !== null);
			await page.keyboard.press("Tab");
			expect(await inside()).toBe(true);
			await page.keyboard.press("Escape");
			expect(await card(page).count()).toBe(0);
			expect(await focused(page)).toContain(`id="${id}"`);
			expect(await link.getAttribute("aria-expanded")).toBe("false");

			await page.keyboard.press("Enter");
			const stops = await page.locator("#citation-card a, #citation-card button").count();
			for (let stop = 0; stop < stops; stop++) {
				await page.keyboard.press("Tab");
				expect(await inside()).toBe(true);
			}
			await page.keyboard.press("Tab");
			expect(await inside()).toBe(false);
			expect(await focused(page)).not.toContain(`id="${id}"`);
			expect(await focused(page)).not.toContain("<body");
			expect(await card(page).count()).toBe(0);

			await link.focus();
			await page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Shift+Tab");
			expect(await focused(page)).toContain(`id="${id}"`);
			await page.keyboard.press("Shift+Tab");
			expect(await card(page).count()).toBe(0);
		});
	});

	test("opened by Enter, a second Enter leads to the list", async () => {
		await on(strategy, async (page) => {
			const link = page.locator("main > p a.cite").first();
			await link.focus();
			await page.keyboard.press("Enter");
			await page.keyboard.press("Enter");
			await page.waitForFunction(() => location.hash !== "");
			expect(new URL(page.url()).hash).toBe(await link.getAttribute("href"));
			expect(await card(page).count()).toBe(0);
		});
	});

	test("steps to the other places of the page that cite the work, round and round, also into what is folded", async () => {
		await on(strategy, async (page) => {
			const key = await page.evaluate(() => {
				const folded = document.querySelector("details:not([open]) a.cite");
				return folded instanceof HTMLElement ? (folded.dataset.keys ?? "") : "";
			});
			const ids = await page
				.locator(`#ref-${key} .back a`)
				.evaluateAll((links) => links.map((link) => link.getAttribute("href")?.slice(1)));
			expect(ids.length).toBeGreaterThan(2);
			await page.locator(`#${ids[0]}`).focus();
			await page.keyboard.press("Enter");
			for (const next of [...ids.slice(1), ids[0]]) {
				await card(page).getByRole("button", { name: "Next place on this page" }).first().press("Enter");
				const at = page.locator(`#${next}`);
				expect(await at.getAttribute("aria-expanded")).toBe("true");
				expect(await at.isVisible()).toBe(true);
				expect(await card(page).textContent()).toContain(`${ids.indexOf(next) + 1} of ${ids.length} on this page`);
				expect(await focused(page)).toContain("Next place");
			}
			await card(page).getByRole("button", { name: "Previous place on this page" }).first().press("Enter");
			expect(await page.locator(`#${ids.at(-1)}`).getAttribute("aria-expanded")).toBe("true");
			await page.keyboard.press("Escape");
			expect(await focused(page)).toContain(`id="${ids.at(-1)}"`);
		});
	});

	test("opens by a tap, a second tap leads to the list, a tap elsewhere closes it", async () => {
		await on(
			strategy,
			async (page) => {
				const link = page.locator("main > p a.cite").first();
				await link.tap();
				await card(page).waitFor({ state: "visible" });
				expect(new URL(page.url()).hash).toBe("");
				for (const target of await card(page).locator("button, .links > a").all()) {
					const box = await target.boundingBox();
					expect([await target.textContent(), Math.round(box?.height ?? 0) >= 44]).toEqual([await target.textContent(), true]);
				}
				await page.locator("h1").tap();
				await card(page).waitFor({ state: "detached" });
				await link.tap();
				await card(page).waitFor({ state: "visible" });
				await link.tap();
				await page.waitForFunction(() => location.hash.startsWith("#ref-"));
				expect(await card(page).count()).toBe(0);
			},
			{ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
		);
	});

	test.each([
		[320, 640],
		[640, 320],
	])("stays inside a window of %i by %i pixels, wherever its citation stands", async (width, height) => {
		await on(
			strategy,
			async (page) => {
				await page.evaluate(() => {
					for (const details of document.querySelectorAll("details")) details.open = true;
				});
				for (const link of await page.locator("a.cite").all()) {
					if (!(await link.isVisible())) continue;
					await link.focus();
					await page.keyboard.press("Enter");
					const box = await card(page).boundingBox();
					if (box === null) throw new Error("The card has no place.");
					expect(box.x).toBeGreaterThanOrEqual(0);
					expect(box.x + box.width).toBeLessThanOrEqual(width);
					expect(box.y).toBeGreaterThanOrEqual(0);
					expect(box.y + box.height).toBeLessThanOrEqual(height);
					expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
					await page.keyboard.press("Escape");
				}
			},
			{ viewport: { width, height }, reducedMotion: "reduce" },
		);
	});

	test.each(["light", "dark"] as const)("has nothing that axe finds, open in the %s theme", async (colorScheme) => {
		await on(
			strategy,
			async (page) => {
				await page.locator("figure.table a.cite").first().focus();
				await page.keyboard.press("Enter");
				await card(page).waitFor({ state: "visible" });
				expect(await violations(page)).toEqual([]);
			},
			{ colorScheme },
		);
	});

	test("is not printed", async () => {
		await on(strategy, async (page) => {
			await page.locator("main > p a.cite").first().hover();
			await card(page).waitFor({ state: "visible" });
			await page.emulateMedia({ media: "print" });
			expect(await card(page).isVisible()).toBe(false);
		});
	});
});

test("without JavaScript a citation is a link to the list, and the list leads back to each place", async () => {
	await on(
		strategy,
		async (page) => {
			const link = page.locator("main > p a.cite").first();
			const id = await link.getAttribute("id");
			await link.click();
			const entry = page.locator(`li${new URL(page.url()).hash}`);
			expect(await entry.isVisible()).toBe(true);
			await entry.locator(`.back a[href="#${id}"]`).click();
			expect(new URL(page.url()).hash).toBe(`#${id}`);
		},
		{ javaScriptEnabled: false },
	);
});

test("on every page each citation leads to its first work, and the list names each place once, and no other", async () => {
	let pages = 0;
	for (const file of (await filesIn(dist())).filter((name) => name.endsWith(".html"))) {
		const document = await pageOf(dist(), file);
		const cited = new Map<string, string[]>();
		for (const link of document.querySelectorAll("a.cite")) {
			const keys = (link.getAttribute("data-keys") ?? "").split(" ");
			expect([file, link.getAttribute("href")]).toEqual([file, `#ref-${keys[0]}`]);
			for (const key of keys) cited.set(key, [...(cited.get(key) ?? []), link.id]);
		}
		const listed = new Map(
			[...document.querySelectorAll("section.references li")].map(({ id, outerHTML }) => [
				id.replace("ref-", ""),
				[...outerHTML.matchAll(/href="#([^"]+)"/g)].map(([, place]) => place),
			]),
		);
		const scripts = [...document.querySelectorAll("script[src]")].filter((script) => /References/.test(script.getAttribute("src") ?? ""));
		expect([file, scripts.length]).toEqual([file, cited.size > 0 ? 1 : 0]);
		if (cited.size > 0) pages += 1;
		for (const [key, ids] of cited) expect([file, key, listed.get(key)?.toSorted()]).toEqual([file, key, ids.toSorted()]);
		expect(listed.size).toBe(cited.size);
	}
	expect(pages).toBeGreaterThan(50);
});
