import { cp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { replaced } from "../../bench/made/file.ts";
import { command, copyFixture, filesIn, temporaryFolder } from "./site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** One copy of a knowledge base is built again and again, the other one anew each time. */
let again: string;
let anew: string;

beforeAll(async () => {
	folder = await temporaryFolder();
	[again, anew] = [join(folder.path, "again"), join(folder.path, "anew")];
	for (const kb of [again, anew]) {
		await copyFixture("tea", kb);
		await copyFixture("over/charts", kb);
	}
	await build(again);
});
afterAll(() => folder?.remove());

async function build(kb: string): Promise<void> {
	const { code, err } = await command("build", ["--kb", kb, "--out", join(kb, "dist")]);
	expect(code, err).toBe(0);
}

/** All files of a site, by name. */
async function filesOf(kb: string): Promise<Map<string, string>> {
	const dist = join(kb, "dist");
	const files = (await filesIn(dist)).sort();
	return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(dist, file), "latin1")] as const)));
}

const write = (file: string, text: string) => (kb: string) => writeFile(join(kb, file), text);
const change = (file: string, pattern: RegExp, by: string) => (kb: string) => replaced(join(kb, file), pattern, by);

test.for<[title: string, changes: ((kb: string) => Promise<void>)[], kept: string | undefined]>([
	[
		"a sentence, and a blank line elsewhere",
		[change("content/origins/japan.mdx", /steamed, not roasted/, "steamed"), change("content/vocabulary/origin.yaml", /$/, "\n")],
		"teas/assam/index.html",
	],
	["a citation more", [change("content/charts.mdx", /$/, "\nA cup of it [@brown1987].\n")], "data/measurements.csv"],
	["a value", [change("content/records/assam.yaml", /0\.035 g\/g/, "0.034 g/g")], "cultivars/index.html"],
	[
		"a name, and a page less",
		[change("content/records/green/sencha.yaml", /name: .*/, "name: Sencha of May"), (kb) => rm(join(kb, "content/charts.mdx"))],
		"references/brown1987.bib",
	],
	[
		"a record more, and a page more",
		[
			write("content/records/kukicha.yaml", "name: Kukicha\nstudy: sato2019\nfacets: { origin: [japan] }\n"),
			write("content/origins/assam.mdx", "---\ntitle: Assam\nterm: origin/assam\n---\n\nBlack tea [@mehta2021].\n"),
		],
		"references/sato2019.ris",
	],
	[
		"a title in the library",
		[change("references/library.bib", /Caffeine in steamed green tea/, "Caffeine in green tea")],
		"references/brown1987/index.html",
	],
	[
		"what a term and a metric are called",
		[
			change("content/vocabulary/compound.yaml", /label: caffeine,/, "label: caffeine, summary: Found in leaves,"),
			change("content/metrics.yaml", /label: caffeine in the leaf/, "label: caffeine in dry leaf"),
		],
		"contribute/problems/dead-link/index.html",
	],
	["what the site is called", [change("content/site.yaml", /title: Tea Table/, "title: Table of Teas")], undefined],
])("after a change of %s, what is built upon the last build is the same as what is built anew", async ([, changes, kept]) => {
	const before = await Promise.all(kept === undefined ? [] : [stat(join(again, "dist", kept))]);
	for (const make of changes) await Promise.all([again, anew].map(make));
	await rm(join(anew, "dist"), { recursive: true, force: true });
	await Promise.all([build(again), build(anew)]);
	const [one, other] = [await filesOf(again), await filesOf(anew)];
	expect([...one.keys()]).toEqual([...other.keys()]);
	expect([...one].filter(([file, text]) => other.get(file) !== text).map(([file]) => file)).toEqual([]);
	const after = await Promise.all(kept === undefined ? [] : [stat(join(again, "dist", kept))]);
	expect(
		after.map(({ ino }) => ino),
		"what does not depend on it is kept",
	).toEqual(before.map(({ ino }) => ino));
});

test("files of the last build that were written to, taken away or put back from elsewhere are made again", async () => {
	const files = ["teas/assam/index.html", "teas/sencha/index.html", "origins/japan/index.html"].map((file) => join(again, "dist", file));
	const whole = await Promise.all(files.map((file) => readFile(file, "utf8")));
	const [written = "", gone = "", back = ""] = files;
	await writeFile(written, "<p>Gone.</p>");
	await rm(gone);
	await cp(back, join(folder.path, "copy"));
	await rm(back);
	await cp(join(folder.path, "copy"), back);
	const before = await stat(back);
	await build(again);
	expect(await Promise.all(files.map((file) => readFile(file, "utf8")))).toEqual(whole);
	expect((await stat(back)).ino).not.toBe(before.ino);
});
