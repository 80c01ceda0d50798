import { z } from "astro/zod";
import { expect, test } from "vitest";
import type { CitationView } from "../../src/derive/citing.ts";
import { type Segment, setPage } from "../../src/markdown/setting.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parsePage } from "../../src/read/mdx.ts";
import { Source } from "../../src/read/source.ts";
import { casesOf } from "./cases.ts";

const cases = casesOf("setting", { text: z.string(), html: z.string() });

/** What matters of segments: components in brackets, citations and maths by their kind alone, tables without their lines. */
function plain(segments: readonly Segment[]): string {
	const written = segments.map((segment) => {
		if (typeof segment === "string") return segment;
		const held = segment.holds.length === 0 ? "" : `: ${plain(segment.holds).trim()}`;
		return `[${segment.component} ${segment.use}${held}]`;
	});
	return written
		.join("")
		.replace(/(?:Sato )?<a class="cite"[^>]*data-keys="(\w+)".*?<\/a>/g, (_, key) => `(${key})`)
		.replace(/<div class="equation".*?<\/div>/g, "{equation}")
		.replace(/<span class="katex">.*?<\/math><\/span>/g, "{maths}")
		.replace(/(?<=<\/?(?:table|thead|tbody|tr|th|td)>)\n(?=<)/g, "");
}

test.each(cases)("a page's text: $title", ({ text, html }) => {
	const problems = new Problems();
	const page = parsePage(new Source("content/a.mdx", `---\ntitle: A\n---\n\n${text}`), problems);
	if (page === undefined) throw new Error("The page does not parse.");
	expect(problems.all).toEqual([]);
	const before = structuredClone(page.tree());
	const citation = (use: number): CitationView | undefined => {
		const cited = page.uses[use];
		if (cited?.kind !== "citation") return undefined;
		const keys = cited.citation.items.map(({ key }) => key);
		const [key = ""] = keys;
		return { id: "", keys, html: key === "up" ? "<sup>1</sup>" : "[1]", names: key === "named" ? "Sato" : undefined };
	};
	const set = setPage(page.tree(), {
		base: "/base",
		leadsTo: (link) => link,
		citation,
		formulas: new Set(["C8H10N4O2"]),
		units: ["mg/g", "degC"],
	});
	expect(plain(set)).toBe(html);
	expect(page.tree(), "the tree is left as it is, to be set again").toEqual(before);
});
