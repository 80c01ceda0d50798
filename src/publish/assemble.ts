import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { failedWith } from "../read/failure.ts";
import { filesIn, move, moveFile } from "./disk.ts";

/** What a folder of a site is put together from. Files are named by their paths in it. */
export interface Parts {
	/** A folder with the files that were made. */
	made: string;
	/** Files of another folder that are to be the same files under a second name. */
	kept: { from: string; files: readonly string[] };
	/** The name of a folder in it that is put together by itself. */
	apart?: string | undefined;
}

/**
 * Puts a folder of a site together, over an earlier one where that is there: what belongs to both stays as it is, since to
 * make thousands of files and folders, and to remove as many, takes longer than to look at them. No file is written to:
 * other sites may have it under a name of theirs.
 */
export async function assemble(folder: string, { made, kept, apart }: Parts): Promise<void> {
	if (kept.files.length === 0 && !existsSync(folder)) return move(made, folder);
	const making = filesIn(made);
	// First, so that nothing is in the way: a file where a folder is to be, or what is the same name to the disk.
	removeBut(folder, new Set([...making, ...kept.files]), apart);
	const folders = new Set<string>();
	const place = (file: string) => {
		const path = join(folder, file);
		if (!folders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
		folders.add(dirname(path));
		return path;
	};
	for (const file of kept.files) link(join(kept.from, file), place(file));
	for (const file of making) moveFile(join(made, file), place(file));
}

/** Removes the files of a folder that are not wanted, and the folders that hold nothing after that. */
function removeBut(folder: string, wanted: ReadonlySet<string>, apart: string | undefined): void {
	const unwanted = filesIn(folder).filter((file) => !wanted.has(file) && (apart === undefined || !file.startsWith(`${apart}/`)));
	for (const file of unwanted) rmSync(join(folder, file));
	for (const file of unwanted)
		for (let above = dirname(file); above !== "." && isEmpty(join(folder, above)); above = dirname(above)) rmdirSync(join(folder, above));
}

function isEmpty(folder: string): boolean {
	return existsSync(folder) && readdirSync(folder).length === 0;
}

/** Gives a file a second name, in place of what may have that name. */
function link(from: string, to: string): void {
	const there = statSync(to, { bigint: true, throwIfNoEntry: false });
	if (there !== undefined) {
		const { ino, dev } = statSync(from, { bigint: true });
		if (there.ino === ino && there.dev === dev) return;
		rmSync(to);
	}
	try {
		linkSync(from, to);
	} catch (error) {
		// Not every file system has links.
		if (failedWith(error, "ENOENT", "EEXIST")) throw error;
		copyFileSync(from, to);
	}
}
