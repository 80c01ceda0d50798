import type { Facet, Page, Term } from "./types.ts";

/** For each page the addresses of those below it: their address is, or the term is whose page they are. Not for the home page. */
export function pagesBelow(
	pages: Iterable<Pick<Page, "path" | "termOf">>,
	facets: ReadonlyMap<string, Pick<Facet, "terms">>,
): Map<string, Set<string>> {
	const all = [...pages];
	const paths = new Set(all.map(({ path }) => path));
	const pathOf = new Map(all.flatMap(({ termOf, path }) => (termOf === undefined ? [] : [[termOf, path] as const])));
	const below = new Map<string, Set<string>>();
	const note = (path: string, above: string) => {
		if (path === above || above === "/") return;
		const those = below.get(above);
		if (those === undefined) below.set(above, new Set([path]));
		else those.add(path);
	};
	for (const { path, termOf } of all) {
		for (let end = path.indexOf("/", 1); end >= 0; end = path.indexOf("/", end + 1))
			if (paths.has(path.slice(0, end + 1))) note(path, path.slice(0, end + 1));
		const parentOf = (term: Term) => facets.get(term.facet)?.terms.get(term.parent ?? "");
		// Parents that go round are a problem of their own: no term is looked at twice.
		const seen = new Set<Term>();
		for (let term = termOf; term !== undefined && !seen.has(term); term = parentOf(term)) {
			seen.add(term);
			const above = pathOf.get(term);
			if (above !== undefined) note(path, above);
		}
	}
	return below;
}
