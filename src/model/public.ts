import { basename } from "node:path";
import type { Problems } from "../problem/problem.ts";
import { readSource } from "../read/files.ts";
import { activeIn } from "../read/inert.ts";

/** What browsers open as a page of its own, with its scripts, or load as a script. */
const active = /\.(?:[sx]?html?|xht|xml|xslt?|m?js|cjs|svgz|mht|mhtml|hta)$/i;

/**
 * Checks the files that are served as they are: none may run anything in a reader's browser, where it would be of the
 * site's own origin and without its policy.
 */
export async function checkPublic(dir: string, files: readonly string[], problems: Problems): Promise<void> {
	for (const file of files) {
		const start = { file, line: 1, column: 1 };
		if (active.test(file))
			problems.add(
				"file-active",
				start,
				`A browser runs ${basename(file)} as a page or a script, and nothing in public/ may run. Write a page in content/ instead.`,
			);
		else if (/\.svg$/i.test(file)) {
			const source = await readSource(dir, file, problems);
			const found = source && activeIn(source.text);
			if (source !== undefined && found !== undefined)
				problems.add("file-active", source.place(found.at), `${found.what} in a drawing can run or load something. Take it out.`);
		}
	}
}
