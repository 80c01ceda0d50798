import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** What a folder holds, with all below it. */
export interface Contents {
	files: number;
	bytes: number;
}

/** Counts the files below a folder, and their bytes. */
export async function contentsOf(folder: string): Promise<Contents> {
	const files = await filesBelow(folder);
	let bytes = 0;
	for (const file of files) bytes += (await stat(join(folder, file))).size;
	return { files: files.length, bytes };
}

/** The files that are not byte for byte the same in two folders, or only in one of them. */
export async function differences(one: string, other: string): Promise<string[]> {
	const [first, second] = [new Set(await filesBelow(one)), new Set(await filesBelow(other))];
	const differing: string[] = [...first.symmetricDifference(second)];
	for (const file of first.intersection(second))
		if (!(await readFile(join(one, file))).equals(await readFile(join(other, file)))) differing.push(file);
	return differing.sort();
}

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
