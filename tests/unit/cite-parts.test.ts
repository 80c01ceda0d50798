import { z } from "astro/zod";
import { expect, test } from "vitest";
import { type Answer, readAnswer } from "../../src/lookup/answer.ts";
import { lacks } from "../../src/lookup/complete.ts";
import { parseDoi } from "../../src/lookup/doi.ts";
import { entryOf } from "../../src/lookup/entry.ts";
import { sameJournal } from "../../src/lookup/journal.ts";
import { freeKey } from "../../src/lookup/key.ts";
import { matchOf, soughtOf } from "../../src/lookup/match.ts";
import { withFields } from "../../src/lookup/patch.ts";
import { styleOf, writeEntry } from "../../src/lookup/style.ts";
import { titleToLatex } from "../../src/lookup/title.ts";
import { readLibrary } from "../../src/model/library.ts";
import type { Work } from "../../src/model/types.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { Source } from "../../src/read/source.ts";
import { casesOf } from "./cases.ts";

test.for(casesOf("cite-doi", { text: z.string(), doi: z.string() }))("$title", ({ text, doi }) => {
	expect(parseDoi(text) ?? "").toBe(doi);
});

test.for(casesOf("cite-title", { markup: z.string(), latex: z.string(), read: z.string() }))("$title", ({ markup, latex, read }) => {
	expect(titleToLatex(markup)).toBe(latex);
	expect(workIn(`@article{a, title = {${latex}}, year = {2020}}`).csl.title).toBe(read);
});

const key = {
	author: z.string().optional(),
	corporation: z.string().optional(),
	year: z.number().optional(),
	taken: z.array(z.string()).default([]),
	key: z.string(),
};
test.for(casesOf("cite-key", key))("$title", ({ author, corporation, year, taken, key: expected }) => {
	const people = author !== undefined ? [{ family: author, given: "A." }] : corporation !== undefined ? [{ name: corporation }] : [];
	const answer = answered({ author: people, title: "Of colours", ...(year === undefined ? {} : { issued: { "date-parts": [[year]] } }) });
	expect(freeKey(answer, taken)).toBe(expected);
});

test.for(casesOf("cite-journal", { one: z.string(), other: z.string(), same: z.boolean() }))("$title", ({ one, other, same }) => {
	expect(sameJournal(one, other)).toBe(same);
	expect(sameJournal(other, one), "in either order").toBe(same);
});

const match = {
	work: z.record(z.string(), z.string()),
	answers: z.array(z.string()),
	found: z.string().optional(),
	why: z.string().optional(),
};
test.for(casesOf("cite-match", match))("$title", ({ work, answers, found, why }) => {
	const fields = Object.entries(work).map(([name, value]) => `${name} = {${value}}`);
	const sought = soughtOf(workIn(`@article{a, ${fields.join(", ")}}`).csl);
	if (sought === undefined) throw new Error("the work of the case cannot be looked up");
	const given = answers.map((line) => {
		const [DOI = "", journal = "", volume = "", pages = "", name = "", years = ""] = line.split("|").map((part) => part.trim());
		const [page = "", article = ""] = pages.split("/").map((part) => part.trim());
		const [print, online] = years.split(", ").map((year) => ({ "date-parts": [[Number(year)]] }));
		return answered({
			DOI,
			"container-title": [journal],
			...(volume === "" ? {} : { volume }),
			...(page === "" ? {} : { page }),
			...(article === "" ? {} : { "article-number": article }),
			author: [{ given: name.split(" ")[0], family: name.split(" ")[1] }],
			"published-print": print,
			"published-online": online,
		});
	});
	const result = matchOf(sought, given);
	expect("found" in result ? { found: result.found.doi } : { why: result.why }).toEqual(found === undefined ? { why } : { found });
});

