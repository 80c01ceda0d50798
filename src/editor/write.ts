import { mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Loaded } from "../model/load.ts";
import { editorSchemas, schemaFiles, schemaNames } from "./schemas.ts";

/** Where a knowledge base's schemas are, below its folder. */
const schemaFolder = ".atlas/schemas";

/**
 * Writes the JSON Schemas of a knowledge base into its folder `.atlas/schemas`; a file that would stay the same is left
 * alone. The folder keeps itself out of git. Gives the path of each schema and the files that it is for.
 * Throws an Error where they cannot be written, or where the folder is a link to somewhere else.
 */
export async function writeSchemas(
	dir: string,
	loaded: Pick<Loaded, "declared" | "problems">,
): Promise<{ path: string; files: readonly string[] }[]> {
	const folder = join(dir, schemaFolder);
	const real = await realpath(dir);
	for (const below of [".atlas", schemaFolder]) {
		await mkdir(join(dir, below), { recursive: true });
		if ((await realpath(join(dir, below))) !== join(real, below)) throw new Error(`${below} leads elsewhere: remove it`);
	}
	await replace(join(dir, ".atlas/.gitignore"), "*\n");
	const schemas = editorSchemas(loaded);
	const written = schemaNames.map(async (name) => {
		await replace(join(folder, `${name}.json`), `${JSON.stringify(schemas[name])}\n`);
		return { path: `${schemaFolder}/${name}.json`, files: schemaFiles[name] };
	});
	return Promise.all(written);
}

/** The same beside another task: where they cannot be written, as on a disk that is read only, nothing happens. */
export async function refreshSchemas(dir: string, loaded: Pick<Loaded, "declared" | "problems">): Promise<void> {
	await writeSchemas(dir, loaded).catch(() => {});
}

/** Puts a file in place whole: an editor may read it at any moment. */
async function replace(path: string, text: string): Promise<void> {
	if ((await readFile(path, "utf8").catch(() => undefined)) === text) return;
	const beside = `${path}.${process.pid}`;
	await writeFile(beside, text);
	await rename(beside, path);
}
