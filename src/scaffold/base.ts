import { cp, mkdir, readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { failedWith } from "../read/failure.ts";
import { Refusal } from "./form.ts";
import type { Written } from "./record.ts";

/** Writes a small sound knowledge base, an example to be replaced, into a folder that is not there or empty. Throws a Refusal where it is not. */
export async function newBase(folder: string | undefined): Promise<Written> {
	if (folder === undefined) throw new Refusal("Name the folder of the new knowledge base, as in npm run new -- kb my-field.");
	const dir = resolve(folder);
	const there = await readdir(dir).catch((error: unknown) => {
		if (failedWith(error, "ENOENT")) return [];
		throw new Refusal(`${folder} cannot be a folder: ${error instanceof Error ? error.message : error}`);
	});
	if (there.length > 0) throw new Refusal(`${folder} is not empty, and nothing is overwritten. Name another folder.`);
	await mkdir(dir, { recursive: true });
	const template = join(import.meta.dirname, "template");
	for (const name of await readdir(template)) await cp(join(template, name), join(dir, name), { recursive: true });
	const named = /\s/.test(folder) ? `"${folder}"` : folder;
	return {
		file: relative(process.cwd(), dir) || dir,
		warnings: "",
		next: [
			`See it: npm run dev -- --kb ${named}; build it: npm run build -- --kb ${named}`,
			"Begin with content/site.yaml: it names what you study. All springs and values are made up; replace them.",
			`A table of your own: npm run new -- records --kb ${named} --from table.csv --dry-run`,
		],
	};
}
