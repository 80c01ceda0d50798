/**
 * What a first visit to pages of a built site weighs: `node bench/weights.ts DIST [ADDRESS …]`. Prints bytes by class of asset,
 * compressed with brotli as a host would, the number of requests, and how far each page moves while it loads.
 */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Browser } from "playwright-core";
import { launch } from "../tests/browser/chromium.ts";
import { basePath, filesIn, host, targetOf } from "../tests/site/site.ts";

/** The classes of assets that bytes are counted by. */
export const assetClasses = ["html", "css", "script", "font", "image", "other"] as const;
type AssetClass = (typeof assetClasses)[number];

/** What a browser that was never here loads to show a page: bytes after brotli by class of asset, and the number of files. */
export interface Weight extends Record<AssetClass, number> {
	/** The page's address, from the site's root. */
	page: string;
	total: number;
	requests: number;
}

/** How far a page moves while it loads (cumulative layout shift), on a phone and on a wide screen. */
export interface Shift {
	page: string;
	narrow: number;
	wide: number;
}

const classOf: Readonly<Record<string, AssetClass>> = {
	".html": "html",
	".css": "css",
	".js": "script",
	".woff2": "font",
	".svg": "image",
	".png": "image",
};

/**
 * Weighs pages of a built site. Without addresses, a page of each kind that a site has: the index and the largest page of every
 * folder at its root. What counts is what Chromium asks for, and the icon, which Chromium without a window leaves out.
 */
export async function weigh(dist: string, addresses?: readonly string[]): Promise<Weight[]> {
	const compressed = new Map<string, Promise<number>>();
	const sizeOf = (file: string) => {
		const size = compressed.get(file) ?? readFile(join(dist, file)).then(compressedSize);
		compressed.set(file, size);
		return size;
	};
	return await visiting(dist, "fast", async (browser, root) => {
		const weights: Weight[] = [];
		for (const address of addresses ?? (await oneOfEachKind(dist))) {
			const page = await browser.newPage();
			const asked = new Set<string>();
			const note = (url: string) => asked.add(targetOf(new URL(url).pathname.slice(new URL(root).pathname.length)));
			page.on("request", (request) => note(request.url()));
			await page.goto(new URL(address.slice(1), root).href, { waitUntil: "networkidle" });
			for (const icon of await page.locator("link[rel=icon]").all()) note(new URL((await icon.getAttribute("href")) ?? "", root).href);
			await page.close();
			const weight: Weight = { page: address, html: 0, css: 0, script: 0, font: 0, image: 0, other: 0, total: 0, requests: asked.size };
			for (const file of asked) {
				const size = await sizeOf(file);
				weight[classOf[extname(file)] ?? "other"] += size;
				weight.total += size;
			}
			weights.push(weight);
		}
		return weights;
	});
}

/**
 * How far pages of a built site move while they load. Scripts arrive late, so that what they change is seen to move; on a slow line
 * the page itself does too, piece by piece.
 */
export async function shifts(dist: string, addresses: readonly string[], line: "fast" | "slow" = "fast"): Promise<Shift[]> {
	return await visiting(dist, line, async (browser, root) => {
		const moved = async (address: string, width: number): Promise<number> => {
			const page = await browser.newPage({ viewport: { width, height: 900 } });
			await page.route("**/*.js", async (route) => {
				await new Promise((resolve) => setTimeout(resolve, 300));
				await route.continue();
			});
			await page.goto(new URL(address.slice(1), root).href, { waitUntil: "networkidle" });
			const sum = await page.evaluate(`new Promise((resolve) => {
				let sum = 0;
				new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sum += value; })
					.observe({ type: "layout-shift", buffered: true });
				setTimeout(() => resolve(sum), 100);
			})`);
			await page.close();
			return Number(sum);
		};
		const found: Shift[] = [];
		for (const page of addresses) found.push({ page, narrow: await moved(page, 390), wide: await moved(page, 1440) });
		return found;
	});
}

/** Bytes after brotli at its highest quality. */
function compressedSize(content: Buffer): number {
	const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
	return brotliCompressSync(content, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: content.length } }).length;
}

/** Serves a built site below the path that its pages expect, with a browser to visit it. */
async function visiting<T>(dist: string, line: "fast" | "slow", visit: (browser: Browser, root: string) => Promise<T>): Promise<T> {
	const base = await basePath(dist);
	const site = await host(dist, base, line);
	const browser = await launch();
	try {
		return await visit(browser, `${site.origin}${base}`);
	} finally {
		await browser.close();
		await site.close();
	}
}

/** The home page, and of every folder at the root its index and its largest page. */
async function oneOfEachKind(dist: string): Promise<string[]> {
	const kinds = new Map<string, { file: string; size: number }>();
	for (const file of (await filesIn(dist)).filter((name) => name.endsWith("index.html")).sort()) {
		const [folder = "", ...rest] = file.split("/");
		const kind = rest.length > 1 ? `${folder}/…` : file;
		const size = (await readFile(join(dist, file))).length;
		if (size > (kinds.get(kind)?.size ?? 0)) kinds.set(kind, { file, size });
	}
	return [...kinds.values()].map(({ file }) => `/${file.replace(/index\.html$/, "")}`);
}

if (import.meta.main) {
	const [dist = "dist", ...addresses] = process.argv.slice(2);
	const weights = await weigh(dist, addresses.length > 0 ? addresses : undefined);
	const moved = new Map(
		(
			await shifts(
				dist,
				weights.map(({ page }) => page),
			)
		).map((shift) => [shift.page, shift]),
	);
	const line = (cells: readonly (string | number)[]) => console.log(cells.map((cell) => String(cell).padStart(8)).join(""));
	line([...assetClasses, "total", "requests", " shift", " wide", "  page"]);
	for (const weight of weights) {
		const { narrow = 0, wide = 0 } = moved.get(weight.page) ?? {};
		const { page, requests, total } = weight;
		line([...assetClasses.map((name) => weight[name]), total, requests, narrow.toFixed(3), wide.toFixed(3), `  ${page}`]);
	}
}
