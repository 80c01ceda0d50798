import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { filesIn, root } from "../site/site.ts";

/** The folders of src, from the bottom up: a module imports from its own folder and from those before it. */
const layers = [
	"stage",
	"threads",
	"cache",
	"html",
	"problem",
	"schema",
	"quantity",
	"formula",
	"maths",
	"cite",
	"read",
	"model",
	"editor",
	"lookup",
	"scaffold",
	"derive",
	"changes",
	"chart",
	"search",
	"markdown",
	"integration",
	"client",
	"components",
	"layouts",
	"pages",
	"publish",
	"cli",
];

/** What only one module may import, so that the rest can stay as it is when the package changes. */
const owners: Record<string, string[]> = {
	"@citation-js/core": ["cite/citation-js.ts"],
	"@citation-js/plugin-doi": ["cite/citation-js.ts"],
	"csv-parse/sync": ["publish/wellformed.ts", "scaffold/table.ts"],
	citeproc: ["cite/engine.ts"],
	diff: ["lookup/patch.ts"],
	"mathjs/lib/browser/math.js": ["quantity/units.ts"],
	mathjs: ["quantity/mathjs.d.ts"],
	"@observablehq/plot": ["chart/plot.ts"],
	pagefind: ["search/pagefind.ts"],
	yaml: ["read/yaml.ts"],
	"@tanstack/table-core": ["client/selection.ts"],
	"@tanstack/virtual-core": ["client/windowed.ts"],
};

/** Astro is for rendering; what reads, derives and checks does without (save for zod, which comes with it). */
const plain = layers.slice(0, layers.indexOf("integration"));

const src = join(root, "src");
const modules = (await filesIn(src)).filter((file) => /\.(?:ts|astro)$/.test(file));
const imports = await Promise.all(
	modules.map(async (file) => ({
		file,
		from: [
			...(await readFile(join(src, file), "utf8")).matchAll(
				/^(?:import|export)[^;]*?from "([^"]+)"|^import "([^"]+)"|import\("([^"]+)"\)/gm,
			),
		].map((match) => match[1] ?? match[2] ?? match[3] ?? ""),
	})),
);

test("every folder of src has its place in the order of the layers", () => {
	const folders = new Set(modules.map((file) => file.split("/")[0] ?? ""));
	expect([...folders].filter((folder) => !layers.includes(folder))).toEqual([]);
});

test("imports run downward only", () => {
	const upward = imports.flatMap(({ file, from }) =>
		from
			.filter((path) => path.startsWith("."))
			.flatMap((path) => {
				const target = relative(src, join(src, dirname(file), path)).split("/")[0] ?? "";
				const [own, other] = [layers.indexOf(file.split("/")[0] ?? ""), layers.indexOf(target)];
				return other > own ? [`${file} imports ${path}`] : [];
			}),
	);
	expect(upward).toEqual([]);
});

test("each outside package that could be replaced is known to one module", () => {
	const strangers = imports.flatMap(({ file, from }) =>
		from.flatMap((path) => {
			const owner = owners[path];
			return owner !== undefined && !owner.includes(file) ? [`${file} imports ${path}`] : [];
		}),
	);
	expect(strangers).toEqual([]);
});

test("what reads, checks and derives knows no Astro", () => {
	const astro = imports.flatMap(({ file, from }) =>
		plain.includes(file.split("/")[0] ?? "")
			? from.filter((path) => /^astro(?!\/zod$)|^@astrojs|^virtual:/.test(path)).map((path) => `${file} imports ${path}`)
			: [],
	);
	expect(astro).toEqual([]);
});
