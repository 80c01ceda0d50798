import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCitations } from "../../src/cite/citation.ts";
import { bibtexFile } from "../../src/cite/export/bibtex.ts";
import { ris } from "../../src/cite/export/ris.ts";
import { cleanHtml } from "../../src/cite/html.ts";
import { refusal } from "../../src/cite/styles.ts";
import { csvOf } from "../../src/client/csv.ts";
import { csv } from "../../src/derive/data/csv.ts";
import { elementsOf, formulaHtml, isFormula, pieces, plainFormula } from "../../src/formula/formula.ts";
import { setMaths } from "../../src/maths/maths.ts";
import { readLibrary } from "../../src/model/library.ts";
import { readColumns, readQuery } from "../../src/model/query.ts";
import { Problems } from "../../src/problem/problem.ts";
import { malformed } from "../../src/publish/wellformed.ts";
import { quantityText, unitText } from "../../src/quantity/format.ts";
import { agree, parseQuantity } from "../../src/quantity/quantity.ts";
import { convert, isUnit, parseFormula, sameKind } from "../../src/quantity/units.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { activeIn } from "../../src/read/inert.ts";
import { parsePage } from "../../src/read/mdx.ts";
import { Source } from "../../src/read/source.ts";
import { parseSvg } from "../../src/read/svg.ts";
import { validate } from "../../src/read/validate.ts";
import { parseYaml } from "../../src/read/yaml.ts";
import { pageSchema } from "../../src/schema/page.ts";
import { chunksOf, nameKey } from "../../src/search/normalise.ts";
import { readQuestion } from "../../src/search/question.ts";

// The same cases every time; FC_RUNS asks for more of them, FC_SEED for others.
fc.configureGlobal({ numRuns: Number(process.env.FC_RUNS ?? 150), seed: Number(process.env.FC_SEED ?? 20251) });

const place = { file: "x", line: 1, column: 1 };
/** Texts of the signs that mean something to a parser, and of what is between them. */
const signs = (...some: string[]) =>
	fc
		.array(fc.oneof(fc.constantFrom(...some), fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 40 })
		.map((parts) => parts.join(""));

/** What a parser must do with any text: give something or throw nothing, in no time. */
const parsers: Record<string, [texts: fc.Arbitrary<string>, parse: (text: string) => unknown]> = {
	YAML: [
		signs(
			"a: ",
			"- ",
			"\n",
			"  ",
			"{",
			"}",
			"[",
			"]",
			"'",
			'"',
			"|\n",
			">\n",
			"# ",
			"&a ",
			"*a",
			"!!x ",
			"<<: ",
			"? ",
			"---\n",
			"\t",
			", ",
		),
		(text) => {
			const problems = new Problems();
			const yaml = parseYaml(new Source("x.yaml", text), problems);
			if (yaml === undefined) expect(problems.hasErrors).toBe(true);
			else validate(pageSchema, yaml, problems);
			const lines = text.split("\n");
			for (const { place: at } of problems.all) {
				expect(at.line).toBeLessThanOrEqual(lines.length);
				expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? "").length + 1);
			}
		},
	],
	BibTeX: [
		signs(
			"@article{a,",
			"@string{",
			"@comment",
			"title = ",
			"{",
			"}",
			'"',
			"#",
			",\n",
			"\\",
			'\\"',
			"$",
			"%",
			"(",
			")",
			"author",
			" and ",
			"year = 2020",
			"\n@b{c,",
		),
		(text) => {
			const problems = new Problems();
			readLibrary([parseBibtex(new Source("x.bib", text), problems)], problems);
		},
	],
	"a page": [
		signs(
			"# ",
			"[@a",
			"]",
			"(",
			")",
			"<Value ",
			"/>",
			"of=",
			'"',
			"{",
			"}",
			"$",
			"$$\n",
			"\n\n",
			"- ",
			"> ",
			"|",
			"`",
			"\\",
			"*",
			"import ",
			"&lt;",
			"<",
			"@a",
			"```\n",
		),
		(text) => parsePage(new Source("x.mdx", `---\ntitle: x\n---\n${text}`), new Problems()),
	],
	citations: [signs("[", "]", "@", "a2020", ";", ",", " p. ", "12", "–", "-@", "Fig. 3", " and ", "see "), findCitations],
	quantities: [
		signs("~", "≈", ">=", "<", "1", "20", ".", "e", "-", "–", " to ", " ", "mg", "/g", "%", "−", "\u202f"),
		(text) => parseQuantity(text, "mg/g"),
	],
	units: [signs("m", "A", "h", "/", "g", "^", "-", "1", "²", "µ", "°C", "·", "%", "(", ")", " "), (text) => [isUnit(text), unitText(text)]],
	substances: [
		signs("Li", "Si", "O", "2", "x", "(", ")", "@", "·", "-", "3+", "₆", ".", "/"),
		(text) => [isFormula(text), formulaHtml(text), elementsOf(text)],
	],
	formulas: [
		signs("a", "+", "-", "*", "/", "^", "(", ")", "log", "1", ".", ",", "[", "]", '"', "=", ";", "!", "'", ":"),
		(text) => {
			try {
				const { names, evaluate } = parseFormula(text.slice(0, 500));
				expect(typeof evaluate(Object.fromEntries(names.map((name) => [name, 2])))).toBe("number");
			} catch (error) {
				expect(error).toBeInstanceOf(Error);
				expect(String(error)).not.toMatch(/AssertionError/);
			}
		},
	],
	maths: [
		signs("\\frac", "{", "}", "_", "^", "\\left(", "\\right)", "\\text", "&", "\\\\", "\\def\\a", "\\a", "#1", "$", "%"),
		(text) => setMaths(text, true),
	],
	queries: [
		signs("a", "b", "=", "|", ";", "@", ",", " "),
		(text) => {
			const declared = { metrics: new Map(), conditions: new Map(), facets: new Map() };
			return [readQuery(text, declared, place, new Problems()), readColumns(text, declared, place, new Problems())];
		},
	],
	"a search": [
		signs("(", ")", '"', "-", "Li6PS5Cl", "Si@C", "/", ".", "$", "\\mathrm{", "}", "<sub>", "₂", "doi:10.", "'"),
		(text) => [chunksOf(text), nameKey(text), readQuestion(text)],
	],
	"citeproc's HTML": [signs("<i>", "</i>", "<span ", 'style="', '">', "</span>", "&", "<script>", "<", ">", "<div>"), cleanHtml],
	"a style": [signs("<style>", "</style>", "<macro name='a'>", "</macro>", "<text macro='a'/>", "<!--", "-->", "<"), refusal],
	drawings: [
		signs("<svg viewBox='0 0 1 1'>", "</svg>", "<g ", "/>", ">", "onload=", "'", "<!--", "&#1;", "<text>", "</text>", "<![CDATA["),
		(text) => [activeIn(text), parseSvg(new Source("x.svg", text), new Problems())],
	],
};

