import { describe, expect, test } from "vitest";
import { findCitations } from "../../src/cite/citation.ts";
import { refusal } from "../../src/cite/styles.ts";
import { formulaHtml, isFormula } from "../../src/formula/formula.ts";
import { setMaths } from "../../src/maths/maths.ts";
import { readQuery } from "../../src/model/query.ts";
import { suggestion } from "../../src/problem/nearest.ts";
import { Problems } from "../../src/problem/problem.ts";
import { numberText, unitText } from "../../src/quantity/format.ts";
import { parseQuantity } from "../../src/quantity/quantity.ts";
import { isUnit, parseFormula } from "../../src/quantity/units.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { activeIn } from "../../src/read/inert.ts";
import { parsePage } from "../../src/read/mdx.ts";
import { Source } from "../../src/read/source.ts";
import { parseSvg } from "../../src/read/svg.ts";
import { validate } from "../../src/read/validate.ts";
import { parseYaml } from "../../src/read/yaml.ts";
import { recordSchema } from "../../src/schema/record.ts";
import { chunksOf, nameKey } from "../../src/search/normalise.ts";
import { readQuestion } from "../../src/search/question.ts";
import { pieces } from "../../src/search/quote.ts";

// Nobody may hang or crash the generator with a file: anything is read, or refused, in less than a second.
const long = (text: string, size = 20_000) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
const nested = (open: string, close: string) => long(open, 50_000) + long(close, 50_000);

const texts: Record<string, string> = {
	letters: long("a"),
	digits: `1, ${long("1")}AB`,
	blanks: `1${long(" ")}x\ny`,
	"line ends": long("\n"),
	backslashes: long("\\"),
	"brackets that open a citation": long("[@", 100_000),
	"brackets with a key, closed at the end": `${long("[@a")}]`,
	"signs that begin a citation": `[${long("@", 100_000)}`,
	"a key without end": `[@a${long(":a")}`,
	"citations, a line each": long("[@a2020]\n"),
	"unknown neighbours, a line each": `[@a${long(";\n@b")}]`,
	locators: `[@a, p. 1${long(",1")}x]`,
	"commas behind a locator": `[@a, p. 1${long(",")}x]`,
	"nested brackets": nested("[", "]"),
	"nested braces": nested("{", "}"),
	"opening braces": long("{", 100_000),
	"quotations in quotations": long("> "),
	"lists in lists": long("- "),
	stars: long("*a "),
	"a table of one row": `|a|\n|-|\n${long("|a")}`,
	tags: long("<a>"),
	links: long("[a]("),
	entities: `&${long("&amp;")}`,
	"entries that are not closed": long("@a{b,\n"),
	"a value in many parts": `@a{b, c = ${long('"d" # ')}"e"}`,
	"deep braces in an entry": `@a{b, c = ${nested("{", "}")}}`,
	fields: `@a{b, ${long("c = {d},\n")}}`,
	indices: long("Li1+x"),
	"code that is not closed": long("```\n~~~a\n"),
	"replacement characters": long("\ufffd"),
	"tags that are not closed": long("<i "),
	"tags in a comment": `<style><!--${long("<link ")}--></style>`,
	"opening brackets": `${long("(")}a`,
	"blanks before a sign": `a=b${long(" ")}x`,
	"links over lines": long("[a](\n"),
	"fields of one line": Array.from({ length: 2500 }, (_, index) => `k${index}: 1\n`).join(""),
};

/** Milliseconds of work, whatever else the machine does. */
function timed(run: () => void): number {
	const start = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

// Cleaning up memory can hit any run; a bad expression takes minutes.
function quick(run: () => void): void {
	const [first, limit] = [timed(run), 1000];
	expect(first < limit ? first : Math.min(first, timed(run))).toBeLessThan(limit);
}

const place = { file: "x", line: 1, column: 1 };
const parsers: Record<string, (text: string) => unknown> = {
	citations: findCitations,
	values: (text) => parseQuantity(text, "mg/g"),
	units: (text) => [isUnit(text), unitText(text), numberText(text)],
	substances: (text) => [isFormula(text), formulaHtml(text)],
	suggestions: (text) => suggestion(text, [text.slice(1), "time"]),
	messages: (text) => new Problems().add("field-unknown", place, text),
	"a page": (text) => parsePage(new Source("x.mdx", `---\ntitle: x\n---\n\n${text}`), new Problems()),
	maths: (text) => setMaths(text, true),
	"what is searched": (text) => [chunksOf(text), nameKey(text), readQuestion(text)],
	"what is quoted": (text) => pieces(text, new Set(["a"])),
	queries: (text) => readQuery(text, { metrics: new Map(), conditions: new Map(), facets: new Map() }, place, new Problems()),
	styles: refusal,
	drawings: (text) => [activeIn(text), parseSvg(new Source("x.svg", text), new Problems())],
	BibTeX: (text) => parseBibtex(new Source("x.bib", text), new Problems()),
	YAML: (text) => {
		const problems = new Problems();
		const yaml = parseYaml(new Source("x.yaml", text), problems);
		return yaml && validate(recordSchema({ fields: [], conditions: [], open: false }), yaml, problems);
	},
};

describe.for(Object.entries(parsers))("nothing holds up the reading of %s:", ([, parse]) => {
	test.for(Object.entries(texts))("%s", ([, text]) => quick(() => parse(text)));
});

test("a formula as long as one may be is read at once", () => {
	for (const text of ["(".repeat(500), "-".repeat(499), `${"(".repeat(249)}a${")".repeat(249)}`, "a^".repeat(249)])
		quick(() => {
			try {
				parseFormula(text);
			} catch (error) {
				expect(error).toBeInstanceOf(Error);
			}
		});
});
