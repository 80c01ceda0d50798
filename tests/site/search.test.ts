import { readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { z } from "astro/zod";
import axe, { type AxeResults } from "axe-core";
import { createIndex } from "pagefind";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { launch } from "../browser/chromium.ts";
import { builtFolder } from "./built.ts";
import { host, root, temporaryFolder } from "./site.ts";

const cases = z.array(
	z.strictObject({
		kind: z.string(),
		ask: z.string(),
		/** One of these pages comes first. */
		first: z.array(z.string()).optional(),
		/** One of these pages is among the first three. */
		three: z.array(z.string()).optional(),
		/** What was found has only some of the words, and that is said. */
		some: z.boolean().optional(),
		nothing: z.boolean().optional(),
	}),
);
type Case = z.output<typeof cases>[number];
const read = (file: string) => cases.parse(parse(readFileSync(join(root, "tests/cases", file), "utf8")));
const tuned = read("search.yaml");
const heldOut = read("search-held-out.yaml");
const fresh = read("search-fresh.yaml");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	folder = await temporaryFolder();
	const dist = join(folder.path, "dist");
	await cp(await builtFolder(), dist, { recursive: true });
	// What Pagefind makes of the same pages by itself.
	const { index } = await createIndex({});
	await index?.addDirectory({ path: dist });
	await index?.writeFiles({ outputPath: join(dist, "plain") });
	await index?.deleteIndex();
	site = await host(dist, "/");
	browser = await launch();
	page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(`${site.origin}/search/`);
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
	await folder?.remove();
});

/** The addresses that the search page gives for a question, and what it says. */
async function ask(question: string): Promise<{ found: string[]; says: string }> {
	await page.fill("#q", question);
	await page.waitForFunction((asked) => document.querySelector<HTMLElement>("#results")?.dataset.asked === asked, question);
	const found = await page.locator("#results a.title").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
	return { found, says: (await page.textContent("#status")) ?? "" };
}

/** The addresses of the first three of plain Pagefind. */
function askPlain(question: string): Promise<string[]> {
	// As text: Vitest would put its own import in the place of the browser's.
	return page.evaluate(`(async () => {
		const { search } = await import("/plain/pagefind.js");
		const { results } = await search(${JSON.stringify(question)});
		return Promise.all(results.slice(0, 3).map(async (result) => (await result.data()).url));
	})()`);
}

const isOne = (wanted: readonly string[], address: string) =>
	wanted.some((one) => address === one || (!one.includes("#") && address.startsWith(one)));
