// What searching costs with many pages: bytes and time from opening the dialog to the first five results, and typing on a
// warm index. `node bench/search.ts [pages] [sections a page]`, after a build: the built site lends its pages and scripts.
import { cpSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { SearchEntry } from "../src/search/entry.ts";
import { writeEntries } from "../src/search/write.ts";
import { launch } from "../tests/browser/chromium.ts";

const [pages = 1000, sections = 3] = process.argv.slice(2, 4).map(Number);
const built = process.env.DIST ?? fileURLToPath(new URL("../dist", import.meta.url));
const folder = fileURLToPath(new URL("../.cache/bench-search", import.meta.url));

/** Numbers that look random and are the same in each run (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const next = numbers(6);
const syllables =
	"an ode cath sil ic on lith i um ca thode el ec tro lyte car bon coat ing po rous vol ume cy cle rate den sity ox ide sul fide gra phite par ti cle".split(
		" ",
	);
const words = Array.from({ length: 6000 }, (_, index) =>
	Array.from({ length: 2 + (index % 3) }, () => syllables[Math.floor(next() * syllables.length)] ?? "").join(""),
);
/** A word of the vocabulary, few often and most seldom, as in a language. */
const word = () => words[Math.floor(words.length ** next()) - 1] ?? "";
const text = (count: number) => Array.from({ length: count }, (_, index) => word() + (index % 15 === 14 ? "." : "")).join(" ");
const metals = ["Ge", "Sn", "Mg", "Al", "Ti", "Zr", "Ag", "Sb"];

const entries = Array.from({ length: pages }, (_, page) => {
	const name = `Si@${metals[page % metals.length] ?? ""}${1 + (page % 9)}O${1 + (page % 7)} ${word()}`;
	return Array.from({ length: sections }, (_, section): SearchEntry => {
		const title = section === 0 ? name : `${word()} ${word()}`;
		return {
			to: `/electrodes/e${page}/${section === 0 ? "" : `#s${section}`}`,
			kind: section === 0 ? "record" : "page",
			label: section === 0 ? "electrode" : name,
			title,
			names: section === 0 ? [`e-${page}`] : [],
			parts: [{ anchor: "", text: `Silicon ${text(90)}.` }],
			more: "",
			around: [name],
			elements: ["Si", "O", metals[page % metals.length] ?? ""],
			figures: [],
			filters: { kind: [section === 0 ? "record" : "page"], element: ["Si", "O"], year: [String(2000 + (page % 25))] },
		};
	});
}).flat();

rmSync(folder, { recursive: true, force: true });
cpSync(built, folder, { recursive: true });
rmSync(join(folder, "pagefind"), { recursive: true });
const start = performance.now();
await writeEntries(entries, [{ id: "kind", label: "kind", labels: new Map() }], (plain) => plain, join(folder, "pagefind"));
console.log(`${pages} pages, ${entries.length} entries: index written in ${((performance.now() - start) / 1000).toFixed(1)} s`);

const types: Record<string, string> = {
	".html": "text/html",
	".css": "text/css",
	".js": "text/javascript",
	".svg": "image/svg+xml",
	".json": "application/json",
	".txt": "text/plain",
};
const server = createServer(async (request, response) => {
	const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
	try {
		const body = await readFile(join(folder, path.endsWith("/") ? `${path}index.html` : path));
		const type = types[extname(path.endsWith("/") ? ".html" : path)] ?? (path.endsWith("/") ? "text/html" : undefined);
		if (type === undefined) response.writeHead(200, { "content-type": "application/octet-stream" }).end(body);
		else response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(gzipSync(body));
	} catch {
		response.writeHead(404).end();
	}
});
await new Promise<void>((resolve) => server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;

const browser = await launch();
for (const question of ["silicon", "porous coating", "Si@Mg3O3", `${words[40]} ${words[200]}`, "electrolite", "zzzzzz unknown"]) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(`${origin}/glossary/`, { waitUntil: "networkidle" });
	const client = await context.newCDPSession(page);
	await client.send("Network.enable");
	let bytes = 0;
	let requests = 0;
	client.on("Network.loadingFinished", ({ encodedDataLength }) => {
		bytes += encodedDataLength;
		requests += 1;
	});
	const begin = performance.now();
	await page.keyboard.press("/");
	await page.waitForSelector("dialog[open]");
	await page.fill("dialog input", question);
	await page.waitForFunction(
		(asked) =>
			document.querySelectorAll(".finder .hit").length >= 5 ||
			(document.querySelector(".finder .status")?.textContent ?? "").includes(`“${asked}”`),
		question,
		{ polling: 10 },
	);
	const cold = performance.now() - begin;
	await page.waitForLoadState("networkidle");
	const [coldBytes, coldRequests] = [bytes, requests];
	// Typing on, from the key to the results: at first each letter loads what its words need, then all of it is there.
	const typing = (typed: string): Promise<number[]> =>
		page.evaluate(async (typed) => {
			const input = document.querySelector<HTMLInputElement>("dialog input");
			const status = document.querySelector(".finder .status");
			if (input === null || status === null) return [];
			const times: number[] = [];
			for (let length = 2; length <= typed.length; length++) {
				const from = performance.now();
				input.value = typed.slice(0, length);
				input.dispatchEvent(new Event("input"));
				await new Promise<void>((resolve) => {
					const look = () => ((status.textContent ?? "").includes(`“${input.value}”`) ? resolve() : setTimeout(look, 1));
					look();
				});
				times.push(performance.now() - from);
			}
			return times;
		}, typed);
	const rounds: string[] = [];
	for (const round of ["loading", "loaded"]) {
		const times = (await typing(`${question} ${words[60]}`)).sort((a, b) => a - b);
		const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(0);
		rounds.push(`typing, ${round}: ${at(0.5)} ms (median), ${at(0.9)} ms (nine in ten), ${at(1)} ms at most`);
	}
	console.log(
		`${question}: ${(coldBytes / 1000).toFixed(1)} kB in ${coldRequests} requests, ${cold.toFixed(0)} ms to the results; ${rounds.join("; ")}`,
	);
	await context.close();
}
await browser.close();
server.close();
