import { hash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "astro/zod";
import type { Ingredients } from "../derive/ingredients.ts";
import { fileAt, type Inspected } from "./inspect.ts";
import { type Packed, pack, unpack } from "./packed.ts";

/** By address, a digest of all that a file is made from. */
export type Digests = ReadonlyMap<string, string>;

const shape = z.object({
	/** The names of scripts and styles, which pages hold. */
	assets: z.array(z.string()),
	/** By address: the file's digest, its size, and when it was written. */
	files: z.record(z.string(), z.tuple([z.string(), z.number(), z.number()])),
	/** What was seen in its files when it was verified. */
	inspected: z.object({
		words: z.array(z.string()),
		pages: z.record(z.string(), z.tuple([z.string(), z.string()])),
		others: z.array(z.string()),
	}),
});

/**
 * What a build remembers of the site that it left in a folder. Nothing is stored twice: what a later build keeps it takes
 * from there, if it is as it was written.
 */
export interface LastBuild {
	/** The site's folder. */
	site: string;
	assets: readonly string[];
	files: Record<string, [digest: string, size: number, written: number]>;
	inspected: Packed;
}

/** Digests of what each file is made from, the generator among it. */
export function digestsOf({ frame, pages, files }: Ingredients, generator: string): Digests {
	return new Map([...digestsOfEach(pages, hash("sha256", `${generator}${JSON.stringify(frame)}`)), ...digestsOfEach(files, generator)]);
}

/** Digests of what each of some files is made from, and of what all of them are. */
export function digestsOfEach(made: ReadonlyMap<string, () => unknown>, common: string): Digests {
	return new Map([...made].map(([address, from]) => [address, hash("sha256", `${common}${JSON.stringify(from())}`, "base64url")]));
}

/** Reads what the last build noted in a file about the site in a folder; where there is no such note, or none that can be read, it left nothing. */
export async function readLastBuild(note: string, site: string): Promise<LastBuild> {
	const nothing: LastBuild = { site, assets: [], files: {}, inspected: pack([]) };
	const read = await readFile(note, "utf8")
		.then(JSON.parse)
		.then(shape.safeParse, () => undefined);
	return read?.success ? { site, ...read.data } : nothing;
}

/** Digests of files that are named by what they hold, in a folder of the site: their names say it all. */
export function digestsOfNamed(addresses: Iterable<string>): Digests {
	return new Map([...addresses].map((address) => [address, "named"]));
}

/** The addresses of the files that the last build noted below another one. */
export function notedBelow({ files }: LastBuild, above: string): string[] {
	return Object.keys(files).filter((address) => address.startsWith(above));
}

/** The addresses whose files are there as they were written, and would be made from the same. */
export function unchanged({ site, files }: LastBuild, digests: Digests): Set<string> {
	const same = [...digests].filter(([address, digest]) => {
		const [made, size, written] = files[address] ?? [];
		if (made !== digest) return false;
		const now = statSync(join(site, fileAt(address)), { throwIfNoEntry: false });
		return now?.size === size && now?.mtimeMs === written;
	});
	return new Set(same.map(([address]) => address));
}

/** What was seen before in the files at some addresses. */
export function seenBefore({ inspected }: LastBuild, addresses: Iterable<string>): Inspected[] {
	return unpack(inspected, [...addresses].map(fileAt));
}

/** The names of a site's scripts and styles. */
export function assetsOf(folder: string): string[] {
	return readdirSync(join(folder, "assets")).sort();
}

/** Notes what a build left in a folder, whose files will stay as they are when it is moved. */
export async function noteBuild(note: string, folder: string, digests: Digests, inspected: readonly Inspected[]): Promise<void> {
	const files: LastBuild["files"] = {};
	for (const [address, digest] of digests) {
		const { size, mtimeMs } = statSync(join(folder, fileAt(address)));
		files[address] = [digest, size, mtimeMs];
	}
	const aside = `${note}.${process.pid}`;
	await writeFile(aside, JSON.stringify({ assets: assetsOf(folder), files, inspected: pack(inspected) }));
	await rename(aside, note);
}
