import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { failedWith } from "../read/failure.ts";

/**
 * Runs something while no other process holds the lock file; waits for one that does, and says so once. A lock whose
 * process is gone is taken away. The file holds the id of its process, so that a killed run blocks nobody for a moment.
 */
export async function alone<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
	let told = false;
	while (!(await take(file))) {
		const holder = await readFile(file, "utf8").catch(() => undefined);
		if (holder === undefined) continue;
		if (!isRunning(Number(holder))) {
			await clear(file, holder);
			continue;
		}
		if (!told) waiting();
		told = true;
		await sleep(100);
	}
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}

async function take(file: string): Promise<boolean> {
	// Written aside and linked, so that nobody reads a lock without its process.
	const own = `${file}.${process.pid}`;
	try {
		await writeFile(own, String(process.pid));
		await link(own, file);
		return true;
	} catch (error) {
		if (failedWith(error, "EEXIST")) return false;
		throw error;
	} finally {
		await rm(own, { force: true });
	}
}

/** Takes a lock away whose process is gone; puts it back where another process has just taken it. */
async function clear(file: string, holder: string): Promise<void> {
	const aside = `${file}.gone`;
	await rename(file, aside).catch(() => {});
	if ((await readFile(aside, "utf8").catch(() => holder)) !== holder) await link(aside, file).catch(() => {});
	await rm(aside, { force: true });
}

/** Whether a process is there. */
export function isRunning(id: number): boolean {
	if (!Number.isInteger(id) || id <= 0) return false;
	try {
		process.kill(id, 0);
		return true;
	} catch (error) {
		// A process of somebody else is running too.
		return failedWith(error, "EPERM");
	}
}
