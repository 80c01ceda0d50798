// What searching costs a reader: bytes and time from the key that opens the dialog to the first results, and typing on.
// By itself: `node bench/search.ts DIST [QUESTION …]`.
import type { Browser, Page } from "playwright-core";
import { launch } from "../tests/browser/chromium.ts";
import { kilobytes } from "./figures.ts";
import { markdown } from "./report.ts";
import type { Table } from "./results.ts";
import { serve } from "./served.ts";

/** What an answer to a question took. */
export interface Answer {
	question: string;
	bytes: number;
	requests: number;
	/** Milliseconds from the key that opens the dialog to the results, with nothing loaded before. */
	first: number;
	/** Milliseconds from a key to the results of what was typed so far, the fastest first: on a first and on a second round. */
	typing: { loading: number[]; loaded: number[] };
}

/** Made-up knowledge bases are asked for a term, two words of their prose, a record, a work, a misprint and nothing. */
export const questions = ["caffeine", "steam pressure", "Tea 77", "Sato infusions", "caffiene", "zzzzzz unknown"];

/** Asks a built site questions in a browser, each on a first visit. */
export async function measureSearch(dist: string, asked: readonly string[] = questions): Promise<Answer[]> {
	const site = await serve(dist);
	const browser = await launch();
	try {
		const answers: Answer[] = [];
		for (const question of asked) answers.push(await ask(browser, site.home, question));
		return answers;
	} finally {
		await browser.close();
		site.close();
	}
}

async function ask(browser: Browser, home: string, question: string): Promise<Answer> {
	const context = await browser.newContext();
	const page = await context.newPage();
	// The home has a search field of its own; everywhere else the search opens as a dialog.
	await page.goto(`${home}glossary/`, { waitUntil: "networkidle" });
	const client = await context.newCDPSession(page);
	await client.send("Network.enable");
	let [bytes, requests] = [0, 0];
	client.on("Network.loadingFinished", ({ encodedDataLength }) => {
		bytes += encodedDataLength;
		requests += 1;
	});
	const begin = performance.now();
	await page.keyboard.press("/");
	await page.waitForSelector("dialog[open]");
	await page.fill("dialog input", question);
	await page.waitForFunction((asked) => (document.querySelector(".finder .status")?.textContent ?? "").includes(`“${asked}”`), question, {
		polling: 10,
	});
	const first = performance.now() - begin;
	await page.waitForLoadState("networkidle");
	const loaded = { bytes, requests };
	const typing = { loading: await typed(page, `${question} minutes`), loaded: await typed(page, `${question} minutes`) };
	await context.close();
	return { question, ...loaded, first, typing };
}

/** Types a text letter by letter into the dialog. Gives the milliseconds to each answer, the fastest first. */
async function typed(page: Page, text: string): Promise<number[]> {
	const times = await page.evaluate(async (text) => {
		const input = document.querySelector<HTMLInputElement>("dialog input");
		const status = document.querySelector(".finder .status");
		if (input === null || status === null) throw new Error("There is no dialog for the search.");
		const times: number[] = [];
		for (let length = 2; length <= text.length; length++) {
			const from = performance.now();
			input.value = text.slice(0, length);
			input.dispatchEvent(new Event("input"));
			await new Promise<void>((resolve) => {
				const look = () => ((status.textContent ?? "").includes(`“${input.value}”`) ? resolve() : setTimeout(look, 1));
				look();
			});
			times.push(performance.now() - from);
		}
		return times;
	}, text);
	return times.sort((a, b) => a - b);
}

/** Answers as a table. */
export function searchTable(caption: string, answers: readonly Answer[]): Table {
	const spread = (times: readonly number[]) =>
		[0.5, 0.9, 1].map((share) => (times[Math.floor(share * (times.length - 1))] ?? Number.NaN).toFixed(0)).join(" / ");
	return {
		caption: `${caption} Typing on: the median, nine in ten and the slowest of the answers to each letter, in ms.`,
		columns: ["question", "loaded", "requests", "ms to results", "typing, loading", "typing, loaded"],
		rows: answers.map(({ question, bytes, requests, first, typing }) => [
			question,
			kilobytes(bytes),
			String(requests),
			first.toFixed(0),
			spread(typing.loading),
			spread(typing.loaded),
		]),
	};
}

if (import.meta.main) {
	const [dist = "dist", ...asked] = process.argv.slice(2);
	console.log(markdown(searchTable(`Searching ${dist}.`, await measureSearch(dist, asked.length === 0 ? questions : asked))));
}
