// How fast the explorer is with many records, in a browser. By itself: `node bench/explorer.ts DIST ADDRESS`, where the
// address is that of the records (`electrodes`).
import type { Page } from "playwright-core";
import { launch } from "../tests/browser/chromium.ts";
import { count, kilobytes } from "./figures.ts";
import { markdown } from "./report.ts";
import type { Table } from "./results.ts";
import { serve } from "./served.ts";

/** How fast an explorer is. */
export interface Explored {
	/** Milliseconds from going there until it can be used, on a first visit. */
	ready: number;
	/** Bytes of that visit, as sent. */
	bytes: number;
	/** Elements of the page at the end. */
	elements: number;
	/** Milliseconds from each action to the frame that shows its answer. */
	steps: { what: string; milliseconds: number }[];
}

const type = (text: string) =>
	`const input = document.querySelector(".record-filters .text input"); input.value = ${JSON.stringify(text)}; input.dispatchEvent(new Event("input", { bubbles: true }))`;
const term = (number: number) => `document.querySelectorAll(".record-filters li input")[${number}].click()`;
const sort = `document.querySelector("th.numeric .sort").click()`;
const across = `[...document.querySelectorAll(".answer button")].find(({ textContent }) => textContent.startsWith("Rank")).click()`;
/** Each leaves the explorer so that the next is possible, and the last as it was before the first. */
const actions: [what: string, action: string][] = [
	["a term of a facet", term(0)],
	["a second one", term(1)],
	["less a term", term(0)],
	["no filter", term(1)],
	["a text", type("77")],
	["no text", type("")],
	["ranked by a value", sort],
	["ranked across studies", across],
	["ranked, within a term", term(0)],
	["ranked, without it", term(0)],
	["ranked within studies", across],
	["worst first", sort],
	["in order", sort],
];

/** Uses the explorer of a built site in a browser; a busy machine only ever adds, so the best of five rounds is told. */
export async function measureExplorer(dist: string, address: string): Promise<Explored> {
	const site = await serve(dist);
	const browser = await launch();
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		const client = await page.context().newCDPSession(page);
		await client.send("Network.enable");
		let bytes = 0;
		client.on("Network.loadingFinished", ({ encodedDataLength }) => {
			bytes += encodedDataLength;
		});
		const start = performance.now();
		await page.goto(`${site.home}${address}/`);
		await page.waitForSelector("#explorer.ready");
		const ready = performance.now() - start;
		await page.waitForLoadState("networkidle");
		const visit = bytes;
		const best = actions.map(() => Number.POSITIVE_INFINITY);
		for (let round = 0; round < 5; round++)
			for (const [index, [, action]] of actions.entries())
				best[index] = Math.min(best[index] ?? Number.POSITIVE_INFINITY, await timed(page, action));
		const steps = actions.map(([what], index) => ({ what, milliseconds: best[index] ?? Number.NaN }));
		return { ready, bytes: visit, elements: await page.locator("*").count(), steps };
	} finally {
		await browser.close();
		site.close();
	}
}

/** Milliseconds from an action to the frame that shows its answer. */
async function timed(page: Page, action: string): Promise<number> {
	const milliseconds = await page.evaluate(`new Promise((resolve) => {
		const start = performance.now();
		${action};
		requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
	})`);
	await page.waitForTimeout(400);
	return Number(milliseconds);
}

/** An explorer's timings as a table. */
export function explorerTable(caption: string, { ready, bytes, elements, steps }: Explored): Table {
	return {
		caption: `${caption} Ready after ${ready.toFixed(0)} ms and ${kilobytes(bytes)} (gzip); ${count(elements)} elements on the page.`,
		columns: ["action", "ms to its answer, painted"],
		rows: steps.map(({ what, milliseconds }) => [what, milliseconds.toFixed(0)]),
	};
}

if (import.meta.main) {
	const [dist = "dist", address = "electrodes"] = process.argv.slice(2);
	console.log(markdown(explorerTable(`The explorer of ${dist}.`, await measureExplorer(dist, address))));
}
