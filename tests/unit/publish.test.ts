import { existsSync, statSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assemble } from "../../src/publish/assemble.ts";
import { filesIn, isFull } from "../../src/publish/disk.ts";
import { type Making, publish } from "../../src/publish/swap.ts";
import { inWorkshop } from "../../src/publish/workshop.ts";
import { temporaryFolder } from "../site/site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const half = (text: string) => async (into: string) => {
	await mkdir(into, { recursive: true });
	await writeFile(join(into, "index.html"), text);
	return false;
};
const making = (make: Making["make"]): Making => ({ make, earlier: join(folder.path, "cache/earlier") });
const make = (text: string) => making(half(text));
const published = () => readFile(join(folder.path, "dist/index.html"), "utf8");

test("a finished build takes the place of the old one and leaves nothing beside it", async () => {
	const dist = join(folder.path, "dist");
	await publish(dist, make("one"));
	await publish(dist, make("two"));
	expect(await published()).toBe("two");
	expect(await readdir(folder.path)).toEqual(["dist"]);
});

test.for<[what: string, alike: boolean, earlier: string | undefined]>([
	["most in common waits", true, "one"],
	["little in common goes", false, undefined],
])("a site that was replaced and has %s, and the next one is built upon it", async ([, alike, expected]) => {
	const dist = join(folder.path, "dist");
	await mkdir(join(folder.path, "cache"));
	let found: string | undefined;
	for (const text of ["one", "two", "three"])
		await publish(
			dist,
			making(async (into) => {
				found = await readFile(join(into, "index.html"), "utf8").catch(() => undefined);
				await half(text)(into);
				return alike;
			}),
		);
	expect(found).toBe(expected);
	expect((await readdir(folder.path)).sort()).toEqual(["cache", "dist"]);
	expect(await published()).toBe("three");
});

/** Writes files by name into a folder, and gives it. */
async function put(into: string, files: Record<string, string>): Promise<string> {
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(into, name)), { recursive: true });
		await writeFile(join(into, name), text);
	}
	return into;
}

test.for<[what: string, earlier: Record<string, string> | undefined]>([
	["nothing", undefined],
	["an earlier site", { "a.html": "a", "b/index.html": "older", "gone/far/index.html": "gone", "apart/x": "left" }],
	["a file where a folder is to be, and the other way round", { b: "file", "new.html/index.html": "folder" }],
])("what was kept and what was made is put together over %s", async ([, earlier]) => {
	const [from, made, site] = ["from", "made", "site"].map((name) => join(folder.path, name)) as [string, string, string];
	await put(from, { "a.html": "a", "b/index.html": "b", "not.html": "not" });
	await put(made, { "new.html": "new", "c/d/index.html": "d" });
	if (earlier !== undefined) await put(site, earlier);
	await assemble(site, { made, kept: { from, files: ["a.html", "b/index.html"] }, apart: "apart" });
	const left = earlier !== undefined && "apart/x" in earlier ? ["apart/x"] : [];
	expect(filesIn(site).sort()).toEqual(["a.html", ...left, "b/index.html", "c/d/index.html", "new.html"].sort());
	expect(existsSync(join(site, "gone"))).toBe(false);
	for (const [file, text] of Object.entries({ "a.html": "a", "b/index.html": "b", "new.html": "new" }))
		expect(await readFile(join(site, file), "utf8")).toBe(text);
	expect(statSync(join(site, "a.html")).ino).toBe(statSync(join(from, "a.html")).ino);
});

test("what stands in an earlier site is taken away, not written to: another site may have it too", async () => {
	const [dist, made, site] = ["dist", "made", "site"].map((name) => join(folder.path, name)) as [string, string, string];
	await put(dist, { "a.html": "as it was", "b.html": "as it was" });
	await assemble(site, { made: await put(made, { "c.html": "c" }), kept: { from: dist, files: ["a.html", "b.html"] } });
	await assemble(site, { made: await put(made, { "a.html": "new" }), kept: { from: dist, files: ["b.html"] } });
	expect(await readFile(join(dist, "a.html"), "utf8")).toBe("as it was");
	expect(await readFile(join(site, "a.html"), "utf8")).toBe("new");
});

test("a build that fails, as on a full disk, leaves the old one as it was", async () => {
	const dist = join(folder.path, "dist");
	await publish(dist, make("one"));
	const failing = publish(
		dist,
		making(async (into) => {
			await half("half")(into);
			throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
		}),
	);
	await expect(failing).rejects.toSatisfy(isFull);
	expect(await published()).toBe("one");
	expect(await readdir(folder.path)).toEqual(["dist"]);
});

test("a run that was killed between the two renamings is put right by the next one, even where that fails", async () => {
	const dist = join(folder.path, "dist");
	await publish(dist, make("one"));
	await rename(dist, `${dist}.old`);
	await expect(
		publish(
			dist,
			making(() => Promise.reject(new Error("stopped"))),
		),
	).rejects.toThrow("stopped");
	expect(await published()).toBe("one");
});

test("two runs at once: the second one waits, says so once, and takes its turn", async () => {
	const dist = join(folder.path, "dist");
	const order: string[] = [];
	let waited = 0;
	const slow = (text: string) =>
		making(async (into) => {
			order.push(`${text} begins`);
			await half(text)(into);
			await sleep(300);
			order.push(`${text} ends`);
			return false;
		});
	const first = publish(dist, slow("one"));
	await sleep(50);
	await Promise.all([first, publish(dist, { ...slow("two"), waiting: () => waited++ })]);
	expect(order).toEqual(["one begins", "one ends", "two begins", "two ends"]);
	expect(waited).toBe(1);
	expect(await published()).toBe("two");
});

test.for(["999999999", "", "nobody"])("a lock left by a process that is gone (%s) blocks nobody, and half a build goes", async (holder) => {
	const dist = join(folder.path, "dist");
	await writeFile(`${dist}.lock`, holder);
	await half("half")(`${dist}.next`);
	await publish(dist, make("one"));
	expect(await published()).toBe("one");
	expect(await readdir(folder.path)).toEqual(["dist"]);
});

test("what is made aside goes away with its run, and what runs that are gone left there goes with the next", async () => {
	await mkdir(join(folder.path, "workshop-999999999"));
	await mkdir(join(folder.path, `workshop-${process.ppid}`));
	const seen = await inWorkshop(folder.path, async (aside) => {
		await half("half")(aside);
		return (await readdir(folder.path)).sort();
	});
	expect(seen).toEqual([`workshop-${process.pid}`, `workshop-${process.ppid}`].sort());
	await expect(inWorkshop(folder.path, () => Promise.reject(new Error("stopped")))).rejects.toThrow("stopped");
	expect(await readdir(folder.path)).toEqual([`workshop-${process.ppid}`]);
});