describe("no text, however odd, makes a parser throw, hang, or tell of a place that is not there:", () => {
	test.for(Object.entries(parsers))("%s", ([, [texts, parse]]) => {
		fc.assert(
			fc.property(texts, (text) => {
				const { user, system } = process.cpuUsage();
				parse(text);
				const used = process.cpuUsage();
				expect((used.user + used.system - user - system) / 1_000_000, "seconds").toBeLessThan(1);
			}),
		);
	});
});

const digits = fc
	.tuple(fc.integer({ min: -99_999, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
	.map(([n, d]) => (n / 10 ** d).toFixed(d));

test("a quantity that is printed and read again is the same", () => {
	const quantity = fc.tuple(fc.constantFrom("", "~", ">", "<", ">=", "<="), digits).map(([sign, number]) => `${sign}${number}`);
	fc.assert(
		fc.property(quantity, (text) => {
			const read = parseQuantity(text, "mg/g");
			if ("problem" in read) throw new Error(text);
			const again = parseQuantity(quantityText(read), "mg/g");
			expect({ ...again, text: "" }).toEqual({ ...read, text: "" });
		}),
	);
});

test("a range that is printed and read again is the same; one that runs backwards is none", () => {
	fc.assert(
		fc.property(digits, digits, (a, b) => {
			const read = parseQuantity(`${a}–${b}`, "mg/g");
			if (Number(a) > Number(b)) expect(read).toMatchObject({ problem: "value" });
			else if ("problem" in read) throw new Error(`${a}–${b}`);
			else expect(parseQuantity(quantityText(read), "mg/g")).toMatchObject({ low: Number(a), high: Number(b) });
		}),
	);
});

const units = [
	"mA h/g",
	"A h/kg",
	"C/g",
	"um",
	"nm",
	"mm",
	"m",
	"degC",
	"K",
	"min",
	"s",
	"h",
	"%",
	"1",
	"ppm",
	"mg/cm^2",
	"kPa",
	"MPa",
	"mA/cm^2",
	"A/g",
];
test("a value that is converted there and back is the same, and agreement goes both ways", () => {
	fc.assert(
		fc.property(fc.constantFrom(...units), fc.constantFrom(...units), fc.double({ min: -1e6, max: 1e6, noNaN: true }), (a, b, value) => {
			expect(sameKind(a, b)).toBe(sameKind(b, a));
			if (!sameKind(a, b)) expect(() => convert(value, a, b)).toThrow(RangeError);
			else expect(Math.abs(convert(convert(value, a, b), b, a) - value)).toBeLessThanOrEqual(Math.max(1e-6, Math.abs(value) * 1e-9));
		}),
	);
	fc.assert(
		fc.property(digits, digits, (a, b) => {
			const [x, y] = [parseQuantity(a, "1"), parseQuantity(b, "1")];
			if ("problem" in x || "problem" in y) throw new Error(`${a} ${b}`);
			expect(agree(x, y)).toBe(agree(y, x));
			expect(agree(x, x)).toBe(true);
		}),
	);
});

test("a formula's plain form is its own plain form, and its pieces are its signs", () => {
	const symbol = fc.constantFrom("Li", "Si", "P", "S", "Cl", "O", "C", "Co");
	const formula = fc
		.array(fc.tuple(symbol, fc.constantFrom("", "2", "5", "1.5", "x", "₆")), { minLength: 1, maxLength: 6 })
		.map((parts) => parts.flat().join(""));
	fc.assert(
		fc.property(formula, (text) => {
			expect(plainFormula(plainFormula(text))).toBe(plainFormula(text));
			expect(isFormula(text)).toBe(true);
			expect(
				pieces(text)
					.map((piece) => piece.text)
					.join(""),
			).toBe(plainFormula(text));
			expect(elementsOf(text).length).toBeGreaterThan(0);
		}),
	);
});

const key = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}(?:[-:.+/][a-zA-Z0-9]{1,4}){0,2}$/);

test("a citation that is printed and read again is the same", () => {
	const item = fc.record({
		key,
		locator: fc.option(
			fc.tuple(fc.constantFrom(["p. ", "page"], ["Fig. ", "figure"], ["Table ", "table"]), fc.integer({ min: 1, max: 999 })),
			{
				nil: undefined,
			},
		),
		bare: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
			const text = `[${items.map((one) => `${one.bare ? "-" : ""}@${one.key}${one.locator ? `, ${one.locator[0][0]}${one.locator[1]}` : ""}`).join("; ")}]`;
			const { citations, problems } = findCitations(`Tea ${text} leaf`);
			expect(problems).toEqual([]);
			expect(citations).toHaveLength(1);
			expect(citations[0]?.items.map(({ offset, ...one }) => one)).toEqual(
				items.map((one) => ({
					key: one.key,
					...(one.bare ? { suppressAuthor: true } : {}),
					...(one.locator ? { locator: String(one.locator[1]), label: one.locator[0][1] } : {}),
				})),
			);
		}),
	);
});

