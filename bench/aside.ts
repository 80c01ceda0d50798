import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { failedWith } from "../src/read/failure.ts";

const folder = join(import.meta.dirname, "../.cache/bench/aside");

/**
 * Takes away a folder, or nothing where it is not there. It is put aside until `emptyAside` is called: for some minutes after
 * thousands of files were deleted ext4 looks longer for room for new ones, which would be counted as the next build's work.
 */
export async function putAside(path: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await rename(path, join(folder, randomUUID())).catch((error: unknown) => {
		if (!failedWith(error, "ENOENT")) throw error;
	});
}

/** Deletes all that was put aside. */
export async function emptyAside(): Promise<void> {
	await rm(folder, { recursive: true, force: true });
}
