import { copyFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { cp, mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { failedWith } from "../read/failure.ts";

/**
 * The files in a folder and below, by their paths in it, with `/`; none where it is not there. Goes down by itself: what
 * Node gives of all folders at once takes three times as long.
 */
export function filesIn(folder: string): string[] {
	try {
		return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
			if (entry.isDirectory()) return filesIn(`${folder}/${entry.name}`).map((file) => `${entry.name}/${file}`);
			return entry.isFile() ? [entry.name] : [];
		});
	} catch (error) {
		if (!failedWith(error, "ENOENT")) throw error;
		return [];
	}
}

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

/** Moves a file to a place where another one may be, also to another disk. */
export function moveFile(from: string, to: string): void {
	try {
		renameSync(from, to);
	} catch (error) {
		if (!failedWith(error, "EXDEV")) throw error;
		// What is there may be another site's, too, and is not to be written to.
		rmSync(to, { force: true });
		copyFileSync(from, to);
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
