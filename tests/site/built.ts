import { existsSync } from "node:fs";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";
import { launch } from "../browser/chromium.ts";
import { command, host } from "./site.ts";

/** The site of the first knowledge base, built, served, and opened in a browser. */
export interface BuiltSite {
	/** Its files. */
	dist: string;
	/** Where it is served. */
	origin: string;
	browser: Browser;
	/** Opens a page in a context of its own, and gathers what the browser complains of. */
	open(path: string, options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }>;
	close(): Promise<void>;
}

/** The folder of the site of the first knowledge base; the first file of a run that asks for it has it built. Throws where that fails. */
export async function builtFolder(): Promise<string> {
	const dist = join(inject("shared"), "dist");
	// A build is there whole or not at all.
	if (existsSync(dist)) return dist;
	const { code, err } = await command("build", ["--out", dist]);
	if (code !== 0 || err !== "") throw new Error(err);
	return dist;
}

/** Serves the built site and opens a browser. */
export async function builtSite(): Promise<BuiltSite> {
	const dist = await builtFolder();
	const site = await host(dist, "/");
	const browser = await launch();
	return {
		dist,
		origin: site.origin,
		browser,
		async open(path, options = {}) {
			const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
			const page = await context.newPage();
			const complaints: string[] = [];
			page.on("console", (message) => {
				if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
			});
			page.on("pageerror", (error) => complaints.push(error.message));
			await page.goto(`${site.origin}${path}`, { waitUntil: "networkidle" });
			return { page, complaints, close: () => context.close() };
		},
		async close() {
			await browser.close();
			await site.close();
		},
	};
}

/** What axe finds on a page as it is now, a line for each rule. */
export async function axeFaults(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	// As text: the test's own import of axe is not what runs in the page.
	const found: AxeResults = await page.evaluate(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })`);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
