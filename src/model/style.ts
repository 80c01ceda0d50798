import type { CslItem } from "../cite/citation-js.ts";
import { formatReferences } from "../cite/references.ts";
import { bundledStyle, bundledStyles, refusal, type Style } from "../cite/styles.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { Source } from "../read/source.ts";

/**
 * Finds the citation style that site.yaml names, among those of the knowledge base and those that come with the
 * generator, and tries it. A style that cannot be used becomes a problem.
 */
export function readStyle(name: string, styles: ReadonlyMap<string, Source>, place: Place, problems: Problems): Style | undefined {
	const own = styles.get(name);
	if (own === undefined) {
		const bundled = bundledStyle(name);
		if (bundled === undefined)
			problems.add(
				"unknown-style",
				place,
				`There is no references/${name}.csl.${suggestion(name, [...styles.keys(), ...bundledStyles()])}`,
			);
		return bundled;
	}
	const invalid = (why: string, offset: number) => {
		problems.add("style-invalid", own.place(offset), `The style cannot be used: ${why}.`);
		return undefined;
	};
	const refused = refusal(own.text);
	if (refused !== undefined) return invalid(refused.why, refused.offset);
	const style = { name, xml: own.text };
	try {
		const sample: CslItem = {
			id: "sample",
			type: "article-journal",
			title: "Title",
			author: [{ family: "Name" }],
			issued: { "date-parts": [[2020]] },
		};
		const references = formatReferences([sample], style, "en-GB");
		if (references.citation([{ key: "sample", offset: 0 }]) === "sample")
			return invalid("it prints nothing for a citation of an article", 0);
		if (references.entry("sample") === "sample") return invalid("it prints nothing for an article in the list", 0);
		return style;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return invalid(why.replace(/^citeproc-js error:\s*/i, "").replace(/\.$/, ""), 0);
	}
}
