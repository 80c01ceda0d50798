import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "astro/zod";
import { createIndex } from "pagefind";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { launch } from "../browser/chromium.ts";
import { command, host, root, temporaryFolder } from "./site.ts";

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

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	folder = await temporaryFolder();
	const dist = join(folder.path, "dist");
	expect((await command("build", ["--out", dist])).code).toBe(0);
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
	return page.evaluate(async (query) => {
		const address = "/plain/pagefind.js";
		const pagefind: { search(query: string): Promise<{ results: { data(): Promise<{ url: string }> }[] }> } = await import(address);
		const { results } = await pagefind.search(query);
		return Promise.all(results.slice(0, 3).map(async (result) => (await result.data()).url));
	}, question);
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

test.for([...tuned, ...heldOut].filter(({ nothing }) => nothing))(
	"nothing is found for $ask, and that is said",
	async ({ ask: question }) => {
		const { found, says } = await ask(question);
		expect(found).toEqual([]);
		expect(says).toContain("Nothing found");
	},
);

test.for(tuned.filter(({ some }) => some))("what has only some of $ask is told apart", async ({ ask: question }) => {
	expect((await ask(question)).says).toContain("Nothing has all of");
});
