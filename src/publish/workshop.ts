import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
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
