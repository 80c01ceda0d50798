import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isFull } from "../../src/publish/disk.ts";
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
