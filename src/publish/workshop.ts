import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { removeFolder } from "./disk.ts";
import { isRunning } from "./lock.ts";

/**
 * Makes something in a folder of this process below another one, which goes away with it whatever happens; also what
 * processes left there that are gone.
 */
export async function inWorkshop<T>(below: string, work: (folder: string) => Promise<T>): Promise<T> {
	await mkdir(below, { recursive: true });
	for (const name of await readdir(below)) {
		const process = /^workshop-(\d+)$/.exec(name)?.[1];
		if (process !== undefined && !isRunning(Number(process))) removeFolder(join(below, name));
	}
	const folder = join(below, `workshop-${process.pid}`);
	removeFolder(folder);
	try {
		return await work(folder);
	} finally {
		removeFolder(folder);
	}
}
