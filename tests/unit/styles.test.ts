import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findCitations } from "../../src/cite/citation.ts";
import { type CslItem, worksOf } from "../../src/cite/citation-js.ts";
import { formatReferences, type References } from "../../src/cite/references.ts";
import { bundledStyle, bundledStyles } from "../../src/cite/styles.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { Source } from "../../src/read/source.ts";
import { root } from "../site/site.ts";
import { fixtures } from "./cases.ts";
import { worksIn } from "./library.ts";

const library = new Source("library.bib", await readFile(join(fixtures, "styles/library.bib"), "utf8"));
const text = (await readFile(join(fixtures, "styles/text.txt"), "utf8")).trim().split("\n");
const works = worksIn(library.text);

function format(name: string, some: readonly CslItem[] = works): References {
	const style = bundledStyle(name);
	if (style === undefined) throw new Error(`There is no style ${name}.`);
	return formatReferences(some, style, "en-GB");
}

/** A line of text as a page has it. */
function set(line: string, references: References): string {
	let out = "";
	let at = 0;
	for (const { items, narrative, start, end } of findCitations(line).citations) {
		out += `${line.slice(at, start)}${narrative ? `${references.names(items[0]?.key ?? "")} ` : ""}${references.citation(items)}`;
		at = end;
	}
	return out + line.slice(at);
}

test("the fixture is sound", () => {
	const problems = new Problems();
	worksOf(parseBibtex(library, problems).entries);
	expect(problems.all).toEqual([]);
});

test.for(["chemistry", "numeric", "author-date", "label"])("the style %s sets the same text and the same list", async (name) => {
	const references = format(name);
	const list = references.keys.map((key) => {
		const mark = { numeric: `${references.number(key)}.`, label: references.label(key), "author-date": "" }[references.kind];
		return `${`${mark ?? ""}`.padEnd(references.kind === "author-date" ? 0 : 9)}${references.entry(key)}`;
	});
	const lines = [`${name}: ${references.kind}`, "", ...text.flatMap((line) => [line, `    ${set(line, references)}`]), "", ...list];
	await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(root, "tests/golden/styles", `${name}.txt`));
});

test("a label stands in the list, and in no other kind of style", () => {
	expect(format("label").label("berg2015")).toBe("[Berg15]");
	for (const name of ["chemistry", "numeric", "author-date"]) expect(format(name).label("berg2015")).toBeUndefined();
});

test("no entry of a list repeats its number or label", () => {
	for (const name of ["chemistry", "numeric", "label", "vancouver"])
		for (const key of format(name).keys) expect(format(name).entry(key)).not.toMatch(/^\s*(?:\d+[.\s]|\[|<div)/);
}, 60_000);

const places = [
	["page", "3"],
	["figure", "3f, g"],
	["table", "5"],
	["section", "2.1"],
	["equation", "4"],
	["chapter", "3"],
	["paragraph", "6"],
] as const;

test.for(bundledStyles())("every kind of place is named in the style %s", (name) => {
	const references = format(name);
	for (const [label, locator] of places) {
		const html = references.citation([{ key: "sato2019", offset: 0, label, locator }]);
		expect(html.replaceAll("\u00a0", " ")).toMatch(new RegExp(`(?:[A-Za-z]\\.?|§|¶) ${locator.replace(".", "\\.")}`));
		const two = references.citation([
			{ key: "sato2019", offset: 0, label, locator: "5", further: [{ by: " and ", label: "figure", locator: "17" }] },
		]);
		expect(two.replaceAll("\u00a0", " ")).toMatch(/\S 5 and [Ff]igs?\. 17|\S 5 and [Ff]igure 17/);
	}
});

test("works of one author and year are told apart over the whole library, in the text and in the list", () => {
	const alone = format(
		"author-date",
		works.filter(({ id }) => id !== "chiku2024early"),
	);
	const both = format("author-date");
	const cite = (references: References, suppressAuthor = false) =>
		references.citation([{ key: "chiku2024late", offset: 0, ...(suppressAuthor && { suppressAuthor }) }]);
	expect(cite(alone)).toBe("(Chiku et al. 2024)");
	expect(cite(both)).toBe("(Chiku et al. 2024a)");
	expect(cite(both, true)).toBe("(2024a)");
	expect(both.entry("chiku2024late")).toContain("(2024a)");
	expect(both.entry("chiku2024early")).toContain("(2024b)");
});

test("labels of one author and year are told apart", () => {
	const twins = worksIn("@misc{a, author={Ono, M.}, title={A}, year=2020} @misc{b, author={Ono, M.}, title={B}, year=2020}");
	const references = format("label", twins);
	expect([references.label("a"), references.label("b")]).toEqual(["[Ono20a]", "[Ono20b]"]);
	expect(references.citation([{ key: "b", offset: 0 }])).toBe("[Ono20b]");
});

test("a narrative citation has the names by which its style tells works apart", () => {
	expect(format("apa").names("chiku2024late")).toBe("Chiku, Mehta, et al.");
	expect(format("apa").names("sato2019")).toBe("Sato and Müller");
	expect(format("author-date").names("chiku2024late")).toBe("Chiku et al.");
});

test("a citation is the same whatever was cited before, and each is set once", () => {
	for (const name of ["chemistry", "author-date", "label"]) {
		const [first, second] = [format(name), format(name)];
		for (const line of text.toReversed()) set(line, second);
		for (const line of text) expect(set(line, second)).toBe(set(line, first));
	}
});
