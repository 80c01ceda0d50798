import { z } from "astro/zod";
import { expect, test } from "vitest";
import type { UseView } from "../../src/derive/pages.ts";
import { citingSentences } from "../../src/derive/sentences.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parsePage } from "../../src/read/mdx.ts";
import type { Use } from "../../src/read/page.ts";
import { Source } from "../../src/read/source.ts";
import { casesOf } from "./cases.ts";

/** What a use shows here. */
function shown(use: Use): UseView {
	if (use.kind === "citation")
		return { kind: "citation", citation: { id: "", keys: [], html: "", names: use.citation.narrative ? "Ada" : undefined } };
	if (use.name !== "Value") return { kind: "markup" };
	return {
		kind: "value",
		value: {
			kind: "reported",
			metric: { id: "time", label: "time" },
			number: "5",
			unit: "min",
			conditions: "",
			disagrees: false,
			doubt: undefined,
			to: "",
			derivation: undefined,
		},
	};
}

const shape = { text: z.string(), prose: z.array(z.unknown()), sentences: z.record(z.string(), z.string()).default({}) };
test.for(casesOf("prose", shape))("what a page says: $title", ({ text, prose, sentences }) => {
	const problems = new Problems();
	const page = parsePage(new Source("x.mdx", `---\ntitle: x\n---\n\n${text}\n`), problems);
	expect(problems.all).toEqual([]);
	expect(page?.prose).toEqual(prose);
	const found = citingSentences(page?.prose ?? [], page?.uses.map(shown) ?? []);
	expect(Object.fromEntries([...found].map(([use, sentence]) => [use, sentence.replace("\u202f", " ")]))).toEqual(sentences);
});
