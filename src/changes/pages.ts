import type { Page } from "../model/types.ts";
import type { Item, Names } from "./change.ts";
import { facts } from "./facts.ts";

/** A page: its sections' texts by their names, and the works that it cites. */
export interface PageItem extends Item {
	title: string;
	sections: ReadonlyMap<string, string>;
	cited: ReadonlySet<string>;
}

export function pageItem(page: Page): PageItem {
	const { file } = page.parsed.source;
	return {
		name: page.title,
		title: page.title,
		file,
		facts: facts([
			["title", page.title],
			["address", page.path],
			["file", file],
			["summary", page.summary],
			["term", page.term],
			["order", page.order === 0 ? undefined : String(page.order)],
		]),
		sections: sectionsOf(page),
		cited: new Set(page.parsed.uses.flatMap((use) => (use.kind === "citation" ? use.citation.items.map(({ key }) => key) : []))),
	};
}

/** The text of each section as it is written, by its heading; what comes before the first one is the beginning. */
function sectionsOf({ parsed: { tree, source } }: Page): ReadonlyMap<string, string> {
	const { children } = tree();
	const starts = children.flatMap(({ type, position }) =>
		type === "heading" ? [{ start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 }] : [],
	);
	const text = (from: number, to = source.text.length) => source.text.slice(from, to).trim();
	return facts([
		[beginning, text(children[0]?.position?.start.offset ?? source.text.length, starts[0]?.start)],
		// A section may be empty; it is there all the same.
		...starts.map(({ start, end }, index) => [text(start, end).replace(/^#+\s*/, ""), text(end, starts[index + 1]?.start) || " "] as const),
	]);
}

const beginning = "the beginning";

/** What became of a page's sections and citations. */
export function pageNames(before: PageItem | undefined, after: PageItem | undefined): { names: Names[] } {
	const [was, is] = [before?.sections ?? new Map<string, string>(), after?.sections ?? new Map<string, string>()];
	const [cited, cites] = [before?.cited ?? new Set<string>(), after?.cited ?? new Set<string>()];
	const heading = (name: string) => name !== beginning || before !== undefined;
	const names = [
		{
			label: before === undefined ? "sections" : "sections added",
			names: [...is.keys()].filter((name) => !was.has(name) && heading(name)),
		},
		{ label: "sections removed", names: after === undefined ? [] : [...was.keys()].filter((name) => !is.has(name)) },
		{ label: "sections changed", names: [...is.keys()].filter((name) => was.has(name) && was.get(name) !== is.get(name)) },
		{ label: before === undefined ? "cites" : "citations added", names: [...cites].filter((key) => !cited.has(key)) },
		{ label: after === undefined ? "cited" : "citations removed", names: [...cited].filter((key) => !cites.has(key)) },
	];
	return { names: names.filter((list) => list.names.length > 0) };
}
