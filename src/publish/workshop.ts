import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isRunning } from "./lock.ts";

/**
 * Makes something in a folder of this process below another one, which goes away with it whatever happens; also what
 * processes left there that are gone.
 */
export async function inWorkshop<T>(below: string, work: (folder: string) => Promise<T>): Promise<T> {
	await mkdir(below, { recursive: true });
	for (const name of await readdir(below)) {
		const process = /^workshop-(\d+)$/.exec(name)?.[1];
		if (process !== undefined && !isRunning(Number(process))) await rm(join(below, name), { recursive: true, force: true });
	}
	const folder = join(below, `workshop-${process.pid}`);
	await rm(folder, { recursive: true, force: true });
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Moves a folder to a place where nothing is, also to another disk. */
export async function move(from: string, to: string): Promise<void> {
	await mkdir(dirname(to), { recursive: true });
	try {
		await rename(from, to);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
		await cp(from, to, { recursive: true });
	}
}

/** Whether something failed since a disk is full, or its owner's share of it is. */
export function isFull(error: unknown): error is Error {
	return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
