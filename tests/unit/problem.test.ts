import { expect, test } from "vitest";
import { codes } from "../../src/problem/codes.ts";
import { suggestion } from "../../src/problem/nearest.ts";
import { print, summary } from "../../src/problem/print.ts";
import { type Problem, Problems } from "../../src/problem/problem.ts";

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

test("as text a problem is one line: file, line, column, code, message", () => {
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

test("what a file brings into a message cannot break the line or colour the terminal", () => {
	const problems = new Problems();
	problems.add("unknown-term", { file: "a.yaml", line: 1, column: 1 }, '"a\n  b\u001b[31m\u2028c" is none.');
	expect(problems.all[0]?.message).toBe('"a b [31m c" is none.');
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
