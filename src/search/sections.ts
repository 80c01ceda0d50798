import type { Views } from "../derive/derive.ts";
import type { PageView } from "../derive/pages.ts";
import { readableText } from "../derive/sentences.ts";
import { filterOf, namesOf, type SearchEntry } from "./entry.ts";
import { withoutTex } from "./normalise.ts";

interface Section {
	anchor: string;
	title: string;
	text: string[];
	/** Formulas that stand in lines of their own. */
	maths: string[];
}

/** A page's sections, each with its own anchor; those that only list references are left out. */
export function sectionsOf(page: PageView, views: Views): SearchEntry[] {
	const term = page.term === undefined ? undefined : views.terms.get(page.term);
	const kind = term === undefined ? "page" : term.facet.id === views.site.tree ? "tree" : "term";
	const filters = term === undefined ? {} : filterOf(term, new Map([...views.terms.values()].map((one) => [one.path, one])));
	return cut(page)
		.filter(({ anchor, text }) => anchor === "" || text.length > 0)
		.map(({ anchor, title, text, maths }) => {
			const own = anchor === "";
			return {
				to: `${page.path}${anchor}`,
				kind,
				label: own ? (term?.facet.label ?? "page") : page.title,
				title,
				names: own && term !== undefined ? namesOf(term) : [],
				parts: [{ anchor: "", text: text.join(" ") }],
				more: maths.join(" "),
				around: own ? [] : [page.title, ...(term === undefined ? [] : namesOf(term))],
				elements: own ? (term?.elements ?? []) : [],
				figures: [],
				filters: { kind: [kind], ...filters, element: term?.elements ?? [] },
			};
		});
}

function cut(page: PageView): Section[] {
	const start: Section = { anchor: "", title: page.title, text: page.summary === undefined ? [] : [page.summary], maths: [] };
	const sections = [start];
	let last = start;
	for (const block of page.prose) {
		const found = page.headings[block.heading ?? -1];
		if (found !== undefined) {
			last = { anchor: `#${found.id}`, title: found.text, text: [], maths: [] };
			sections.push(last);
			continue;
		}
		const { maths } = last;
		const text = readableText(block, page.uses, (tex, display) => {
			if (display) maths.push(withoutTex(tex));
			return display ? "" : withoutTex(tex);
		});
		const tidy = text.replace(/\s+/g, " ").trim();
		if (tidy !== "") last.text.push(tidy);
	}
	return sections;
}
