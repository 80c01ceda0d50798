import { join } from "node:path";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-ris";
import { z } from "astro/zod";
import { describe, expect, test } from "vitest";
import type { CslItem } from "../../src/cite/citation-js.ts";
import { bibtexFile } from "../../src/cite/export/bibtex.ts";
import { dateOf, plain } from "../../src/cite/export/fields.ts";
import { highwire } from "../../src/cite/export/highwire.ts";
import { contextObject } from "../../src/cite/export/openurl.ts";
import { ris } from "../../src/cite/export/ris.ts";
import { formatReferences } from "../../src/cite/references.ts";
import { derive } from "../../src/derive/derive.ts";
import { pageCitation } from "../../src/derive/pagecitation.ts";
import { readLibrary } from "../../src/model/library.ts";
import { load } from "../../src/model/load.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { Source } from "../../src/read/source.ts";
import { root } from "../site/site.ts";
import { coins, embedded } from "../zotero.ts";
import { casesOf, fixtures } from "./cases.ts";

const item = z.record(z.string(), z.unknown());
const isWork = z.custom<CslItem>((value) => typeof value === "object" && value !== null && "type" in value);
const cases = casesOf("export", { work: isWork, both: item, embedded: item.default({}), coins: item.default({}) });

describe("Zotero", () => {
	test.each(cases)("from Highwire tags: $title", ({ work, both, embedded: own }) => {
		expect(embedded(highwire(work), "the page")).toMatchObject({ ...both, ...own });
	});
	test.each(cases)("from COinS: $title", ({ work, both, coins: own }) => {
		expect(coins(contextObject(work))).toMatchObject({ ...both, ...own });
	});
	test("invents nothing: what a work does not have is not there", () => {
		const work: CslItem = { id: "a", type: "article-journal" };
		expect(highwire(work)).toEqual([]);
		expect(coins(contextObject(work))).toEqual({ itemType: "journalArticle", creators: [] });
	});
});

async function libraryOf(dir: string) {
	const { kb } = await load(dir);
	if (kb === undefined) throw new Error(`${dir} is not sound.`);
	return { kb, works: [...kb.works.values()], files: derive(kb).data };
}

describe.each([
	["the site's own library", root],
	["a library of another field", join(fixtures, "tea")],
])("%s", async (_, dir) => {
	const { kb, works, files } = await libraryOf(dir);
	const textOf = (name: string) => {
		return files.files.get(name)?.content.toString() ?? "";
	};

	test("comes back from RIS as it was", () => {
		const read: CslItem[] = plugins.input.chain(textOf("references.ris"), {
			forceType: "@ris/file",
			generateGraph: false,
			maxChainLength: 10,
			strict: false,
			target: "@csl/list+object",
		});
		expect(read.length).toBe(works.length);
		for (const [index, { csl }] of works.entries()) {
			const { title, author, issued, page, volume, issue, DOI, ...back } = read[index] ?? { type: "article", id: "" };
			expect({
				type: back.type,
				title,
				author,
				year: issued?.["date-parts"]?.[0]?.[0],
				in: back["container-title"],
				page,
				volume,
				issue,
				DOI,
			}).toEqual({
				type: csl.type,
				title: csl.title === undefined ? undefined : plain(csl.title),
				author: csl.author,
				year: csl.issued?.["date-parts"]?.[0]?.[0],
				in: csl["container-title"],
				page: csl.page,
				volume: csl.volume,
				issue: csl.issue,
				DOI: csl.DOI,
			});
		}
	});

	test("comes back from BibTeX as it was, read on its own", () => {
		const problems = new Problems();
		const text = bibtexFile(
			works.map(({ bibtex }) => bibtex),
			kb.works,
		);
		expect(text).not.toMatch(/^ {2}(?:numbered|printed)\b/m);
		const back = readLibrary([parseBibtex(new Source("references/back.bib", text), problems)], problems);
		expect(problems.sorted()).toEqual([]);
		expect([...back.values()].map(({ csl }) => csl)).toEqual(works.map(({ csl }) => csl));
	});

	test("comes back from CSL-JSON as it was, and is set in the same words", () => {
		const back: CslItem[] = JSON.parse(textOf("references.json"));
		expect(back).toEqual(works.map(({ csl }) => csl));
		const [first, second] = [works.map(({ csl }) => csl), back].map((list) => formatReferences(list, kb.style, kb.site.language));
		for (const key of first?.keys ?? []) expect(second?.entry(key)).toBe(first?.entry(key));
	});
});

test("a long title stands on one line in RIS, and a date has four parts", () => {
	const title = "word ".repeat(60).trim();
	const text = ris({ id: "a", type: "article-journal", title, issued: { "date-parts": [[2019, 5]] } });
	expect(text).toBe(`TY  - JOUR\r\nTI  - ${title}\r\nPY  - 2019\r\nDA  - 2019/05//\r\nID  - a\r\nER  - \r\n`);
});

test("an entry that takes fields from another one brings it along, behind itself, once", () => {
	const entry = (key: string, fields: Record<string, string>) => ({
		key,
		type: "book",
		fields: new Map(Object.entries(fields).map(([name, text]) => [name, { text }])),
	});
	const [parent, one, two] = [
		entry("p", { title: "P", month: "jan" }),
		entry("a", { crossref: "p", numbered: "{x: 1}" }),
		entry("b", { crossref: "p", title: "B" }),
	];
	const library = new Map([parent, one, two].map((bibtex) => [bibtex.key, { bibtex }]));
	expect(bibtexFile([parent, one, two], library)).toBe(
		"@book{a,\n  crossref = {p}\n}\n\n@book{b,\n  crossref = {p},\n  title    = {B}\n}\n\n@book{p,\n  title = {P},\n  month = jan\n}\n",
	);
});

test.each([
	[
		"without authors or history: title, site, address",
		[],
		undefined,
		"“Tea & pots”, Tea guide, https://tea.example/guide/pots/",
		"@misc{tea-guide-pots,\n  title        = {{Tea \\& pots}},\n  howpublished = {Tea guide},\n  url          = {https://tea.example/guide/pots/}\n}\n",
	],
	[
		"with authors and the day of the last change",
		["Sato, Akira", "Tea Board"],
		"2026-05-03T10:00:00.000Z",
		"Akira Sato, Tea Board, “Tea & pots”, Tea guide, version of 2026-05-03, https://tea.example/guide/pots/",
		"@misc{tea-guide-pots,\n  author       = {Sato, Akira and {Tea Board}},\n  title        = {{Tea \\& pots}},\n  howpublished = {Tea guide},\n  year         = {2026},\n  note         = {Version of 2026-05-03},\n  url          = {https://tea.example/guide/pots/}\n}\n",
	],
])("a page is cited %s", async (_, authors, changed, text, bibtex) => {
	const { kb } = await libraryOf(join(fixtures, "tea"));
	const site = { ...kb.site, title: "Tea guide", url: "https://tea.example/guide/", authors };
	expect(pageCitation({ title: "Tea & pots", path: "/pots/" }, { site, changed })).toEqual({ text, bibtex });
});

test("a date has as many parts as are known", () => {
	const at = (...parts: [number, number?, number?]): CslItem => ({
		id: "a",
		type: "book",
		issued: { "date-parts": [JSON.parse(JSON.stringify(parts))] },
	});
	expect([at(2019), at(2019, 5), at(2019, 5, 3)].map((work) => dateOf(work).join("-"))).toEqual(["2019", "2019-05", "2019-05-03"]);
});
