import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { temporaryFolder } from "../site/site.ts";
import { fixtures } from "./cases.ts";

/** A copy of the sound knowledge base, in a folder of its own, with the files of a broken one laid over it. */
export async function broken(name: string, set = "broken") {
	const kb = await tea();
	await cp(join(fixtures, set, name), kb.path, { recursive: true });
	const list = await readFile(join(kb.path, "remove.txt"), "utf8").catch(() => "");
	for (const file of list.split("\n").filter(Boolean)) await rm(join(kb.path, file));
	return kb;
}

/** A copy of the sound knowledge base with some files replaced or added. */
export async function tea(files: Readonly<Record<string, string>> = {}) {
	const kb = await temporaryFolder();
	// What commands keep in it for editors is not part of it.
	await cp(join(fixtures, "tea"), kb.path, { recursive: true, filter: (file) => basename(file) !== ".atlas" });
	for (const [file, text] of Object.entries(files)) {
		await mkdir(dirname(join(kb.path, file)), { recursive: true });
		await writeFile(join(kb.path, file), text);
	}
	return kb;
}
