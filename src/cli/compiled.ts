import { readdirSync, renameSync } from "node:fs";
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
	forgetOver(most, folder);
	enableCompileCache(folder);
	// Threads look here.
	process.env.NODE_COMPILE_CACHE ??= folder;
}

/** Removes a folder that holds more than so many files, whatever other runs do with it meanwhile: they only miss what was kept. */
export function forgetOver(most: number, folder: string): void {
	const aside = `${folder}-${process.pid}`;
	try {
		if (readdirSync(folder, { recursive: true }).length <= most) return;
		// Nobody writes to it there, which would keep it from being removed.
		renameSync(folder, aside);
		removeFolder(aside);
	} catch {
		// It is not there, or another run was first.
	}
}