const word = fc.stringMatching(/^[A-Za-zäöüéÅ0-9 .,:;()'+=/<>&@#%-]{1,30}$/).filter((text) => text.trim() !== "");
const entry = fc.record({
	key: fc.stringMatching(/^[a-z]{3,8}[0-9]{4}[a-z]?$/),
	type: fc.constantFrom("article", "book", "misc"),
	fields: fc.record(
		{
			title: word,
			journal: word,
			author: word,
			note: word,
			year: fc.integer({ min: 1500, max: 2020 }).map(String),
			month: fc.constantFrom("jan", "DEC", "{x}"),
		},
		{ requiredKeys: ["title"] },
	),
});

test("an entry that is exported as BibTeX and read again has the same fields", () => {
	fc.assert(
		fc.property(fc.uniqueArray(entry, { selector: (one) => one.key, minLength: 1, maxLength: 4 }), (entries) => {
			const written = entries.map(({ key: name, type, fields }) => ({
				key: name,
				type,
				fields: new Map(Object.entries(fields).map(([field, text]) => [field, { text }])),
			}));
			const problems = new Problems();
			const again = parseBibtex(new Source("x.bib", bibtexFile(written, new Map())), problems);
			expect(problems.all).toEqual([]);
			expect(
				again.entries.map(({ key: name, type, fields }) => ({
					key: name,
					type,
					fields: Object.fromEntries([...fields].map(([field, { text }]) => [field, field === "month" ? text.toLowerCase() : text])),
				})),
			).toEqual(
				entries.map((one) => ({ ...one, fields: { ...one.fields, ...(one.fields.month && { month: one.fields.month.toLowerCase() }) } })),
			);
		}),
	);
});

test("a work in RIS has one line a value, each with its tag, and its values come back", () => {
	const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((one) => /\S/.test(one) && !/[<>]/.test(one));
	fc.assert(
		fc.property(text, text, fc.array(text, { maxLength: 3 }), (title, journal, names) => {
			const lines = ris({
				id: "x",
				type: "article-journal",
				title,
				"container-title": journal,
				author: names.map((literal) => ({ literal })),
			}).split("\r\n");
			expect(lines.pop()).toBe("");
			expect(lines.at(-1)).toBe("ER  - ");
			expect(lines.filter((line) => !/^[A-Z][A-Z0-9] {2}- [^\r\n]*$/.test(line))).toEqual([]);
			const values = (tag: string) => lines.flatMap((line) => (line.startsWith(`${tag}  - `) ? [line.slice(6)] : []));
			const flat = (one: string) => one.replace(/\s+/g, " ").trim();
			expect(values("TI")).toEqual([flat(title)]);
			expect(values("T2")).toEqual([flat(journal)]);
			expect(values("AU")).toEqual(names.map(flat));
		}),
	);
});

/** Reads CSV as RFC 4180 has it. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const [, quoted, bare = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
		row.push(quoted?.replaceAll('""', '"') ?? bare);
		if (end === ",") continue;
		rows.push(row);
		row = [];
	}
	return rows;
}

test("a table that is written as CSV and read again is the same, but for the apostrophe before what a spreadsheet would run", () => {
	const cell = fc.oneof(signs(",", '"', "\n", "\r\n", ";", "=", "'", "@x", "-1", "+cmd", "\t"), digits);
	const row = fc.array(cell, { minLength: 2, maxLength: 2 });
	fc.assert(
		fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
			expect(parseCsv(csvOf([["a", "b"], ...rows])).map((one) => one.map(bare))).toEqual([["a", "b"], ...rows].map((one) => one.map(bare)));
			const read = parseCsv(csv({ columns: ["a", "b"], rows }));
			expect(read.map((one) => one.map(bare))).toEqual([["a", "b"], ...rows].map((one) => one.map(bare)));
			for (const text of [...read.flat(), ...parseCsv(csvOf(rows)).flat()]) expect(text).not.toMatch(/^[=@\t\r]|[;\t][=@]/);
		}),
	);
	fc.assert(
		fc.property(digits, (text) => {
			expect(csv({ columns: ["a"], rows: [[text]] })).toBe(`a\r\n${text}\r\n`);
		}),
	);
});

const bare = (text: string) => text.replaceAll("'", "");

test("what is written in a YAML file is found where it stands", () => {
	const name = fc.stringMatching(/^[a-z]{1,8}$/);
	fc.assert(
		fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), digits, (names, value) => {
			const text = names.map((one, index) => `${" ".repeat(index)}${one}:`).join("\n");
			const problems = new Problems();
			const yaml = parseYaml(new Source("x.yaml", `${text} ${value}\n`), problems);
			expect(problems.all).toEqual([]);
			expect(yaml?.written(names)).toBe(value);
			const last = names.at(-1) ?? "";
			expect(yaml?.place(names)).toMatchObject({ file: "x.yaml", line: names.length, column: names.length + last.length + 2 });
			expect(yaml?.keyPlace(names)).toMatchObject({ file: "x.yaml", line: names.length, column: names.length });
		}),
	);
});

test("a search finds the same in a text, whatever signs stand between its words", () => {
	const words = fc.array(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(words, fc.constantFrom(" ", "\n", "; ", " , ", "… ", "\u00a0"), (list, between) => {
			const all = (text: string) => chunksOf(text).flatMap((chunk) => chunk.words);
			expect(all(list.join(between))).toEqual(list.flatMap(all));
			expect(nameKey(list.join(between))).toBe(nameKey(list.join(" ")));
		}),
	);
});

test("a CSV file is wrong where the library finds it so, and what the library says of it", () => {
	const cell = fc.constantFrom("", "a", "b c", '"d, e"', '"f\r\ng"', '"h ""i"""', "j");
	const row = fc.oneof({ weight: 8, arbitrary: fc.tuple(cell, cell) }, { weight: 1, arbitrary: fc.array(cell, { maxLength: 3 }) });
	const slip = fc.option(fc.tuple(fc.nat(), fc.constantFrom('"', ",", "\r\n")), { freq: 3, nil: undefined });
	const seen = { sound: 0, wrong: 0 };
	fc.assert(
		fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), slip, fc.boolean(), (rows, wrong, isEnded) => {
			const text = rows.map((cells) => cells.join(",")).join("\r\n") + (isEnded ? "\r\n" : "");
			const at = (wrong?.[0] ?? 0) % (text.length + 1);
			const file = `${text.slice(0, at)}${wrong?.[1] ?? ""}${text.slice(at)}`;
			let said: string | undefined;
			try {
				parse(file);
				seen.sound++;
			} catch (error) {
				said = `it is not well-formed: ${error instanceof Error ? error.message.split("\n")[0] : ""}`;
				seen.wrong++;
			}
			expect(malformed("/data/x.csv", file)).toBe(said);
		}),
	);
	expect(Math.min(seen.sound, seen.wrong)).toBeGreaterThan(20);
});
