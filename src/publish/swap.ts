import { mkdir, readdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { failedWith } from "../read/failure.ts";
import { removeFolder } from "./disk.ts";
import { alone } from "./lock.ts";

/**
 * Builds beside the target and puts the finished folder in its place by renaming, so that the target is always whole.
 * One run at a time: another one waits, which `waiting` is told once. What a run that was killed left behind is put
 * right first: a target that was moved away and not replaced comes back, half a build goes.
 */
export async function publish(target: string, make: (folder: string) => Promise<void>, waiting: () => void = () => {}): Promise<void> {
	const [beside, name] = [dirname(target), basename(target)];
	const [old, next] = [join(beside, `${name}.old`), join(beside, `${name}.next`)];
	await mkdir(beside, { recursive: true });
	await alone(join(beside, `${name}.lock`), waiting, async () => {
		await recover(target, old);
		removeFolder(next);
		try {
			await make(next);
			removeFolder(old);
			await rename(target, old).catch(ignoreMissing);
			await rename(next, target);
			removeFolder(old);
		} finally {
			removeFolder(next);
			await recover(target, old);
		}
	});
}

async function recover(target: string, old: string): Promise<void> {
	const names = await readdir(dirname(target));
	if (names.includes(basename(old)) && !names.includes(basename(target))) await rename(old, target);
}

function ignoreMissing(error: unknown): void {
	if (!failedWith(error, "ENOENT")) throw error;
}
