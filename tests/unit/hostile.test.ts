import { z } from "astro/zod";
import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { cleanHtml } from "../../src/cite/html.ts";
import { formatReferences } from "../../src/cite/references.ts";
import { bundledStyle, bundledStyles } from "../../src/cite/styles.ts";
import { readLibrary } from "../../src/model/library.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { Source } from "../../src/read/source.ts";
import { casesOf } from "./cases.ts";

const allowed = new Set(["i", "b", "sub", "sup", "span"]);

function elementsIn(html: string): Element[] {
	const tree: Nodes = fromHtml(html, { fragment: true });
	const found: Element[] = [];
	visit(tree, "element", (element) => void found.push(element));
	return found;
}

const shape = { text: z.string(), refused: z.string().optional() };
const cases = casesOf("hostile", shape).map(({ title, text, refused }, index) => {
	const problems = new Problems();
	const [work] = readLibrary([parseBibtex(new Source("x.bib", `@article{a${index}, ${text}}`), problems)], problems).values();
	return { title, refused, key: `a${index}`, csl: work?.csl, codes: problems.all.map(({ code }) => code) };
});
const library = cases.flatMap(({ csl }) => csl ?? []);
const inStyles = bundledStyles().map((name) => formatReferences(library, bundledStyle(name) ?? { name }, "en-GB"));

test.for(cases)("a library cannot put $title into a page", ({ refused, key, csl, codes }) => {
	if (refused !== undefined) expect(codes).toContain(refused);
	expect(csl).toBeDefined();
	for (const references of inStyles) {
		const shown = [
			references.entry(key),
			references.citation([{ key, offset: 0, prefix: "<script>see</script> ", suffix: ', <b onclick="x">there' }]),
			references.citation([{ key, offset: 0, label: "figure", locator: "<img src=x>" }]),
			references.label(key) ?? "",
		];
		for (const html of shown) {
			const elements = elementsIn(html);
			expect(elements.filter(({ tagName }) => !allowed.has(tagName))).toEqual([]);
			for (const { tagName, properties } of elements)
				expect(Object.keys(properties).filter((name) => !(tagName === "span" && name === "className"))).toEqual([]);
			// What is opened is closed: the markup after it is not reached.
			expect(elementsIn(`<p>${html}</p><p>after</p>`).at(-1)).toMatchObject({ tagName: "p", children: [{ value: "after" }] });
		}
	}
});

test.for([
	["<i>a</i> <b>b</b> <sup>2</sup>", "<i>a</i> <b>b</b> <sup>2</sup>"],
	['<span style="font-variant:small-caps;">Abc</span>', '<span class="small-caps">Abc</span>'],
	['<span class="nocase">pH</span>', "pH"],
	["<i>a<b>b</i>c", "<i>a<b>b</b></i>c"],
	["a < b &#38; c > d", "a &lt; b &#38; c > d"],
	["<i class=x>a", "&lt;i class=x>a"],
	["</i>a", "&lt;/i&gt;a"],
	['<span style="color:red">a</span>', "a"],
] as const)("%s becomes %s", ([html, clean]) => {
	expect(cleanHtml(html)).toBe(clean);
});
