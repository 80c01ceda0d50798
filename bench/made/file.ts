import { readFile, writeFile } from "node:fs/promises";

/** Replaces the first match in a file. Throws where there is none. */
export async function replaced(path: string, pattern: RegExp, by: string): Promise<void> {
	const text = await readFile(path, "utf8");
	if (!pattern.test(text)) throw new Error(`${path} holds nothing like ${pattern}.`);
	await writeFile(path, text.replace(pattern, by));
}
