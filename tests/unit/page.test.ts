import { expect, test } from "vitest";
import { Problems } from "../../src/problem/problem.ts";
import { parsePage } from "../../src/read/mdx.ts";
import { Source } from "../../src/read/source.ts";

function read(body: string, frontmatter = "title: Tea") {
	const problems = new Problems();
	const page = parsePage(new Source("content/tea.mdx", `---\n${frontmatter}\n---\n${body}\n`), problems);
	return { page, told: problems.sorted().map(({ place, code, message }) => `${place.line}:${place.column} ${code} ${message}`) };
}

const deep = "mdx-syntax Here the text is nested more than 100 deep. Take it apart.";
const open = "mdx-syntax This bracket is not closed within 10000 characters. Close it.";

test.for([
	[
		"a line of more than 10000 characters",
		`a\n${"b".repeat(10_001)}`,
		"5:1 mdx-syntax This line has more than 10000 characters. Break it.",
	],
	["a bracket that is open for too long", `a [b\n${"c\n".repeat(5_001)}`, `4:3 ${open}`],
	["a brace that is open for too long", `a {b\n\n${"c\n".repeat(5_001)}}`, `4:3 ${open}`],
	["brackets nested too deep", "[".repeat(101), `4:101 ${deep}`],
	["quotations nested too deep", `a\n\n${"> ".repeat(101)}b`, `6:1 ${deep}`],
	["lists nested too deep", `${"- ".repeat(101)}b`, `4:1 ${deep}`],
] as const)("%s is refused before it is parsed", ([, body, told]) => {
	expect(read(body)).toEqual({ page: undefined, told: [told] });
});

test.for([
	["lines of 10000 characters", "b".repeat(10_000)],
	["single brackets in many paragraphs", "from [0, 1) on\n\n".repeat(150)],
	["braces behind a backslash", `\\{ ${"a\n\n".repeat(4_000)}`],
	["braces in code", `\`{\`\n\n\`\`\`\n{ [\n\`\`\`\n\n${"a\n\n".repeat(4_000)}`],
	["long lists", "- a\n".repeat(1_000)],
] as const)("%s are read", ([, body]) => {
	expect(read(body).told).toEqual([]);
});

test("the frontmatter ends at a line of its own", () => {
	const { page, told } = read("Tea", 'title: "Tea --- and more ---"\nsummary: a---');
	expect(told).toEqual([]);
	expect(page?.frontmatter?.data).toEqual({ title: "Tea --- and more ---", summary: "a---" });
	expect(read("Tea", "").told).toEqual([]);
});

test("headings have anchors of their own, links and uses are found in order", () => {
	const { page } = read('# Tea\n\n## Green tea\n\n## Green tea\n\n[a](/b/) ![c](/d.svg) [@e] <Evidence where="x=y" />');
	expect(page?.headings.map(({ id }) => id)).toEqual(["tea", "green-tea", "green-tea-1"]);
	expect(page?.links.map(({ url, isImage }) => [url, isImage])).toEqual([
		["/b/", false],
		["/d.svg", true],
	]);
	expect(page?.uses.map((use) => (use.kind === "citation" ? use.citation.items[0]?.key : use.name))).toEqual(["e", "Evidence"]);
});
