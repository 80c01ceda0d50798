import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatReferences } from "../../src/cite/references.ts";
import { bundledStyle } from "../../src/cite/styles.ts";
import { fixtures } from "./cases.ts";
import { worksIn } from "./library.ts";

const works = worksIn(await readFile(join(fixtures, "tea/references/library.bib"), "utf8"));
const format = () => formatReferences(works, { name: "apa" }, "en-GB");
const apa = format();

test("a citation names authors and year, in the order of the style, with what belongs to each", () => {
	const items = [
		{ key: "sato2019", offset: 0, prefix: "see ", label: "figure", locator: "2" },
		{ key: "brown1987", offset: 0, label: "page", locator: "402" },
	];
	expect(apa.citation(items)).toBe("(Brown, 1987, p. 402; see Sato &#38; Müller, 2019, Figure 2)");
});

test("a citation whose author stands in the sentence leaves the author out", () => {
	expect(apa.citation([{ key: "sato2019", offset: 0, suppressAuthor: true }])).toBe("(2019)");
});

test.for([
	["sato2019", "Sato and Müller"],
	["mehta2021", "Mehta et al."],
	["brown1987", "Brown"],
] as const)("a sentence has the names of %s as %s", ([key, names]) => {
	expect(apa.names(key)).toBe(names);
});

test("the same work gives the same words, whatever was asked before", () => {
	const [first, second] = [apa, format()];
	second.citation([{ key: "brown1987", offset: 7 }]);
	second.entry("mehta2021");
	for (const key of first.keys) {
		expect(second.entry(key)).toBe(first.entry(key));
		expect(second.citation([{ key, offset: 1 }])).toBe(first.citation([{ key, offset: 2 }]));
	}
});

test("a work without title or DOI has an entry", () => {
	expect(apa.entry("brown1987")).toMatch(/^Brown, A\. \(1987\)\. <i>Infusions<\/i>, <i>3<\/i>, 402\.$/);
});

test("a list of authors that goes on says so, in a style that has no way of its own", () => {
	expect(apa.entry("mehta2021")).toMatch(/^Mehta, R\., Bora, A\., Das, K\., &#38; others\. \(2021\)\./);
});

test("a DOI pasted as an address is a DOI", () => {
	for (const doi of ["10.5555/x", "https://doi.org/10.5555/x", "http://dx.doi.org/10.5555/x", "doi: 10.5555/x"])
		expect(worksIn(`@misc{x, doi = {${doi}}}`)[0]?.DOI).toBe("10.5555/x");
});

test("a work of which a style prints nothing stands in the list with its key, and moves no other", () => {
	const xml = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
		<citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title"/></layout></bibliography></style>`;
	const some = worksIn("@misc{a, title={A}} @misc{b, note={no title}} @misc{c, title={C}}");
	const references = formatReferences(some, { name: "titles", xml }, "en-GB");
	expect(["a", "b", "c"].map((key) => references.entry(key))).toEqual(["A", "b", "C"]);
	expect(references.citation([{ key: "b", offset: 0 }])).toBe("b");
});

test("a key may be called what JavaScript calls its own things", () => {
	const keys = ["constructor", "toString", "hasOwnProperty", "valueOf"];
	const some = worksIn(keys.map((key) => `@misc{${key}, title={T ${key}}, author={A, B}, year=2020}`).join("\n"));
	for (const name of ["apa", "chemistry"]) {
		const references = formatReferences(some, bundledStyle(name) ?? { name }, "en-GB");
		for (const key of keys) expect(references.entry(key)).toContain(`T ${key}`);
	}
});