const isPage = (wanted: readonly string[], address: string) => wanted.some((one) => address.startsWith(one.replace(/#.*/, "")));

/** How many of the questions with an answer have it first, and among the first three; and what went wrong. */
async function score(table: readonly Case[], answer: (question: string) => Promise<string[]>, matches = isOne) {
	const wrong: string[] = [];
	let [first, three] = [0, 0];
	const answered = table.filter(({ nothing }) => nothing !== true);
	for (const { ask: question, ...expected } of answered) {
		const found = (await answer(question)).slice(0, 3);
		const wanted = expected.first ?? expected.three ?? [];
		const place = found.findIndex((address) => matches(wanted, address));
		if (place >= 0) three += 1;
		if (place === 0 || (place > 0 && expected.first === undefined)) first += 1;
		else wrong.push(`${question}: ${found.join(" ")}`);
	}
	return { first: first / answered.length, three: three / answered.length, wrong };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

test.each([
	["the questions it was tuned to", tuned],
	["questions it was not tuned to", heldOut],
	["questions of another hand", fresh],
])("of %s nine in ten have their page first, and nearly all among the first three, far more than plain Pagefind", async (name, table) => {
	const own = await score(table, async (question) => (await ask(question)).found);
	const plain = await score(table, askPlain, isPage);
	console.log(
		`${name}: first ${percent(own.first)}, first three ${percent(own.three)}; plain Pagefind ${percent(plain.first)}, ${percent(plain.three)}`,
	);
	if (own.wrong.length > 0) console.log(own.wrong.join("\n"));
	expect(own.first).toBeGreaterThanOrEqual(0.9);
	expect(own.three).toBeGreaterThanOrEqual(table === tuned ? 0.98 : 0.95);
	expect(own.first).toBeGreaterThan(plain.first);
});

test.for(tuned.filter(({ nothing }) => nothing))("nothing is found for $ask, and that is said", async ({ ask: question }) => {
	const { found, says } = await ask(question);
	expect(found).toEqual([]);
	expect(says).toContain("Nothing found");
});

test.for([...heldOut, ...fresh].filter(({ nothing }) => nothing))(
	"nothing is claimed to answer $ask, which the search was not tuned to",
	async ({ ask: question }) => {
		expect((await ask(question)).says).toMatch(/^Nothing (?:found|has all)/);
	},
);

test.for(tuned.filter(({ some }) => some))("what has only some of $ask is told apart", async ({ ask: question }) => {
	expect((await ask(question)).says).toContain("Nothing has all of");
});

/** What axe finds in a page as it stands. */
async function faults(of: Page): Promise<string[]> {
	await of.evaluate(axe.source);
	const found: AxeResults = await of.evaluate(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })`);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Opens a page of its own, does something with it, and closes it. */
async function visit(
	path: string,
	options: { colorScheme?: "light" | "dark"; width?: number },
	act: (page: Page) => Promise<void>,
): Promise<void> {
	const { colorScheme = "light", width = 1440 } = options;
	const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
	const own = await context.newPage();
	await own.goto(`${site.origin}${path}`, { waitUntil: "networkidle" });
	await act(own);
	await context.close();
}

describe("the dialog", () => {
	test.for(["/", "Control+k", "Meta+k"])(
		"opens with %s over any page, goes with the arrows and Enter, and leaves with Escape",
		async (key) => {
			await visit("/methods/ball-milling/", {}, async (own) => {
				await own.focus("main a");
				await own.keyboard.press(key);
				await own.waitForSelector("dialog[open]");
				await own.keyboard.type("yolk shell");
				// Each letter is a question: an answer that comes later would take the choice back.
				await own.waitForSelector('.finder .all[href$="?q=yolk%20shell"]', { state: "attached" });
				await own.keyboard.press("Escape");
				expect(await own.locator("dialog[open]").count()).toBe(0);
				expect(await own.evaluate(() => document.activeElement?.matches("main a"))).toBe(true);
				await own.keyboard.press(key);
				await own.keyboard.press("ArrowDown");
				await own.keyboard.press("ArrowDown");
				await own.keyboard.press("ArrowUp");
				expect(await own.getAttribute(".finder [aria-selected=true]", "href")).toBe("/concepts/yolk-shell/");
				await Promise.all([own.waitForURL("**/concepts/yolk-shell/"), own.keyboard.press("Enter")]);
			});
		},
	);

	test("shows all results on the search page with Enter, where none was chosen", async () => {
		await visit("/glossary/", {}, async (own) => {
			await own.keyboard.press("/");
			await own.waitForSelector("dialog[open]");
			await own.keyboard.type("argyrodite");
			await Promise.all([own.waitForURL("**/search/?q=argyrodite"), own.keyboard.press("Enter")]);
		});
	});

	test.for(["mouse", "finger"])("opens with a %s on the header's field, with the caret in the dialog's own", async (by) => {
		const context = await browser.newContext({
			hasTouch: by === "finger",
			isMobile: by === "finger",
			viewport: { width: 390, height: 800 },
		});
		const own = await context.newPage();
		await own.goto(`${site.origin}/methods/ball-milling/`, { waitUntil: "networkidle" });
		if (by === "finger") await own.tap("#header-search");
		else await own.click("#header-search");
		await own.waitForSelector("dialog[open]");
		expect(await own.evaluate(() => document.activeElement?.matches(".finder input"))).toBe(true);
		await own.keyboard.type("yolk shell");
		await own.waitForSelector(".finder .hit");
		await own.locator(".finder").getByRole("button", { name: "Close" }).click();
		expect(await own.locator("dialog[open]").count()).toBe(0);
		// Where a finger put the dialog away, the keyboard on the screen stays away too.
		expect(await own.evaluate(() => document.activeElement?.id)).toBe(by === "finger" ? "" : "header-search");
		await context.close();
	});

	test("takes over what was typed into the header's field while it was loaded", async () => {
		await visit("/glossary/", {}, async (own) => {
			await own.route("**/search-dialog.*", async (route) => {
				await new Promise((resolve) => setTimeout(resolve, 1000));
				await route.continue();
			});
			await own.click("#header-search");
			await own.keyboard.type("argyrodite");
			await own.waitForSelector(".finder .hit");
			expect(await own.inputValue(".finder input")).toBe("argyrodite");
			expect(await own.inputValue("#header-search")).toBe("");
		});
	});

	test("is not needed: without JavaScript the header's field leads to the search page", async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const own = await context.newPage();
		await own.goto(`${site.origin}/glossary/`);
		await own.click("#header-search");
		await own.keyboard.type("Si/C");
		await Promise.all([own.waitForURL("**/search/?q=Si%2FC"), own.keyboard.press("Enter")]);
		await context.close();
	});

	test("does not open while someone types", async () => {
		await visit("/glossary/", {}, async (own) => {
			await own.focus("#header-search");
			await own.keyboard.type("Si/C");
			expect(await own.inputValue("#header-search")).toBe("Si/C");
			expect(await own.locator("dialog[open]").count()).toBe(0);
		});
	});

	test("loads nothing of its own before it is used: what opens it is in the small script that every page has", async () => {
		const context = await browser.newContext();
		const own = await context.newPage();
		const loaded: Promise<[string, number]>[] = [];
		own.on("response", (response) => loaded.push(response.body().then((body) => [response.url(), body.length])));
		await own.goto(`${site.origin}/glossary/`, { waitUntil: "networkidle" });
		const scripts = (await Promise.all(loaded)).filter(([url]) => /\.js|pagefind|search/.test(url));
		expect(scripts.filter(([url]) => /pagefind|search-/.test(url))).toEqual([]);
		expect(scripts.map(([, size]) => size <= 3072)).toEqual([true]);
		await context.close();
	});

	test("says that it could not be loaded, and offers the lists of everything", async () => {
		await visit("/glossary/", {}, async (own) => {
			await own.route("**/pagefind/**", (route) => route.abort());
			await own.keyboard.press("/");
			await own.waitForSelector("dialog[open]");
			await own.keyboard.type("argyrodite");
			await own.waitForSelector(".finder .status a");
			expect(await own.textContent(".finder .status")).toContain("could not be loaded");
			expect(await own.locator('.finder .status a[href$="/methods/"]').count()).toBe(1);
			// What failed is tried again.
			await own.unroute("**/pagefind/**");
			await own.keyboard.type(" ");
			await own.waitForSelector(".finder .hit");
		});
	});

	test("says when it is slow, and offers the lists of everything", async () => {
		await visit("/glossary/", {}, async (own) => {
			await own.route("**/wasm.*", async (route) => {
				await new Promise((resolve) => setTimeout(resolve, 4000));
				await route.continue();
			});
			await own.keyboard.press("/");
			await own.waitForSelector("dialog[open]");
			await own.keyboard.type("argyrodite");
			await own.waitForSelector(".finder .status a");
			expect(await own.textContent(".finder .status")).toContain("still loading");
			await own.waitForSelector(".finder .hit");
		});
	});

	test.for([
		["light", 390],
		["light", 1440],
		["dark", 390],
		["dark", 1440],
	] as const)("has nothing that axe finds, %s at %d pixels, and neither has the page with its filters", async ([colorScheme, width]) => {
		await visit("/methods/ball-milling/", { colorScheme, width }, async (own) => {
			await own.keyboard.press("/");
			await own.waitForSelector("dialog[open]");
			await own.keyboard.type("Si@MgO@C");
			await own.waitForSelector(".finder .hit");
			await own.keyboard.press("ArrowDown");
			expect(await faults(own)).toEqual([]);
			expect(await own.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		});
		await visit("/search/?q=coating&element=O", { colorScheme, width }, async (own) => {
			await own.waitForSelector(".filter input:checked");
			expect(await faults(own)).toEqual([]);
			expect(await own.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		});
	});
});

describe("filters", () => {
	test("stand in the address, count what is left, and are ordered by that", async () => {
		await visit("/search/?material=si-mgo-c", {}, async (own) => {
			await own.waitForSelector(".hits a.title");
			const found = await own.locator("#results a.title").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
			expect(found).toContain("/electrodes/si-mgo-c/");
			expect(found).toContain("/materials/si-mgo-c/");
			const counts = await own.locator('[data-filter="element"] .count').allTextContents();
			expect(counts.map(Number)).toEqual(counts.map(Number).sort((a, b) => b - a));
			await own.check('input[name="kind"][value="record"]');
			await own.waitForFunction(() => document.querySelectorAll("#results a.title").length === 1);
			expect(new URL(own.url()).search).toBe("?material=si-mgo-c&kind=record");
		});
	});

	test("take any or all of their values", async () => {
		await visit("/search/?element=Mg&element=Al", {}, async (own) => {
			await own.waitForSelector(".any-all");
			expect(await own.locator("#results a.title").count()).toBeGreaterThan(3);
			await own.check('.any-all input[value="all"]');
			await own.waitForFunction(() => document.querySelectorAll("#results a.title").length === 0);
			expect(new URL(own.url()).searchParams.getAll("all")).toEqual(["element"]);
		});
	});
});

test("what was found is set as it is on its page: indices, marks, figures with conditions, and a link to the place", async () => {
	await ask("Si@LiAlO2");
	const first = page.locator("#results li").first();
	expect(await first.locator("a.title sub").textContent()).toBe("2");
	expect(await first.locator("mark").count()).toBeGreaterThan(0);
	expect(await first.locator(".figures-line .conditions").count()).toBeGreaterThan(0);
	const { found } = await ask("limited lithiation");
	expect(found[0]).toBe("/outlook/#limited-lithiation-with-plating");
});

test("a mistake in typing is told, with what was found instead", async () => {
	expect((await ask("coulombic effciency")).says).toContain("showing results for “coulombic efficiency”");
	// What is found as it is typed is not touched.
	expect((await ask("germane")).says).not.toContain("“germanium”, ");
});

test("typing on a warm index shows results within a tenth of a second", async () => {
	const question = "coulombic efficiency of argyrodite";
	await ask(question);
	const times: number[] = await page.evaluate(async (typed) => {
		const input = document.querySelector<HTMLInputElement>("#q");
		const status = document.querySelector("#status");
		const taken: number[] = [];
		for (let length = 9; input !== null && length <= typed.length; length++) {
			const start = performance.now();
			input.value = typed.slice(0, length);
			input.dispatchEvent(new Event("input"));
			while (!(status?.textContent ?? "").includes(`“${input.value}”`)) await new Promise((resolve) => setTimeout(resolve, 1));
			taken.push(performance.now() - start);
		}
		return taken;
	}, question);
	times.sort((a, b) => a - b);
	expect(times[Math.floor(times.length / 2)]).toBeLessThan(100);
});
