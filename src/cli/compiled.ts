import { readdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { removeFolder } from "../publish/disk.ts";

/** Some hundred and fifty builds: each leaves what it compiled of its own pages, which no other one will ask for. */
const most = 12_000;

/**
 * Has Node keep what it compiles from one run to the next, in this thread and all others: of a small build that is a tenth.
 * What is loaded is thousands of files, so it is to be called before they are imported.
 */
export function keepCompiled(): void {
	const folder = join(import.meta.dirname, "../../.cache/compiled");
	if (filesBelow(folder) > most) removeFolder(folder);
	enableCompileCache(folder);
	// Threads look here.
	process.env.NODE_COMPILE_CACHE ??= folder;
}

function filesBelow(folder: string): number {
	try {
		return readdirSync(folder, { recursive: true }).length;
	} catch {
		return 0;
	}
}
