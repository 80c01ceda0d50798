import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../browser/chromium.ts";
import { command, faultsOf, filesIn, host, pageOf, root, temporaryFolder } from "./site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;
let seconds: number;

beforeAll(async () => {
	folder = await temporaryFolder();
	const start = performance.now();
	const built = await command("build", ["--out", join(folder.path, "dist")]);
	seconds = (performance.now() - start) / 1000;
	expect(built.err).toBe("");
	expect(built.code).toBe(0);
	site = await host(join(folder.path, "dist"), "/");
	browser = await launch();
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
	await folder?.remove();
});

/** Opens a page and gives what the browser complained of. */
async function open(context: BrowserContext, path: string): Promise<{ page: Page; complaints: string[] }> {
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
	});
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("request", (request) => {
		if (!request.url().startsWith(site.origin) && !request.url().startsWith("data:")) complaints.push(`asked ${request.url()}`);
	});
	await page.goto(`${site.origin}${path}`, { waitUntil: "networkidle" });
	return { page, complaints };
}

test("the whole site is built within 15 seconds", () => {
	expect(seconds).toBeLessThan(15);
});

test("every internal link and anchor leads somewhere, every id is unique, nothing is loaded from elsewhere", async () => {
	expect(await faultsOf(join(folder.path, "dist"), "/")).toEqual([]);
});

test("a page cites the same works in its text, its table and its chart, and lists each once with a way back", async () => {
	const document = await pageOf(join(folder.path, "dist"), "morphology/nanoparticles/index.html");
	const cited = new Set([...document.querySelectorAll("a.cite")].flatMap((link) => (link.getAttribute("data-keys") ?? "").split(" ")));
	const listed = [...document.querySelectorAll(".references li")].map(({ id }) => id.replace(/^ref-/, ""));
	expect(new Set(listed)).toEqual(cited);
	expect(listed.length).toBe(cited.size);
	expect(document.querySelectorAll("figure.table a.cite").length).toBeGreaterThan(0);
	expect(document.querySelectorAll("figure.charted a.cite").length).toBeGreaterThan(0);
	for (const item of document.querySelectorAll(".references li")) expect(item.querySelectorAll(".back a").length).toBeGreaterThan(0);
});

test("pages hold no script but the site's own and no style attribute", async () => {
	for (const file of (await filesIn(join(folder.path, "dist"))).filter((name) => name.endsWith(".html"))) {
		const document = await pageOf(join(folder.path, "dist"), file);
		expect(
			[...document.querySelectorAll("[style], [onclick], [onload], iframe, object, embed")].map(
				({ outerHTML }) => `${file}: ${outerHTML.slice(0, 80)}`,
			),
		).toEqual([]);
	}
});

describe("search", () => {
	test.each([
		["Si/CNF", /\/si-cnf\/$/, "the material or electrode of that name"],
		["ball milling", /\/methods\/ball-milling\/$/, "the method"],
		["ball-milled", /\/methods\/ball-milling\/$/, "the method, however it is written"],
		[
			"chiku",
			/\/references\/chiku2024\/$|\/electrodes\/[a-z-]*chiku\/$|\/electrodes\/micro-nano-si\/$/,
			"the reference, or what was read from it",
		],
		["Chiku 2024", /\/references\/chiku2024\/$/, "the reference"],
		["Li₆PS₅Cl", /\/electrolytes\/lpscl\/$/, "the electrolyte, with subscripts"],
		["LPSCl", /\/electrolytes\/lpscl\/$/, "the electrolyte by its abbreviation"],
		["argyrodite", /\/electrolytes\/lpscl\/$/, "the electrolyte by its name"],
	])("%s finds %s first: %s", async (question, first) => {
		const context = await browser.newContext();
		const { page, complaints } = await open(context, `/search/?q=${encodeURIComponent(question)}`);
		await page.waitForSelector(".hits li");
		expect(await page.locator(".hits li a").first().getAttribute("href")).toMatch(first);
		expect(complaints).toEqual([]);
		await context.close();
	});

	test("finds nothing for what is not there, and says what to do", async () => {
		const context = await browser.newContext();
		const { page } = await open(context, "/search/?q=perovskite%20solar");
		await page.waitForFunction(() => document.querySelector("#status")?.textContent?.includes("Nothing found") === true);
		expect(await page.locator(".hits li").count()).toBe(0);
		await context.close();
	});

	test("is reached from every page by its header, and keeps the question in the address", async () => {
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
		const { page } = await open(context, "/methods/ball-milling/");
		await page.fill("#header-search", "argyrodite");
		await page.press("#header-search", "Enter");
		await page.waitForSelector(".hits li");
		expect(new URL(page.url()).searchParams.get("q")).toBe("argyrodite");
		await context.close();
	});

	test("loads nothing of itself on other pages", async () => {
		const context = await browser.newContext();
		const asked: string[] = [];
		context.on("request", (request) => asked.push(request.url()));
		await open(context, "/");
		expect(asked.filter((url) => url.includes("pagefind"))).toEqual([]);
		await context.close();
	});
});

