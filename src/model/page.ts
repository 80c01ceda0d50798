import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import type { ParsedPage } from "../read/mdx.ts";
import { validate } from "../read/validate.ts";
import { pageSchema } from "../schema/page.ts";
import type { Facet, Page } from "./types.ts";

/** Reads a page's frontmatter and works out its address. */
export function readPage(parsed: ParsedPage, absolute: string, facets: ReadonlyMap<string, Facet>, problems: Problems): Page | undefined {
	const data = validate(pageSchema, parsed.frontmatter, problems);
	const path = pagePath(parsed.source.file);
	if (!/^\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*$/.test(path)) {
		problems.add(
			"file-name",
			parsed.source.place(0),
			`"${parsed.source.file}" would be published at ${path}. Use lower-case letters, digits and single hyphens.`,
		);
		return undefined;
	}
	if (data === undefined) return undefined;
	const [facetId = "", termId = ""] = data.term?.split("/") ?? [];
	const facet = facets.get(facetId);
	const termOf = facet?.terms.get(termId);
	if (data.term !== undefined && facet === undefined)
		problems.add("unknown-facet", parsed.frontmatter.place(["term"]), `"${facetId}" is not a facet.${suggestion(facetId, facets.keys())}`);
	else if (data.term !== undefined && termOf === undefined)
		problems.add(
			"unknown-term",
			parsed.frontmatter.place(["term"]),
			`"${termId}" is not a term of the facet ${facetId}.${suggestion(termId, facet?.terms.keys() ?? [])}`,
		);
	return { ...data, path, absolute, parsed, termOf };
}

/** `content/morphology/nanoparticles.mdx` is published at `/morphology/nanoparticles/`. */
function pagePath(file: string): string {
	const path = file
		.replace(/^content\//, "")
		.replace(/\.mdx$/, "")
		.replace(/(^|\/)index$/, "$1")
		.replace(/\/$/, "");
	return path === "" ? "/" : `/${path}/`;
}
