import { z } from "astro/zod";
import { expect, test } from "vitest";
import { Problems } from "../../src/problem/problem.ts";
import { parsePage } from "../../src/read/mdx.ts";
import { Source } from "../../src/read/source.ts";
import { casesOf } from "./cases.ts";

const shape = {
	text: z.string(),
	cites: z.array(z.string()),
	headings: z.array(z.string()).default([]),
	problems: z.array(z.string()).default([]),
};
test.for(casesOf("cited", shape))("$title", ({ text, cites, headings, problems }) => {
	const told = new Problems();
	const page = parsePage(new Source("x.mdx", `---\ntitle: x\n---\n\n${text}\n`), told);
	const keys = page?.uses.flatMap((use) => (use.kind === "citation" ? use.citation.items.map(({ key }) => key) : []));
	expect(keys).toEqual(cites);
	expect(told.all.map(({ code }) => code)).toEqual(problems);
	expect(page?.headings.map((heading) => heading.text)).toEqual(headings);
});
