import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../site/site.ts";

const folder = join(root, "src/styles");
/** These change, for one kind of reader or for paper, what the others set. */
const across = ["print.css", "forced.css", "touch.css"];

test("a class alone is set in one stylesheet, so that no subject changes the looks of another by a name", async () => {
	const places = new Map<string, Set<string>>();
	for (const file of (await readdir(folder)).filter((name) => !across.includes(name))) {
		const text = (await readFile(join(folder, file), "utf8")).replace(/\/\*[\s\S]*?\*\//g, "");
		const alone = [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, selectors = ""]) =>
			selectors.split(",").flatMap((one) => /^\.[\w-]+$/.exec(one.trim())?.[0] ?? []),
		);
		for (const name of alone) places.set(name, (places.get(name) ?? new Set()).add(file));
	}
	expect(places.size).toBeGreaterThan(50);
	expect([...places].filter(([, files]) => files.size > 1).map(([name, files]) => `${name}: ${[...files].join(", ")}`)).toEqual([]);
});
