/**
 * Measures the explorer with 10,000 records: `node bench/explorer.ts DIST`, where DIST is a built site whose address is its
 * own root. The records are those of the knowledge base, again and again, with other numbers and currents: the same every
 * time. Prints the bytes of the first view and, for each step, the milliseconds until its answer is painted.
 */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { explorerData } from "../src/derive/explorer.ts";
import { load } from "../src/model/load.ts";
import type { KnowledgeBase, Measurement, StudiedRecord } from "../src/model/types.ts";
import { launch } from "../tests/browser/chromium.ts";
import { host } from "../tests/site/site.ts";

const [built = "dist"] = process.argv.slice(2);
const count = 10_000;

/** Numbers between 0 and 1, the same every time. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** A knowledge base with its records repeated, their numbers changed. */
function multiplied(kb: KnowledgeBase): KnowledgeBase {
	const next = numbers(1);
	const originals = [...kb.records.values()];
	const records = new Map<string, StudiedRecord>();
	for (let index = 0; records.size < count; index++) {
		const original = originals[index % originals.length];
		if (original === undefined) break;
		const round = Math.floor(index / originals.length);
		const changed = (measurement: Measurement): Measurement => {
			const factor = 0.5 + next();
			const conditions = new Map(
				[...measurement.conditions].map(([id, value]) => {
					if (value.normal === undefined) return [id, value] as const;
					const normal = Math.round(value.normal * (1 + Math.floor(next() * 8)) * 100) / 100;
					return [id, { ...value, normal, value: normal, text: String(normal) }] as const;
				}),
			);
			const value = measurement.quantity.value === undefined ? undefined : Math.round(measurement.quantity.value * factor);
			return { ...measurement, conditions, quantity: { ...measurement.quantity, value, text: String(value ?? measurement.quantity.text) } };
		};
		const relations = new Map([...original.relations].map(([relation, ids]) => [relation, ids.map((id) => `${id}-${round}`)] as const));
		const id = `${original.id}-${round}`;
		records.set(id, { ...original, id, name: `${original.name} ${round}`, relations, measurements: original.measurements.map(changed) });
	}
	return { ...kb, records };
}

const { kb } = await load(process.cwd());
if (kb === undefined) throw new Error("The knowledge base is not sound.");
const data = JSON.stringify(explorerData(multiplied(kb)));
const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
await cp(built, folder, { recursive: true });
await writeFile(join(folder, kb.site.record.address, "records.json"), data);

const site = await host(folder, "/");
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const loaded: Promise<number>[] = [];
page.on("response", (response) => {
	loaded.push(response.body().then((body) => gzipSync(body).length));
});
/** Milliseconds from an action to the frame that shows its answer. */
async function timed(action: string): Promise<number> {
	const milliseconds = await page.evaluate(`new Promise((resolve) => {
		const start = performance.now();
		${action};
		requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
	})`);
	await page.waitForTimeout(400);
	return Number(milliseconds);
}
const type = (text: string) =>
	`const input = document.querySelector(".record-filters .text input"); input.value = ${JSON.stringify(text)}; input.dispatchEvent(new Event("input", { bubbles: true }))`;
const term = (number: number) => `document.querySelectorAll(".record-filters li input")[${number}].click()`;
const sort = `document.querySelector("th.numeric .sort").click()`;
const across = `[...document.querySelectorAll(".answer button")].find(({ textContent }) => textContent.startsWith("Rank")).click()`;
const steps: [string, string][] = [
	["a term of a facet", term(0)],
	["a second one", term(1)],
	["less a term", term(0)],
	["no filter", term(1)],
	["a text", type("ball")],
	["no text", type("")],
	["ranked by a value", sort],
	["ranked in all studies", across],
	["ranked, within a term", term(0)],
	["ranked, without it", term(0)],
	["ranked within studies", across],
	["worst first", sort],
	["in order", sort],
];

const start = performance.now();
await page.goto(`${site.origin}/${kb.site.record.address}/`);
await page.waitForSelector("#explorer.ready");
const ready = performance.now() - start;
const bytes = (await Promise.all(loaded)).reduce((sum, size) => sum + size, 0);
const kilobytes = (size: number) => `${Math.round(size / 1000)} kB`;
console.log(
	`${Math.round(ready)} ms until the explorer is ready; ${kilobytes(bytes)} compressed, of them ${kilobytes(gzipSync(data).length)} records`,
);
// A busy machine only ever adds: the best of five.
const best = steps.map(() => Number.POSITIVE_INFINITY);
for (let round = 0; round < 5; round++)
	for (const [index, [, action]] of steps.entries()) best[index] = Math.min(best[index] ?? Number.POSITIVE_INFINITY, await timed(action));
for (const [index, [what]] of steps.entries()) console.log(`${String(Math.round(best[index] ?? 0)).padStart(5)} ms  ${what}`);
console.log(`${await page.locator("*").count()} elements on the page, ${await page.locator(".windowed tbody tr").count()} of them rows`);
await browser.close();
await site.close();
await rm(folder, { recursive: true });
