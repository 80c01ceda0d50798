import { rmSync } from "node:fs";
import { cp, mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { failedWith } from "../read/failure.ts";

/** Moves a folder to a place where nothing is, also to another disk. */
export async function move(from: string, to: string): Promise<void> {
	await mkdir(dirname(to), { recursive: true });
	try {
		await rename(from, to);
	} catch (error) {
		if (!failedWith(error, "EXDEV")) throw error;
		await cp(from, to, { recursive: true });
	}
}

/** Removes a folder and all in it, if it is there; at once, since nothing else waits and thousands of promises take longer. */
export function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}

/** Whether something failed since a disk is full, or its owner's share of it is. */
export function isFull(error: unknown): error is Error {
	return failedWith(error, "ENOSPC", "EDQUOT");
}
