import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ingredients } from "../../src/derive/ingredients.ts";
import { pack, unpack } from "../../src/publish/packed.ts";
import { filesIn, root } from "../site/site.ts";
import { teaViews } from "./tea-views.ts";

const src = join(root, "src");
const templates = (await filesIn(src)).filter((file) => /^(?:components|layouts|pages)\//.test(file));

/** What every page may show: it is in the frame of the ingredients, or, of the library, in brief. */
const everywhere = ["site", "tree", "facets", "changed", "formulas", "units", "has", "library"];

/** What else a route or its layout shows, which is among the ingredients of its pages; or it is made each time. */
const beside: Record<string, string[]> = {
	"components/page/place.ts": ["pages"],
	"pages/[...at]/print.astro": ["pages", "prints"],
	"pages/[...page].astro": ["addresses", "pages", "prints"],
	"pages/[...page]/references.bib.ts": ["addresses", "bibliographies"],
	"pages/[...table].csv.ts": ["addresses", "tables"],
	"pages/[facet]/[term].astro": ["addresses", "terms"],
	"pages/[records]/[id].astro": ["addresses", "records"],
	"pages/references/[key].astro": ["addresses"],
	"pages/[...at]/chart-[file].ts": ["overview", "pages"],
	// All that is shown there comes from what the data come from.
	"pages/data/[...list].astro": ["data", "metrics"],
	"pages/data/[file].ts": ["data"],
	"layouts/Records.astro": ["index", "overview"],
	"pages/[records]/page/[number].astro": ["addresses"],
	"layouts/Disagreements.astro": ["disagreements"],
	"pages/disagreements/page/[number].astro": ["addresses"],
	// Made each time.
	"pages/[records]/records.json.ts": ["explorer"],
	"pages/disagreements/[file].json.ts": ["disagreements"],
	"pages/glossary.astro": ["metrics", "terms"],
	"pages/index.astro": ["changes", "pages", "records"],
};

test.for(templates)("%s shows nothing of the views that is not among its pages' ingredients", async (file) => {
	const text = await readFile(join(src, file), "utf8");
	const taken = [...text.matchAll(/const \{([^}]*)\} = session\(\)\.views;/g)].flatMap(([, names = ""]) => names.split(","));
	const named = [...text.matchAll(/session\(\)\.views\.(\w+)/g)].map(([, name = ""]) => name);
	const asked = new Set([...taken.map((name) => (name.split(":")[0] ?? "").trim()), ...named]);
	expect([...asked].filter((name) => !everywhere.includes(name)).sort()).toEqual([...(beside[file] ?? [])].sort());
});

/** Where something stands that JSON would not write down whole. */
function* lost(value: unknown, at: string): Generator<string> {
	if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") yield at;
	if (typeof value !== "object" || value === null) return;
	if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) yield at;
	for (const [name, one] of Object.entries(value)) yield* lost(one, `${at}.${name}`);
}

test("ingredients are plain data, so that nothing of them is left out of a digest", async () => {
	const chart = (kind: string, rest: string) => `<Chart kind="${kind}" ${rest} doubtful="shown" />\n`;
	const { frame, pages, files } = ingredients(
		await teaViews({
			"content/charts.mdx": `---\ntitle: Charts\n---\n\n${[
				chart("change", 'from="caffeine" to="brewed@time"'),
				chart("control", 'metrics="caffeine, brewed@time=3 min"'),
				chart("strip", 'metric="caffeine"'),
				'<Chart kind="series" metrics="brewed" over="time" />\n',
				'<Chart kind="map" rows="origin" columns="compound=caffeine|theanine" />\n',
				'<Chart kind="completeness" metrics="caffeine, brewed, extracted" />\n',
			].join("\n")}`,
		}),
	);
	const made = [...pages, ...files].map(([address, from]) => [address, from()] as const);
	expect(made.length).toBeGreaterThan(50);
	expect([...lost(frame, "frame"), ...made.flatMap(([address, from]) => [...lost(from, address)])]).toEqual([]);
});

test("what was seen in files is the same after packing; what has faults is looked at again", () => {
	const page = (file: string, ids: string[], links: string[], faults: { file: string; what: string }[] = []) => ({
		file,
		ids: new Set(ids),
		links,
		faults,
	});
	const data = { file: "/data.csv", links: [], faults: [] };
	const seen = [page("/a.html", ["main", "x"], ["/b/", "#x"]), page("/b.html", [], []), page("/c.html", ["main"], ["/b/"]), data];
	const faulty = page("/d.html", ["main"], [], [{ file: "/d.html", what: "the id main stands twice" }]);
	const packed = pack([...seen, faulty, { file: "/e.csv", links: [], faults: [{ file: "/e.csv", what: "it is not well-formed" }] }]);
	expect(packed.words).toEqual(["main", "x", "/b/", "#x"]);
	expect(unpack(packed, ["/a.html", "/b.html", "/c.html", "/d.html", "/data.csv", "/e.csv"])).toEqual(seen);
	expect(unpack(packed, ["/c.html"])).toEqual(seen.slice(2, 3));
});
