import { expect, test } from "vitest";
import { codes } from "../../src/problem/codes.ts";
import { suggestion } from "../../src/problem/nearest.ts";
import { print, summary } from "../../src/problem/print.ts";
import { type Problem, Problems, strictly } from "../../src/problem/problem.ts";

const many = Array.from({ length: 13 }, (_, index) => `name-${index}`);

test.for([
	["tme", ["time", "temperature"], ' Did you mean "time"?'],
	["TIME", ["time"], ' Did you mean "time"?'],
	["metha2021", ["sato2019", "mehta2021"], ' Did you mean "mehta2021"?'],
	["wet", ["dry", "bought"], " Allowed: dry, bought."],
	["wet", ["dry", "dry"], " Allowed: dry."],
	["zzz", many, " There are 13 to choose from, such as name-0, name-1, name-2."],
	["artwork", [...many, "art", "arts"], " There are 15 to choose from, such as art, arts, name-0."],
	["", ["a-long-name"], " Allowed: a-long-name."],
	["x", ["yz"], " Allowed: yz."],
	["anything", [], ""],
] as const)('for "%s" among %j it says%s', ([given, allowed, said]) => {
	expect(suggestion(given, allowed)).toBe(said);
});

function problem(code: Problem["code"], file: string, line: number, column: number, message: string): Problem {
	return { code, severity: codes[code].severity, place: { file, line, column }, message };
}

const two = [
	problem("unknown-term", "content/a.yaml", 2, 3, 'No "x": 50% are.'),
	problem("dead-link", "content/b,c:d.mdx", 1, 1, "No page /x/."),
];

test("as text a problem begins with one line: file, line, column, code, message", () => {
	expect(print(two, "text")).toBe('content/a.yaml:2:3 unknown-term No "x": 50% are.\ncontent/b,c:d.mdx:1:1 dead-link No page /x/.');
	expect(print([{ ...two[0], severity: "warning" } as Problem], "text")).toContain(" unknown-term warning: No");
});

test("as JSON problems are one list of flat objects", () => {
	expect(JSON.parse(print(two, "json"))).toEqual([
		{ file: "content/a.yaml", line: 2, column: 3, code: "unknown-term", severity: "error", message: 'No "x": 50% are.' },
		{ file: "content/b,c:d.mdx", line: 1, column: 1, code: "dead-link", severity: "error", message: "No page /x/." },
	]);
	expect(JSON.parse(print([], "json"))).toEqual([]);
});

test("for GitHub a problem is a command of its own, its text escaped", () => {
	expect(print(two, "github")).toBe(
		'::error file=content/a.yaml,line=2,col=3,title=unknown-term::No "x": 50%25 are.\n' +
			"::error file=content/b%2Cc%3Ad.mdx,line=1,col=1,title=dead-link::No page /x/.",
	);
});

const place = { file: "a.yaml", line: 3, column: 1 };
test.for([
	["a range is underlined", "name: tea", 7, 10, "name: tea", "      ^^^"],
	["without an end one sign is", "name: tea", 7, undefined, "name: tea", "      ^"],
	["a tab is four columns wide", "\tname:\ttea", 8, 11, "    name:    tea", "             ^^^"],
	["wide letters take two columns", "煎茶: tea", 5, 8, "煎茶: tea", "      ^^^"],
	["a wide letter is underlined whole", "a 煎茶", 3, 4, "a 煎茶", "  ^^"],
	["accents of their own take none", "e\u0301te\u0301 tea", 7, 10, "e\u0301te\u0301 tea", "    ^^^"],
	["letters beyond the basic plane count once", "🍵🍵 tea", 6, 9, "🍵🍵 tea", "     ^^^"],
	["what is behind the end has its sign there", "tea", 4, undefined, "tea", "   ^"],
	["an empty line has one, too", "", 1, 5, "", "^"],
	["what cannot be seen is named", "a\u202eb\u0007c", 5, 6, "a<U+202E>b<U+0007>c", `${" ".repeat(18)}^`],
	[
		"a long line is cut on both sides",
		`${"a".repeat(100)}bad${"c".repeat(100)}`,
		101,
		104,
		`…${"a".repeat(18)}bad${"c".repeat(17)}…`,
		`${" ".repeat(19)}^^^`,
	],
	["a long line is cut behind", `bad${"c".repeat(100)}`, 1, 4, `bad${"c".repeat(35)}…`, "^^^"],
	[
		"a line of megabytes is cut as well",
		`${"a ".repeat(2_000_000)}bad`,
		4_000_001,
		4_000_004,
		`…${" a".repeat(17)} bad`,
		`${" ".repeat(36)}^^^`,
	],
] as const)("in a quotation %s", ([, source, column, end, line, carets]) => {
	const at = { ...place, line: 7, column, end: end === undefined ? undefined : { line: 7, column: end } };
	const told = print([{ code: "field-invalid", severity: "error", place: at, message: "No.", source }], "text", { columns: 46 });
	expect(told.split("\n").slice(1)).toEqual([`  7 | ${line}`.trimEnd(), `    | ${carets}`]);
});

