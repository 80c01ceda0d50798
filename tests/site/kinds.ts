import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesIn } from "./site.ts";

/** What a script makes of a page with this in its address. */
const asked: Readonly<Record<string, string>> = {
	"/compare/": "?e=si-vg,si-control-vg",
	"/electrodes/": "?sort=-initial_capacity",
	"/search/": "?q=silicon",
};

/** The addresses of all pages of a built site. */
export async function addressesOf(dist: string): Promise<string[]> {
	return (await filesIn(dist)).filter((file) => file.endsWith(".html")).map((file) => `/${file.replace(/(?<=^|\/)index\.html$/, "")}`);
}

/**
 * A few pages of a built site that hold, between them, every element and every class that any of its pages holds, so that
 * a new kind of page or a new part of one is among them without being named; and those that a script fills.
 */
export async function onePageOfEachKind(dist: string): Promise<string[]> {
	const parts = new Map<string, Set<string>>();
	for (const address of await addressesOf(dist))
		parts.set(address, partsOf(await readFile(join(dist, address.endsWith("/") ? `${address}index.html` : address), "utf8")));
	const missing = new Set([...parts.values()].flatMap((own) => [...own]));
	const chosen = new Set([...Object.keys(asked), "/404.html"]);
	for (const address of chosen) for (const part of parts.get(address) ?? []) missing.delete(part);
	// The page with most of what is missing next; of equals the shorter one, then the first by its address.
	const candidates = [...parts].sort(([a, own], [b, other]) => own.size - other.size || (a < b ? -1 : 1));
	while (missing.size > 0) {
		const news = (own: ReadonlySet<string>) => [...own].filter((part) => missing.has(part)).length;
		const [best] = candidates.toSorted(([, own], [, other]) => news(other) - news(own));
		if (best === undefined) break;
		chosen.add(best[0]);
		for (const part of best[1]) missing.delete(part);
	}
	return [...chosen].map((address) => address + (asked[address] ?? ""));
}

/** The elements and classes of a page, without classes that only carry a value: a colour, a number of digits. */
function partsOf(html: string): Set<string> {
	const parts = new Set<string>();
	for (const [, name, classes = ""] of html.matchAll(/<([a-z][\w-]*)(?:\s[^>]*?class="([^"]*)")?/g)) {
		parts.add(`<${name}>`);
		for (const one of classes.split(/\s+/)) if (!/^(?:group|whole)-|^$/.test(one)) parts.add(name === "main" ? `main ${one}` : one);
	}
	return parts;
}
