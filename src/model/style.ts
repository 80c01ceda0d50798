import { type CslItem, isBundledStyle } from "../cite/citation-js.ts";
import { formatReferences } from "../cite/references.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { Source } from "../read/source.ts";

/** Finds the citation style that site.yaml names and tries it; a style that cannot be used becomes a problem. */
export function readStyle(
	name: string,
	styles: ReadonlyMap<string, Source>,
	place: Place,
	problems: Problems,
): { name: string; xml?: string } | undefined {
	const own = styles.get(name);
	if (own === undefined) {
		if (isBundledStyle(name)) return { name };
		problems.add(
			"unknown-style",
			place,
			`There is no references/${name}.csl.${suggestion(name, [...styles.keys(), "apa", "vancouver", "harvard1"])}`,
		);
		return undefined;
	}
	const invalid = (why: string) => problems.add("style-invalid", own.place(0), `The style cannot be used: ${why}.`);
	if (/<style\b[^>]*\bclass="note"/.test(own.text)) {
		invalid("it puts citations into notes, and pages here have none. Use a style with class in-text");
		return undefined;
	}
	try {
		const sample: CslItem = { id: "sample", type: "article-journal", title: "Title" };
		formatReferences([sample], { name, xml: own.text }, "en-GB").citation([{ key: "sample", offset: 0 }]);
		return { name, xml: own.text };
	} catch (error) {
		invalid(error instanceof Error ? error.message : String(error));
		return undefined;
	}
}