test("the theme follows the system until the reader chooses, and the choice is kept", async () => {
	const context = await browser.newContext({ colorScheme: "light" });
	const { page } = await open(context, "/");
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const light = await paper();
	await page.click("button.theme");
	const dark = await paper();
	expect(dark).not.toBe(light);
	await page.goto(`${site.origin}/electrodes/`);
	expect(await paper()).toBe(dark);
	await context.close();
});

test("a page runs no script and takes no style but the site's own", async () => {
	const context = await browser.newContext();
	const { page } = await open(context, "/morphology/nanoparticles/");
	const ran = await page.evaluate(() => {
		const script = document.createElement("script");
		script.textContent = "document.documentElement.dataset.ran = 'yes'";
		const style = document.createElement("style");
		style.textContent = "h1 { display: none }";
		document.body.append(script, style);
		document.body.insertAdjacentHTML("beforeend", `<img src="x" onerror="document.documentElement.dataset.ran = 'yes'" alt="">`);
		const heading = document.querySelector("h1");
		return new Promise((done) => {
			const tell = () => done([document.documentElement.dataset.ran ?? "no", heading === null ? "" : getComputedStyle(heading).display]);
			document.images.item(document.images.length - 1)?.addEventListener("error", () => setTimeout(tell));
		});
	});
	expect(ran).toEqual(["no", "block"]);
	await context.close();
});

test("without JavaScript everything is there but the search, which says so", async () => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const { page } = await open(context, "/morphology/nanoparticles/");
	expect(await page.locator("figure.table tbody tr").count()).toBeGreaterThan(3);
	expect(await page.locator("figure.charted svg.chart:visible").count()).toBe(1);
	await page.locator("a.cite").first().click();
	expect(new URL(page.url()).hash).toMatch(/^#ref-/);
	await page.goto(`${site.origin}/search/`);
	expect(await page.getByText("Search needs JavaScript").isVisible()).toBe(true);
	await context.close();
});

test("a page prints without header, tree and controls", async () => {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const { page } = await open(context, "/morphology/nanoparticles/");
	await page.emulateMedia({ media: "print" });
	for (const hidden of [".site-header", ".tree", ".contents", ".site-footer"]) expect(await page.locator(hidden).isVisible()).toBe(false);
	expect(await page.locator("figure.table").isVisible()).toBe(true);
	await context.close();
});

test("the electrode in five lines that the README shows is sound", async () => {
	const readme = await readFile(join(root, "README.md"), "utf8");
	const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
	const { cp, mkdir, writeFile } = await import("node:fs/promises");
	const kb = join(folder.path, "kb");
	await mkdir(kb, { recursive: true });
	for (const name of ["content", "references", "public"]) await cp(join(root, name), join(kb, name), { recursive: true });
	await writeFile(join(kb, "content/records/my-electrode.yaml"), example);
	const { code, out } = await command("check", ["--kb", kb]);
	expect(out).toBe("");
	expect(code).toBe(0);
});
