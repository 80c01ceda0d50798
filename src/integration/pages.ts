import { unified } from "@astrojs/markdown-remark";
import type { Root } from "mdast";
import remarkMath from "remark-math";
import type { Plugin } from "unified";
import { setPage } from "../markdown/setting.ts";
import type { Session } from "./session.ts";

/** The processor of MDX pages: it takes the trees that were read, and sets them. */
export function pageProcessor(session: Session) {
	const handOver: Plugin<[], string, Root> = function () {
		const inner = this.parser;
		this.parser = (document, file) => {
			const page = pageOf(session, file.path);
			if (page !== undefined) return structuredClone(page.tree);
			if (inner === undefined) throw new Error("MDX has no parser.");
			return inner(document, file);
		};
	};
	const set: Plugin<[], Root> = () => (tree, file) => {
		const page = pageOf(session, file.path);
		if (page === undefined) return;
		setPage(tree, {
			path: page.path,
			base: session.base,
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

function pageOf(session: Session, path: string) {
	return [...session.views.pages.values()].find(({ absolute }) => absolute === path);
}
