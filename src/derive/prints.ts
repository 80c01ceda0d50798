import { pagesBelow } from "../model/below.ts";
import type { KnowledgeBase } from "../model/types.ts";
import type { ReferenceView } from "./citing.ts";
import type { PageView } from "./pages.ts";

/** A page with all pages below it, to be printed as one. */
export interface PrintView {
	/** The page's address. */
	path: string;
	title: string;
	/** It and those below it, in the site's order, each with how far below it stands. */
	parts: { path: string; title: string; summary: string | undefined; depth: number }[];
	/** All works that they cite, each once. */
	references: ReferenceView[];
}

/** Every page that has pages below it; `ordered` holds the pages in the site's order. */
export function printViews(ordered: readonly PageView[], kb: Pick<KnowledgeBase, "pages" | "facets" | "works">): Map<string, PrintView> {
	const prints = new Map<string, PrintView>();
	const works = [...kb.works.keys()];
	const belows = pagesBelow(kb.pages.values(), kb.facets);
	for (const [path, below] of belows) {
		const all = [...ordered.filter((view) => view.path === path), ...ordered.filter((view) => below.has(view.path))];
		const title = all[0]?.title ?? "";
		const references = new Map<string, ReferenceView>(
			all.flatMap((view) => view.references.map((one) => [one.key, { ...one, places: [] }])),
		);
		prints.set(path, {
			path,
			title,
			parts: all.map((view) => ({
				path: view.path,
				title: view.title,
				summary: view.summary,
				depth: all.filter((other) => belows.get(other.path)?.has(view.path)).length,
			})),
			references: [...references.values()].sort(
				(a, b) => (a.mark.number ?? works.indexOf(a.key)) - (b.mark.number ?? works.indexOf(b.key)),
			),
		});
	}
	return prints;
}
