import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import type { ParsedPage } from "../read/page.ts";
import { validate } from "../read/validate.ts";
import { pageSchema } from "../schema/page.ts";
import type { Facet, Page } from "./types.ts";

/** Reads a page's frontmatter and works out its address. */
export function readPage(parsed: ParsedPage, facets: ReadonlyMap<string, Facet>, problems: Problems): Page | undefined {
	const { frontmatter } = parsed;
	// A page whose frontmatter has a mistake is checked all the same.
	const data = (frontmatter && validate(pageSchema, frontmatter, problems)) ?? { title: "", order: 0 };
	const path = pagePath(parsed.source.file);
	if (!/^\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*$/.test(path)) {
		problems.add(
			"file-name",
			parsed.source.place(0),
			`"${parsed.source.file}" would be published at ${path}. Use lower-case letters, digits and single hyphens.`,
		);
		return undefined;
	}
	const termPlace = frontmatter?.place(["term"]) ?? parsed.source.place(0);
	const [facetId = "", termId = ""] = data.term?.split("/") ?? [];
	const facet = facets.get(facetId);
	const termOf = facet?.terms.get(termId);
	if (data.term === undefined || problems.isUnread("facet", facetId) || problems.isUnread("term", data.term))
		return { ...data, path, parsed, termOf };
	if (facet === undefined) problems.add("unknown-facet", termPlace, `"${facetId}" is not a facet.${suggestion(facetId, facets.keys())}`);
	else if (termOf === undefined)
		problems.add(
			"unknown-term",
			termPlace,
			`"${termId}" is not a term of the facet ${facetId}.${suggestion(termId, facet?.terms.keys() ?? [])}`,
		);
	return { ...data, path, parsed, termOf };
}

/** `content/green/sencha.mdx` is published at `/green/sencha/`. */
export function pagePath(file: string): string {
	const path = file
		.replace(/^content\//, "")
		.replace(/\.mdx$/, "")
		.replace(/(^|\/)index$/, "$1")
		.replace(/\/$/, "");
	return path === "" ? "/" : `/${path}/`;
}
