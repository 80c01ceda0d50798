import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { publish } from "../../src/cli/publish.ts";
import { temporaryFolder } from "../site/site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const make = (text: string) => async (into: string) => {
	await mkdir(into, { recursive: true });
	await writeFile(join(into, "index.html"), text);
};
const published = () => readFile(join(folder.path, "dist/index.html"), "utf8");

test("a finished build takes the place of the old one and leaves nothing beside it", async () => {
	const dist = join(folder.path, "dist");
	await publish(dist, make("one"));
	await publish(dist, make("two"));
	expect(await published()).toBe("two");
	expect(await readdir(folder.path)).toEqual(["dist"]);
});

test("a build that fails leaves the old one as it was", async () => {
	const dist = join(folder.path, "dist");
	await publish(dist, make("one"));
	const failing = publish(dist, async (into) => {
		await make("half")(into);
		throw new Error("disk full");
	});
	await expect(failing).rejects.toThrow("disk full");
	expect(await published()).toBe("one");
	expect(await readdir(folder.path)).toEqual(["dist"]);
});

test("a run that was killed between the two renamings is put right by the next one, even where that fails", async () => {
	const dist = join(folder.path, "dist");
	await publish(dist, make("one"));
	await rename(dist, `${dist}.old`);
	await expect(publish(dist, () => Promise.reject(new Error("stopped")))).rejects.toThrow("stopped");
	expect(await published()).toBe("one");
});