test.for(casesOf("cite-fields", { entry: z.string(), with: z.string() }))("$title", ({ entry, with: expected }) => {
	const values = { title: "T", doi: "10.1000/a" };
	const complete = (text: string) => {
		const source = new Source("x.bib", text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"));
		const work = workIn(source);
		return withFields(text, source, [{ entry: work.bibtex, fields: lacks(work).map((name) => [name, values[name]]) }]);
	};
	expect(complete(entry)).toBe(expected);
	const windows = (text: string) => `\ufeff% a comment\r\n${text.replaceAll("\n", "\r\n")}`;
	expect(complete(windows(entry)), "with Windows line ends and a byte-order mark").toBe(windows(expected));
	expect(complete(expected), "a second time").toBe(expected);
});

/** A lone entry, read as the library is. */
function workIn(text: string | Source): Work {
	const source = typeof text === "string" ? new Source("x.bib", text) : text;
	const [work] = readLibrary([parseBibtex(source, new Problems())], new Problems()).values();
	if (work === undefined) throw new Error("the entry of the case cannot be read");
	return work;
}

test.for([
	{ title: "aligned", like: "@article{a,\n  author  = {A},\n  year    = {2020}\n}", as: "@misc{b,\n  title   = {T},\n  doi     = {D}\n}" },
	{ title: "with a longer name", like: "@misc{a,\n  doi  = {A},\n  year = {2020}\n}", as: "@misc{b,\n  title = {T},\n  doi   = {D}\n}" },
	{
		title: "with tabs and a last comma",
		like: "@article{a,\n\tauthor = {A},\n\tyear = {2020},\n}",
		as: "@misc{b,\n\ttitle = {T},\n\tdoi = {D},\n}",
	},
	{ title: "tight, in quotation marks", like: '@article{a,\n author="A",\n year=2020\n}', as: '@misc{b,\n title="T",\n doi="D"\n}' },
	{ title: "in one line", like: "@misc{a, author = {A}, year = 2020}", as: "@misc{b,\n  title = {T},\n  doi = {D}\n}" },
	{ title: "unknown", like: "", as: "@misc{b,\n  title = {T},\n  doi = {D}\n}" },
])("An entry is written as its neighbour is: $title", ({ like, as }) => {
	const fields = [
		["title", "T"],
		["doi", "D"],
	] as const;
	expect(writeEntry("misc", "b", fields, styleOf(like))).toBe(as);
});

test.for([
	{ title: "text where a list should be", data: { DOI: "10.1000/a", author: "Sato, A.", editor: null, issued: "2020", title: null } },
	{ title: "numbers and nothing", data: { DOI: "10.1000/a", volume: 7, page: null, issued: { "date-parts": [[null]] }, ISBN: [1] } },
	{ title: "names without parts", data: { DOI: "10.1000/a", author: [{}, { name: "" }, { family: "" }] } },
])("What a register gives in another shape is left out: $title", ({ data }) => {
	const answer = answered(data);
	expect(answer.title).toBe("");
	expect(answer.years).toEqual([]);
	expect(entryOf(answer, { journal: undefined, issue: true }).fields.filter(([name]) => name !== "volume")).toEqual([["doi", "10.1000/a"]]);
});

test.for([{}, null, "text", [], { DOI: 7 }, { DOI: "smith2020" }, { DOI: "10.1000/a} @book{b" }])(
	"What has no sound DOI is no answer: %j",
	(data) => {
		expect(readAnswer(data)).toBeUndefined();
	},
);

test("What a register prints cannot break out of its field or colour a terminal", () => {
	const answer = answered({
		type: "article-journal",
		title: "A} @book{b, \u001b[31m\u202e title = {",
		author: [{ family: "} and {", given: "\\input{x}" }],
		"container-title": "J % {",
		volume: "1}",
		page: "{2}",
	});
	const { type, fields } = entryOf(answer, { journal: answer.journals[0], issue: false });
	const work = workIn(writeEntry(type, "a", fields, styleOf("")));
	expect([...work.bibtex.fields].map(([name, { text }]) => `${name}: ${text}`)).toEqual([
		"author: {) and (}, \\textbackslash{}input(x)",
		"title: A) @book(b, [31m title = (",
		"journal: J \\% (",
		"volume: 1)",
		"pages: (2)",
		"doi: 10.1000/a",
	]);
});

function answered(data: object): Answer {
	const answer = readAnswer({ DOI: "10.1000/a", ...data });
	if (answer === undefined) throw new Error("the answer of the case cannot be read");
	return answer;
}