test("what concerns a file as a whole quotes nothing of it", () => {
	const told = print([{ ...two[0], place: { ...place, line: 1 }, source: "name: x" } as Problem], "text");
	expect(told.split("\n")).toHaveLength(1);
});

test("each code's page is named once, at the end, where the site is known", () => {
	const told = print([...two, ...two], "text", { site: "https://example.org/tea/" });
	expect(told.split("\n").slice(4)).toEqual([
		"",
		"  What these codes mean, and how to mend them:",
		"  https://example.org/tea/contribute/problems/unknown-term/",
		"  https://example.org/tea/contribute/problems/dead-link/",
		"",
	]);
});

test("an annotation covers its range, names the code's page, and its file by the path from the repository", () => {
	const one = { ...two[0], place: { ...place, end: { line: 3, column: 4 } } } as Problem;
	expect(print([one], "github", { site: "https://example.org", path: (file) => `kb/${file}` })).toBe(
		'::error file=kb/a.yaml,line=3,col=1,endLine=3,endColumn=4,title=unknown-term::No "x": 50%25 are.%0Ahttps://example.org/contribute/problems/unknown-term/',
	);
});

test("in JSON a problem has its end, its line and its page where they are known", () => {
	const one = { ...two[0], place: { ...place, end: { line: 3, column: 4 } }, source: "tea" } as Problem;
	expect(JSON.parse(print([one], "json", { site: "https://example.org/" }))).toMatchObject([
		{ endLine: 3, endColumn: 4, source: "tea", help: "https://example.org/contribute/problems/unknown-term/" },
	]);
});

test("strictly, a warning is an error", () => {
	expect(strictly([{ ...two[0], severity: "warning" } as Problem]).map(({ severity }) => severity)).toEqual(["error"]);
});

test("the summary counts errors, warnings and files", () => {
	expect(summary(two)).toBe("2 errors in 2 files");
	expect(summary(two.slice(1))).toBe("1 error in 1 file");
	expect(summary([...two, { ...two[0], severity: "warning" } as Problem])).toBe("2 errors and 1 warning in 2 files");
});

test("problems are told by file, line and column, and the same one once", () => {
	const problems = new Problems();
	for (const [file, line, column] of [
		["b.yaml", 1, 1],
		["a.yaml", 10, 1],
		["a.yaml", 9, 2],
		["a.yaml", 9, 1],
		["a.yaml", 9, 1],
	] as const)
		problems.add("field-unknown", { file, line, column }, "No.");
	expect(problems.sorted().map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual([
		"a.yaml:9:1",
		"a.yaml:9:2",
		"a.yaml:10:1",
		"b.yaml:1:1",
	]);
	expect(problems.hasErrors).toBe(true);
	expect(new Problems().hasErrors).toBe(false);
});

test("what a file brings into a message cannot break the line, colour the terminal or turn the text round", () => {
	const problems = new Problems();
	problems.add("unknown-term", { file: "a.yaml", line: 1, column: 1 }, '"a\n  b\u001b[31m\u2028c" is none.');
	problems.add("unknown-term", { file: "a.yaml", line: 1, column: 1 }, '"\u202eevil" is none.');
	expect(problems.all.map(({ message }) => message)).toEqual(['"a b [31m c" is none.', '"<U+202E>evil" is none.']);
});

test("what could not be read is not missed: one by its name, or all of a kind", () => {
	const problems = new Problems();
	expect(problems.isUnread("metric")).toBe(false);
	problems.unread("metric", "caffeine");
	expect([problems.isUnread("metric"), problems.isUnread("metric", "caffeine"), problems.isUnread("metric", "brewed")]).toEqual([
		true,
		true,
		false,
	]);
	problems.unread("metric");
	expect(problems.isUnread("metric", "brewed")).toBe(true);
	expect(problems.isUnread("condition", "brewed")).toBe(false);
});

test("every kind of problem says what is wrong and what to do, in a sentence each", () => {
	for (const { what, mend } of Object.values(codes)) {
		expect(what).toMatch(/^[A-Z`<].*\.$/);
		expect(mend).toMatch(/^[A-Z].*\.$/);
	}
});
