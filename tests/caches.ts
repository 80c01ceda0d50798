import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const caches = join(import.meta.dirname, "../.cache");

/** The caches that commands keep, one for each knowledge base. */
async function names(): Promise<string[]> {
	return readdir(caches).catch(() => []);
}

/** After all tests, takes away the caches of knowledge bases that were there for a test only; there are hundreds. */
export default async function setup(): Promise<() => Promise<void>> {
	const before = new Set(await names());
	return async () => {
		// What Node has compiled is kept for all.
		const after = (await names()).filter((name) => !before.has(name) && name !== "compiled");
		await Promise.all(after.map((name) => rm(join(caches, name), { recursive: true, force: true })));
	};
}
