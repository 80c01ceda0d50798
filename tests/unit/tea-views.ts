import type { References } from "../../src/cite/references.ts";
import { derive, type Views } from "../../src/derive/derive.ts";
import { formatLibrary } from "../../src/derive/pages.ts";
import { load } from "../../src/model/load.ts";
import { tea } from "./overlay.ts";

/** The library is the same whatever the records are, and formatting it takes longer than all else. */
let references: References | undefined;

/** What is derived from the small knowledge base about tea, with some files replaced or added. Its library stays as it is. */
export async function teaViews(files: Readonly<Record<string, string>> = {}): Promise<Views> {
	const folder = await tea(files);
	try {
		const { kb, problems } = await load(folder.path);
		if (kb === undefined) throw new Error(problems.all.map(({ message }) => message).join("\n"));
		references ??= formatLibrary(kb);
		return derive(kb, references);
	} finally {
		await folder.remove();
	}
}
