import { unified } from "@astrojs/markdown-remark";
import type { Root } from "mdast";
import remarkMath from "remark-math";
import type { Plugin } from "unified";
import type { Views } from "../derive/derive.ts";
import type { PageView } from "../derive/pages.ts";
import { setPage } from "../markdown/setting.ts";
import type { Session } from "./session.ts";

/** The processor of MDX pages: it takes the trees that were read, and sets them. */
export function pageProcessor(session: Session) {
	const pageOf = pageFinder(session);
	const handOver: Plugin<[], string, Root> = function () {
		const inner = this.parser;
		this.parser = (document, file) => {
			const page = pageOf(file.path);
			if (page !== undefined) return structuredClone(page.tree);
			if (inner === undefined) throw new Error("MDX has no parser.");
			return inner(document, file);
		};
	};
	const set: Plugin<[], Root> = () => (tree, file) => {
		const page = pageOf(file.path);
		if (page === undefined) return;
		setPage(tree, {
			path: page.path,
			base: session.base,
			leadsTo: session.views.leadsTo,
			citation(use) {
				const view = page.uses[use];
				return view?.kind === "citation" ? view.citation : undefined;
			},
			formulas: session.views.formulas,
			units: session.views.units,
		});
	};
	return unified({ gfm: true, smartypants: false, remarkPlugins: [remarkMath, handOver, set] });
}

/** Finds the page of a file, among the pages as they were last read. */
function pageFinder(session: Session) {
	let from: Views["pages"] | undefined;
	let byFile = new Map<string, PageView>();
	return (path: string): PageView | undefined => {
		if (session.views.pages !== from) {
			from = session.views.pages;
			byFile = new Map([...from.values()].map((page) => [page.absolute, page]));
		}
		return byFile.get(path);
	};
}
