import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { Kept, keyOf } from "../../src/cache/kept.ts";
import { type Loaded, load } from "../../src/model/load.ts";
import { keptParsing, parsingDigest } from "../../src/read/parse.ts";
import { parsePlain } from "../../src/read/plain.ts";
import { root, temporaryFolder } from "../site/site.ts";
import { broken, tea } from "./overlay.ts";

let cache: string;
beforeEach(async () => {
	const folder = await temporaryFolder();
	onTestFinished(folder.remove);
	cache = folder.path;
});
const kept = () => join(cache, "parsed.txt");

/** All that can be seen of what was loaded, its problems in their order. */
function seen({ problems, ...loaded }: Loaded): string {
	const plain = (_: string, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value);
	return JSON.stringify([problems.all, loaded], plain);
}

test.for([
	["a sound one", undefined],
	["one with mistakes in many files", "everything-at-once"],
	["one with a mistake in YAML", "yaml-syntax"],
	["one with a mistake in a page", "mdx-syntax"],
	["one with a mistake in a formula", "maths-invalid"],
] as const)("what was kept gives the same as reading anew: %s", async ([, name]) => {
	const kb = name === undefined ? await tea() : await broken(name);
	onTestFinished(kb.remove);
	const anew = seen(await load(kb.path));
	expect(seen(await load(kb.path, undefined, cache))).toBe(anew);
	expect((await readdir(cache)).sort()).toEqual(["parsed.txt", "works.txt"]);
	const { mtimeMs } = await stat(kept());
	expect(seen(await load(kb.path, undefined, cache))).toBe(anew);
	expect((await stat(kept())).mtimeMs, "nothing changed, so nothing is written").toBe(mtimeMs);
});

test("what is kept is taken for the same text, and not for another one", async () => {
	const kb = await tea();
	onTestFinished(kb.remove);
	const file = "content/records/assam.yaml";
	const text = await readFile(join(kb.path, file), "utf8");
	const name = "Taken from what was kept";
	const given = await parsePlain(file, text.replace(/^name: .*$/m, `name: ${name}`));
	const store = keptParsing(cache);
	store.put(keyOf("yaml", text), given ?? "");
	store.save();
	const nameOf = async () => (await load(kb.path, undefined, cache)).kb?.records.get("assam")?.name;
	expect(await nameOf()).toBe(name);
	await writeFile(join(kb.path, file), text.replace(/^name: .*$/m, "name: Changed"));
	expect(await nameOf()).toBe("Changed");
	await writeFile(join(kb.path, file), text);
	expect(await nameOf(), "it went when no file had that text").not.toBe(name);
});

test("works are kept until an entry says something else, and not where one cannot be understood", async () => {
	const kb = await tea();
	onTestFinished(kb.remove);
	const file = join(kb.path, "references/library.bib");
	const text = await readFile(file, "utf8");
	const titles = async () => [...((await load(kb.path, undefined, cache)).read.works.values() ?? [])].map(({ csl }) => csl.title);
	const before = await titles();
	const store = await readFile(join(cache, "works.txt"), "utf8");
	expect(await titles()).toEqual(before);
	const [title = ""] = before;
	await writeFile(file, text.replace(title, "Another title"));
	expect(await titles()).toEqual(["Another title", ...before.slice(1)]);
	expect(await readFile(join(cache, "works.txt"), "utf8")).toContain("Another title");
	await writeFile(file, text);
	expect(await titles()).toEqual(before);
	expect(await readFile(join(cache, "works.txt"), "utf8")).toBe(store);
	await writeFile(file, text.replace(title, "A $ that is not closed"));
	expect(await titles()).toEqual([undefined, ...before.slice(1)]);
	expect(await readFile(join(cache, "works.txt"), "utf8"), "what was kept last stands").toBe(store);
});

test.for([
	["a file that is cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 10)],
	["a file with another letter", (bytes: Buffer) => Buffer.from(bytes.toString().replace('"start":', '"stark":'))],
	["a file of something else", () => Buffer.from("made of nothing\n{}\n")],
	["an empty file", () => Buffer.alloc(0)],
] as const)("%s is as none, and is replaced", async ([, damage]) => {
	const kb = await tea();
	onTestFinished(kb.remove);
	const anew = seen(await load(kb.path, undefined, cache));
	const whole = await readFile(kept());
	await writeFile(kept(), damage(whole));
	expect(seen(await load(kb.path, undefined, cache))).toBe(anew);
	expect(await readFile(kept())).toEqual(whole);
});

test("where nothing can be kept, everything is read all the same", async () => {
	const kb = await tea();
	onTestFinished(kb.remove);
	await mkdir(kept());
	expect(seen(await load(kb.path, undefined, cache))).toBe(seen(await load(kb.path)));
	await writeFile(join(cache, "file"), "");
	expect(seen(await load(kb.path, undefined, join(cache, "file", "below")))).toBe(seen(await load(kb.path)));
});

test("it is written when enough has changed, and what is gone goes", () => {
	const round = (keys: readonly number[], fresh: readonly number[] = []) => {
		const store = new Kept(cache, "kept.txt", "made");
		const had = keys.filter((key) => store.take(`yaml-${key}`) !== undefined);
		for (const key of fresh) store.put(`yaml-${key}`, `"${"é".repeat(10)}"`);
		store.save();
		return had.length;
	};
	const all = Array.from({ length: 100 }, (_, key) => key);
	expect(round(all, all)).toBe(0);
	expect(round(all, [100])).toBe(100);
	expect(round([100]), "one is little beside a hundred; all of them are much").toBe(0);
	expect(round(all, all)).toBe(0);
	expect(round(all.slice(10), [101])).toBe(90);
	expect(round([...all, 101])).toBe(91);
	expect(new Kept(cache, "kept.txt", "made").of("yaml").map(String)).toHaveLength(91);
	expect(new Kept(cache, "kept.txt", "made by another").of("yaml")).toEqual([]);
});

test("what is kept is not taken by another generator", async () => {
	const copy = await temporaryFolder();
	onTestFinished(copy.remove);
	for (const name of ["src/cache", "src/cite", "src/maths", "src/problem", "src/read", "src/schema", "package.json", "package-lock.json"])
		await cp(join(root, name), join(copy.path, name), { recursive: true });
	const own = parsingDigest();
	expect(parsingDigest(copy.path)).toBe(own);
	for (const name of [
		"src/read/yaml.ts",
		"src/maths/maths.ts",
		"src/cite/citation.ts",
		"src/schema/component.ts",
		"package.json",
		"package-lock.json",
	]) {
		const text = await readFile(join(copy.path, name), "utf8");
		await writeFile(join(copy.path, name), `${text}\n`);
		expect(parsingDigest(copy.path), name).not.toBe(own);
		await writeFile(join(copy.path, name), text);
	}
	expect(parsingDigest(copy.path)).toBe(own);
});
