import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plain } from "../../src/cite/export/fields.ts";
import { load } from "../../src/model/load.ts";
import { launch } from "../browser/chromium.ts";
import { coins, embedded, type ZoteroItem } from "../zotero.ts";
import { builtFolder } from "./built.ts";
import { command, copyFixture, filesIn, host, pageOf, root, temporaryFolder } from "./site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dist: string;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;

beforeAll(async () => {
	folder = await temporaryFolder();
	dist = await builtFolder();
	site = await host(dist, "/");
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
	["a chart's sources", strategy, "figure:not(.table) a.cite"],
	["a record's measurements", "/electrodes/si-cnf-lpscl/", ".readings a.cite"],
	["a disagreement", "/disagreements/", ".disagreement a.cite"],
	["a term's page", "/methods/ball-milling/", "figure.table a.cite"],
];

describe("a card", () => {
	test.each(places)("opens from %s and shows every work that is cited there, as the list has it", async (_, path, selector) => {
		await on(path, async (page) => {
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
			await card(page).waitFor();
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
			const key = "chiku2024";
			await page.evaluate((cited) => {
				const place = document.querySelectorAll(`main > p a.cite[data-keys~=${cited}]`)[1]?.closest("p");
				const details = document.createElement("details");
				place?.replaceWith(details);
				details.append(place ?? "");
			}, key);
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

test("on every page each citation leads to its first work, and the list names each place once, and no other; on paper none", async () => {
	let pages = 0;
	for (const file of (await filesIn(dist)).filter((name) => name.endsWith(".html"))) {
		const document = await pageOf(dist, file);
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
		if (cited.size > 0) pages += 1;
		const isPaper = file.endsWith("/print/index.html");
		for (const [key, ids] of cited) expect([file, key, listed.get(key)?.toSorted()]).toEqual([file, key, isPaper ? [] : ids.toSorted()]);
		expect(listed.size).toBe(cited.size);
	}
	expect(pages).toBeGreaterThan(50);
});

describe("the list of all references", () => {
	const visible = (page: Page) => page.locator("#library li:visible").evaluateAll((items) => items.map(({ id }) => id));
	const data = (page: Page, name: string) =>
		page.locator("#library li:visible").evaluateAll((items, field) => items.map((item) => item.getAttribute(`data-${field}`) ?? ""), name);

	test.each([
		["an author", "chiku", ["chiku2024"]],
		["an author without the accent", "forster angew", ["braks2024"]],
		["a title", "silicon anode modification", ["deng2025"]],
		["a journal and a year", "power sources 2021", ["kim2021"]],
		["a key", "ye2024b", ["ye2024b"]],
		["a DOI", "10.1039/d5mh00434a", ["deng2025"]],
		["nothing that is there", "perovskite", []],
	])("is narrowed as one types %s", async (_, words, keys) => {
		await on("/references/", async (page) => {
			const all = await visible(page);
			await page.locator("#find").pressSequentially(words);
			expect(await visible(page)).toEqual(keys);
			const count = (await page.locator("#count").textContent()) ?? "";
			expect(count).toMatch(keys.length === 0 ? /^None of \d+ references has/ : new RegExp(`^${keys.length} of ${all.length} references$`));
			expect(new URL(page.url()).searchParams.get("q")).toBe(words);
			await page.locator("#find").fill("");
			expect(await visible(page)).toEqual(all);
			expect(new URL(page.url()).search).toBe("");
		});
	});

	test("finds a work by its number", async () => {
		await on("/references/?q=103", async (page) => {
			expect(await visible(page)).toContain("deng2025");
		});
	});

	test("is sorted by each order, grouped by year, and back by number", async () => {
		await on("/references/", async (page) => {
			const byNumber = await visible(page);
			const sortBy = (order: string) => page.locator("#sort").selectOption(order);
			const collator = new Intl.Collator("en-GB", { sensitivity: "base", numeric: true });
			await sortBy("year");
			const years = await data(page, "year");
			expect(years).toEqual(years.toSorted((a, b) => Number(b) - Number(a)));
			const headings = await page.locator("#library h2").allTextContents();
			expect(headings.map((heading) => heading.replace(/\s+/g, " "))).toEqual(
				[...new Set(years)].map((year) => `${year} ${years.filter((one) => one === year).length}`),
			);
			for (const order of ["author", "journal"]) {
				await sortBy(order);
				const names = await data(page, order);
				expect(names).toEqual(names.toSorted(collator.compare));
			}
			await sortBy("cited");
			const counts = (await data(page, "cited")).map(Number);
			expect(counts).toEqual(counts.toSorted((a, b) => b - a));
			expect((await visible(page)).toSorted()).toEqual(byNumber.toSorted());
			await sortBy("number");
			expect(await visible(page)).toEqual(byNumber);
			expect(await page.locator("#library h2").count()).toBe(0);
		});
	});

	test("opens from its address as it was left, and keeps the numbers", async () => {
		await on("/references/?q=zhang&sort=year", async (page) => {
			expect(await page.locator("#find").inputValue()).toBe("zhang");
			expect(await page.locator("#sort").inputValue()).toBe("year");
			expect(await page.locator("#count").textContent()).toMatch(/^\d+ of 103 references$/);
			for (const heading of await page.locator("#library h2:visible .count").allTextContents()) expect(Number(heading)).toBeGreaterThan(0);
			const [first] = await visible(page);
			const value = await page.locator(`#library li[id="${first}"]`).getAttribute("value");
			await page.goto(`${site.origin}/references/${first}/`);
			expect(await page.locator("main dl.terms dd").first().textContent()).toBe(value);
		});
	});

	test("is whole without JavaScript, and says what is missing", async () => {
		await on(
			"/references/",
			async (page) => {
				expect(await page.locator("#library li:visible").count()).toBe(103);
				expect(await page.locator("#narrow").isVisible()).toBe(false);
				expect(await page.getByText("needs JavaScript").isVisible()).toBe(true);
			},
			{ javaScriptEnabled: false },
		);
	});
});

describe("the page of a reference", () => {
	/** The places that a page of a work, or of all its places, leads to. */
	const usesOn = (page: Page) =>
		page
			.locator(".uses li a, section[aria-labelledby=records] li a")
			.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
	/** How often the list of all works says that one is cited. */
	const countOf = async (page: Page, key: string) =>
		Number(
			await page.evaluate(async (id) => {
				const list = new DOMParser().parseFromString(await (await fetch("/references/")).text(), "text/html");
				return /\d+/.exec(list.querySelector(`#${id} .links > :last-child`)?.textContent ?? "")?.[0];
			}, key),
		);

	test("leads to every spot that uses the work, each there and marked", async () => {
		await on("/references/hu2025/", async (page) => {
			const links = await usesOn(page);
			expect(links.length).toBe(await countOf(page, "hu2025"));
			expect(new Set(links).size).toBe(links.length);
			expect(await page.locator(".to-all").count()).toBe(0);
		});
		await on("/references/kim2021/", async (page) => {
			for (const kind of ["text", "table", "chart"]) expect(await page.locator(`.uses[data-kind=${kind}] li`).count()).toBeGreaterThan(0);
			await page.locator(".uses[data-kind=text] li a").first().click();
			const target = page.locator(":target");
			expect(await target.getAttribute("data-keys")).toContain("kim2021");
			expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
		});
	});

	test("has the first of a long list, and all of them on pages that lead through each other, also without JavaScript", async () => {
		const links: string[] = [];
		await on("/references/", async (page) => {
			const count = await countOf(page, "deng2025");
			await on(
				"/references/deng2025/",
				async (work) => {
					expect(await work.locator(".uses li").count()).toBeLessThan(50);
					await work
						.getByRole("link", { name: /^All \d+ places$/ })
						.first()
						.click();
					const pages = await work.locator(".pager a").last().textContent();
					for (let number = 1; number <= Number(pages); number++) {
						expect(await work.locator(".pager [aria-current]").textContent()).toBe(String(number));
						links.push(...(await usesOn(work)));
						if (number < Number(pages)) await work.getByRole("link", { name: `Page ${number + 1} of ${pages}`, exact: true }).click();
					}
				},
				{ javaScriptEnabled: false },
			);
			expect(count).toBeGreaterThan(1000);
			expect([links.length, new Set(links).size]).toEqual([count, count]);
		});
	});

	test("has the measurements, disagreements and observations that were read in a work", async () => {
		await on("/references/deng2025/", async (page) => {
			for (const kind of ["text", "value", "note", "disagreement"])
				expect([kind, await page.locator(`.uses[data-kind=${kind}] li`).count()]).not.toEqual([kind, 0]);
		});
	});

	test("has the number and printed form in the review, and where the review prints another number", async () => {
		await on("/references/kim2021/", async (page) => {
			const there = page.locator("dl.terms > div", { hasText: "Deng et al. 2025" });
			expect(await there.textContent()).toMatch(
				/reference 42\s+printed as\s+J\. Kim, C\. Kim and I\. Jang, J\. Power Sources, 2021, 510, 230425\./,
			);
			expect(await there.textContent()).toMatch(/cited there as 23, wrongly:/);
			expect(await there.locator("li", { hasText: "Table 1" }).count()).toBe(1);
			expect(await page.locator("section[aria-labelledby=disagreements] li").count()).toBeGreaterThan(0);
		});
		await on("/references/", async (page) => {
			const documents = await page.evaluate(async () => {
				const keys = [...document.querySelectorAll("#library li")].map(({ id }) => id);
				const texts = await Promise.all(keys.map(async (key) => (await fetch(`/references/${key}/`)).text()));
				return keys.filter((_, index) => texts[index]?.includes("is also printed where"));
			});
			expect(documents.length).toBeGreaterThan(0);
			expect(documents).not.toContain("kim2021");
		});
	});

	test("copies BibTeX and RIS, and hands both over as files, also without JavaScript", async () => {
		await on(
			"/references/kim2021/",
			async (page) => {
				await page.getByRole("button", { name: "Copy BibTeX" }).click();
				await page.getByText("Copied", { exact: true }).waitFor();
				expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@article\{kim2021,\n {2}author {2}= \{Kim, J\./);
			},
			{ permissions: ["clipboard-read", "clipboard-write"] },
		);
		await on(
			"/references/kim2021/",
			async (page) => {
				expect(await page.getByRole("button", { name: "Copy BibTeX" }).isVisible()).toBe(false);
				for (const [label, name, beginning] of [
					["BibTeX", "kim2021.bib", "@article{kim2021,"],
					["RIS", "kim2021.ris", "TY  - JOUR\r\n"],
				] as const) {
					const [download] = await Promise.all([
						page.waitForEvent("download"),
						page.getByRole("link", { name: `Download ${label}` }).click(),
					]);
					expect(download.suggestedFilename()).toBe(name);
					const path = join(folder.path, name);
					await download.saveAs(path);
					expect(await readFile(path, "utf8")).toMatch(new RegExp(`^${beginning.replace("{", "\\{")}`));
				}
			},
			{ javaScriptEnabled: false },
		);
	});
});

test.each([
	["/references/?q=zhang&sort=year", "light"],
	["/references/?q=zhang&sort=year", "dark"],
	["/references/deng2025/", "light"],
	["/references/kim2021/", "dark"],
	["/about/", "dark"],
] as const)("%s has nothing that axe finds, all unfolded, in the %s theme, and fits 320 pixels", async (path, colorScheme) => {
	await on(
		path,
		async (page) => {
			await page.evaluate(() => {
				for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
			});
			expect(await violations(page)).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
		},
		{ colorScheme, viewport: { width: 320, height: 700 } },
	);
});

test("a page says how to cite it: title, site, version by its day, address", async () => {
	await on(strategy, async (page) => {
		await page.getByText("Cite this page").click();
		const [text = "", bibtex = ""] = await page.locator(".cite-this .copied-text").allTextContents();
		expect(text).toMatch(
			/^“Silicon nanoparticles”, Anode Atlas, (?:version of \d{4}-\d\d-\d\d, )?https:\/\/[^ ]+\/morphology\/nanoparticles\/$/,
		);
		expect(bibtex).toMatch(/^@misc\{anode-atlas-morphology-nanoparticles,\n {2}title {8}= \{\{Silicon nanoparticles\}\},/);
	});
});

describe("for machines", () => {
	const tagsOf = (document: Document) =>
		[...document.querySelectorAll("head meta")].map((tag): [string, string] => [
			tag.getAttribute("name") ?? tag.getAttribute("property") ?? "",
			tag.getAttribute("content") ?? "",
		]);
	const linkedOf = (document: Document): Record<string, unknown>[] =>
		[...document.querySelectorAll('script[type="application/ld+json"]')].map((script) => JSON.parse(script.textContent));

	test("Zotero gets title, authors, journal, year, volume, issue, pages and DOI of every work, from its page and from the list", async () => {
		const { kb } = await load(root);
		const list = await pageOf(dist, "references/index.html");
		let titles = 0;
		for (const { key, csl } of kb?.works.values() ?? []) {
			const page = await pageOf(dist, `references/${key}/index.html`);
			const known: Partial<ZoteroItem> = {
				itemType: "journalArticle",
				creators: csl.author?.map(({ given = "", family = "" }) => ({ firstName: given, lastName: family })) ?? [],
				publicationTitle: csl["container-title"],
				date: String(csl.issued?.["date-parts"]?.[0]?.[0]),
				volume: csl.volume === undefined ? undefined : String(csl.volume),
				issue: csl.issue,
				pages: csl.page,
				DOI: csl.DOI,
			};
			const title = csl.title === undefined ? undefined : plain(csl.title);
			if (title !== undefined) titles += 1;
			const picked = (item: ZoteroItem | undefined) => Object.fromEntries(Object.keys(known).map((name) => [name, item?.[name]]));
			expect(picked(embedded(tagsOf(page)))).toEqual(known);
			const spans = [page, list.getElementById(key)].map((place) => place?.querySelector("span.Z3988")?.getAttribute("title") ?? "");
			for (const span of spans) {
				expect(picked(coins(span))).toEqual(known);
				// Without one, Zotero looks the work up by what there is.
				expect(coins(span)?.title).toBe(title);
			}
			expect(embedded(tagsOf(page), "none").title).toBe(title ?? "none");
			expect(linkedOf(page)[0]).toMatchObject({
				"@type": "ScholarlyArticle",
				datePublished: known.date,
				...(title === undefined ? {} : { name: title }),
			});
		}
		expect(titles).toBeGreaterThan(10);
		expect(list.querySelectorAll("span.Z3988").length).toBe(kb?.works.size);
	});

	test("a page of the site is a web page with its references, in tags, JSON-LD and a BibTeX file", async () => {
		const page = await pageOf(dist, "morphology/nanoparticles/index.html");
		const listed = [...page.querySelectorAll("section.references li")].map(({ id }) => id.replace("ref-", ""));
		const item = embedded(tagsOf(page));
		expect(item).toMatchObject({ itemType: "webpage", title: "Silicon nanoparticles", publicationTitle: "Anode Atlas", creators: [] });
		expect(item.url).toMatch(/\/morphology\/nanoparticles\/$/);
		const cited = tagsOf(page).filter(([name]) => name === "citation_reference");
		expect(cited.length).toBe(listed.length);
		expect(cited.every(([, content]) => content.includes("citation_journal_title="))).toBe(true);
		const linked = linkedOf(page).find((one) => one["@type"] === "TechArticle");
		expect(linked?.citation).toHaveLength(listed.length);
		const file = await readFile(join(dist, "morphology/nanoparticles/references.bib"), "utf8");
		expect([...file.matchAll(/^@\w+\{([^,]+),$/gm)].map(([, key]) => key)).toEqual(listed);
	});

	test("nothing in a library becomes markup: neither in a list, nor in tags or JSON-LD", async () => {
		const kb = join(folder.path, "hostile");
		await copyFixture("tea", kb);
		const file = join(kb, "references/library.bib");
		const hostile = '</script><script>alert(1)</script> <img src=x onerror="alert(1)"> "quoted" & more';
		await writeFile(file, (await readFile(file, "utf8")).replace("{Caffeine in steamed green tea}", `{${hostile.replace("&", "\\&")}}`));
		const { code, err } = await command("build", ["--kb", kb]);
		expect([err, code]).toEqual(["", 0]);
		const page = await pageOf(join(kb, "dist"), "references/sato2019/index.html");
		expect(page.querySelectorAll("img[src=x], [onerror]").length).toBe(0);
		const scripts = [...page.querySelectorAll("script:not([src])")].map((script) => script.textContent);
		expect(scripts.filter((text) => text.startsWith("alert"))).toEqual([]);
		expect(linkedOf(page)[0]?.name).toBe(hostile);
		expect(embedded(tagsOf(page)).title).toBe(hostile);
		expect(coins(page.querySelector("span.Z3988")?.getAttribute("title") ?? "")?.title).toBe(hostile);
	});
});
