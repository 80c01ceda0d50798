import { mkdir, readdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { failedWith } from "../read/failure.ts";
import { removeFolder } from "./disk.ts";
import { alone } from "./lock.ts";

/** How a site is made, and where what it replaces goes. */
export interface Making {
	/**
	 * Makes the site in a folder, which may hold an earlier one. Says whether it has most files in common with the one that
	 * is there now.
	 */
	make: (folder: string) => Promise<boolean>;
	/** Where a site that was replaced waits for the next run to be built upon, if that has most files in common with it. */
	earlier: string;
	/** Told once when another run is to be waited for. */
	waiting?: () => void;
}

/**
 * Builds beside the target and puts the finished folder in its place by renaming, so that the target is always whole.
 * One run at a time: another one waits. What a run that was killed left behind is put right first: a target that was moved
 * away and not replaced comes back, half a build goes.
 */
export async function publish(target: string, { make, earlier, waiting = () => {} }: Making): Promise<void> {
	const [beside, name] = [dirname(target), basename(target)];
	const [old, next] = [join(beside, `${name}.old`), join(beside, `${name}.next`)];
	await mkdir(beside, { recursive: true });
	await alone(join(beside, `${name}.lock`), waiting, async () => {
		await recover(target, old);
		removeFolder(next);
		await putAside(earlier, next);
		try {
			const alike = await make(next);
			removeFolder(old);
			await rename(target, old).catch(ignoreMissing);
			await rename(next, target);
			if (alike) await putAside(old, earlier);
			removeFolder(old);
		} finally {
			removeFolder(next);
			await recover(target, old);
		}
	});
}

/** Moves a folder, if it is there, in place of another one; where that is on another disk, it goes. */
async function putAside(folder: string, to: string): Promise<void> {
	try {
		removeFolder(to);
		await rename(folder, to);
	} catch (error) {
		if (failedWith(error, "ENOENT")) return;
		if (!failedWith(error, "EXDEV")) throw error;
		removeFolder(folder);
	}
}

async function recover(target: string, old: string): Promise<void> {
	const names = await readdir(dirname(target));
	if (names.includes(basename(old)) && !names.includes(basename(target))) await rename(old, target);
}

function ignoreMissing(error: unknown): void {
	if (!failedWith(error, "ENOENT")) throw error;
}
