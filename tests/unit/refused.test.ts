import { mkdir, open, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { tea } from "./overlay.ts";

// What a pull request could bring that must not get as far as a page: each is refused with a problem of its own, in
// seconds and without filling the memory.
const page = (body: string) => ({ "content/x.mdx": `---\ntitle: x\n---\n\n${body}\n` });
const record = (text: string) => ({ "content/records/x.yaml": `name: x\nstudy: sato2019\nfacets: { origin: [japan] }\n${text}\n` });
const style = (body: string) => ({
	"references/own.csl": `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">${body}<citation><layout><text macro="m0"/></layout></citation><bibliography><layout><text macro="m0"/></layout></bibliography></style>`,
});
const drawing = (body: string) => ({ "public/x.svg": `<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>` });
const laughs = Array.from({ length: 30 }, (_, index) => `b${index + 1}: &b${index + 1} [*b${index}, *b${index}]`).join("\n");
const macros = Array.from(
	{ length: 40 },
	(_, index) => `<macro name='m${index}'><text macro='m${index + 1}'/><text macro='m${index + 1}'/></macro>`,
).join("");
const metric = (formula: string) => ({
	"content/metrics.yaml": `metrics:\n  - { id: caffeine, label: a, unit: "1" }\n  - { id: x, label: x, unit: "1", derived: { formula: ${JSON.stringify(formula)}, inputs: { a: caffeine }, at: a } }\n`,
});

test.for<[title: string, files: Record<string, string>, code: string]>([
	["aliases that stand for a billion values", record(`b0: &b0 [x]\n${laughs}`), "yaml-alias"],
	["an anchor", record("remarks: &a x"), "yaml-alias"],
	["a tag", record("remarks: !!js/function 'return 1'"), "yaml-alias"],
	["a merge key", record("<<: { remarks: x }"), "yaml-alias"],
	["a field that is no text", record("? [a]\n: x"), "yaml-syntax"],
	["a hundred thousand brackets", record(`remarks: ${"[".repeat(100_000)}`), "yaml-syntax"],
	["a hundred thousand fields", record(Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join("\n")), "field-unknown"],
	["a field given a hundred thousand times", record("k: 1\n".repeat(30_000)), "yaml-syntax"],
	["a field that overrides what all objects have", record("__proto__: { polluted: 1 }"), "field-unknown"],
	["a name with NUL", record('remarks: "a\\0b"'), "character-hidden"],
	["a name that runs backwards", record("remarks: a\u202eb"), "character-hidden"],
	["a name that runs backwards, written as an escape", record('remarks: "a\\u202eb"'), "character-hidden"],
	["a value of digits without end", record(`measurements: [{ metric: caffeine, value: "${"1".repeat(50_000)}x" }]`), "unknown-unit"],
	["a record's id that leads elsewhere", record("relations: { variant_of: ../../../etc/passwd }"), "field-invalid"],
	[
		"a reading in a file elsewhere",
		record("measurements: [{ metric: caffeine, value: 1, read: { in: ../../x, place: a, how: text } }]"),
		"unknown-citation",
	],
	["a record's file whose name leads up", { "content/records/x%2f..%2f..%2fx.yaml": "name: x\n" }, "file-name"],
	["a page whose name leads up", { "content/%2e%2e/x.mdx": "---\ntitle: x\n---\n" }, "file-name"],
	["a page whose name is an element", { 'content/"><script>.mdx': "---\ntitle: x\n---\n" }, "file-name"],
	["an import", page('import fs from "node:fs"'), "mdx-code"],
	["an export", page("export const x = process.exit()"), "mdx-code"],
	["an expression", page("{process.exit()}"), "mdx-code"],
	["an expression in an attribute", page("<Value of={process.exit()} />"), "mdx-code"],
	["attributes from an expression", page("<Summary {...process.env} />"), "mdx-code"],
	["a layout of one's own", { "content/x.mdx": "---\ntitle: x\nlayout: ../../../../tmp/x.astro\n---\n" }, "field-unknown"],
	["a script", page("<script>alert(1)</script>"), "unknown-component"],
	["an element with a handler", page('<sub onclick="alert(1)">x</sub>'), "component-attribute"],
	["a script as an address", page("[x](javascript:alert(1))"), "unsafe-link"],
	["a script as an address, with entities", page("[x](java&#x73;cript&colon;alert(1))"), "unsafe-link"],
	["a script as an address, with a tab inside", page("[x](java&Tab;script:alert(1))"), "dead-link"],
	["a script as an address behind a blank", page("[x](<&#32;javascript:alert(1)>)"), "dead-link"],
	["data as an address", page("[x](data:text/html,x)"), "unsafe-link"],
	["an address without a scheme", page("[x](//example.org/)"), "unsafe-link"],
	["an address that a browser reads as one without a scheme", page("[x](/\\\\example.org/)"), "dead-link"],
	["a script as the address of a definition", page("[x][a]\n\n[a]: vbscript:x"), "unsafe-link"],
	["an image from elsewhere", page("![x](https://example.org/x.png)"), "unsafe-link"],
	["an image from elsewhere by a definition", page("![x][a]\n\n[a]: https://example.org/x.png"), "unsafe-link"],
	["an image from a file elsewhere", page("![x](../../../etc/passwd)"), "dead-link"],
	["an image whose path leads up", page("![x](/%2e%2e/%2e%2e/etc/passwd)"), "dead-link"],
	["a drawing from elsewhere", page('<Figure name="../../../etc/passwd" alt="x" />'), "unknown-drawing"],
	["a character reference to a control character", page("a&#8238;b"), "character-hidden"],
	["a hundred thousand braces", page("{".repeat(99_000)), "mdx-syntax"],
	["a query of blanks without end", page(`<Evidence where="a=b${" ".repeat(9_000)}x" />`), "unknown-facet"],
	["a link in a formula", page("$\\href{javascript:alert(1)}{x}$"), "maths-invalid"],
	["an image in a formula", page("$\\includegraphics{https://example.org/x.png}$"), "maths-invalid"],
	["markup in a formula", page("$\\htmlStyle{position:fixed}{x}$"), "maths-invalid"],
	["a macro that calls itself", page("$\\def\\a{\\a\\a}\\a$"), "maths-invalid"],
	[
		"macros that stand for a billion signs",
		page(
			`$${"abcdefghi".replace(/./g, (x) => `\\def\\${x}{${`\\${String.fromCharCode(x.charCodeAt(0) + 1)}`.repeat(10)}}`)}\\def\\j{x}\\a$`,
		),
		"maths-invalid",
	],
	["a formula that never ends", page(`$${"{".repeat(4_000)}$`), "mdx-syntax"],
	["a metric's formula that calls something", metric('import("fs")'), "formula-invalid"],
	["a metric's formula that reaches for the constructor", metric('a.constructor("return process")()'), "formula-invalid"],
	["a metric's formula that defines a function", metric("f(x) = f(x); f(1)"), "formula-invalid"],
	[
		"braces in BibTeX a hundred thousand deep",
		{ "references/x.bib": `@article{x, title = ${"{".repeat(100_000)}${"}".repeat(100_000)}}` },
		"bibtex-syntax",
	],
	["a script as a work's address", { "references/x.bib": "@online{x, title = {x}, url = {javascript:alert(1)}}" }, "unsafe-link"],
	["a key that leads up", { "references/x.bib": "@online{../../x, title = {x}, url = {https://example.org}}" }, "bibtex-syntax"],
	["a style that calls itself", style('<macro name="m0"><text macro="m0"/></macro>'), "style-invalid"],
	["a style of macros that call each other twice", style(`${macros}<macro name='m40'><text value="x"/></macro>`), "style-invalid"],
	["a style with a comment of tags without end", style(`<!--${"<link ".repeat(100_000)}-->`), "style-invalid"],
	[
		"a colour that is CSS",
		{
			"content/site.yaml":
				'title: x\ndescription: x\nurl: https://example.org/\nrecord: { label: x, plural: x, address: x }\ncolours: { a: { light: "red;} body{background:url(//x)}", dark: "#000000", shape: circle } }\n',
		},
		"field-invalid",
	],
	[
		"an address of the site that is a script",
		{ "content/site.yaml": "title: x\ndescription: x\nurl: javascript:alert(1)\nrecord: { label: x, plural: x, address: x }\n" },
		"field-invalid",
	],
	["a page in public/", { "public/x.html": "<script>alert(1)</script>" }, "file-active"],
	["a script in public/", { "public/x.js": "alert(1)" }, "file-active"],
	["a drawing in public/ with a script", drawing("<script>alert(1)</script>"), "file-active"],
	[
		"a drawing in public/ with a script under another name",
		drawing('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'),
		"file-active",
	],
	["a drawing in public/ with a handler", drawing('<g onload="alert(1)"/>'), "file-active"],
	["a drawing in public/ with a page in it", drawing("<foreignObject/>"), "file-active"],
	["a drawing in public/ that leads to a script", drawing('<a xlink:href="&#106;avascript:alert(1)"/>'), "file-active"],
	["a drawing in public/ that changes an address", drawing('<set attributeName="href" to="javascript:alert(1)"/>'), "file-active"],
	[
		"a drawing in public/ with entities of its own",
		{ "public/x.svg": '<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]><svg>&x;</svg>' },
		"file-active",
	],
	["a drawing in public/ that loads something", drawing('<path fill="url(https://example.org/x)"/>'), "file-active"],
	[
		"a drawing of a hundred thousand groups",
		{ "content/figures/x.svg": `<svg viewBox="0 0 1 1">${"<g>".repeat(100_000)}</svg>` },
		"drawing-invalid",
	],
])("%s: refused", async ([, files, code]) => {
	const kb = await tea(files);
	if (code === "style-invalid") await setStyle(kb.path);
	const { kb: model, problems } = await quick(() => load(kb.path));
	await kb.remove();
	expect(model).toBeUndefined();
	expect(problems.all.map((problem) => problem.code)).toContain(code);
	expect(Reflect.get({}, "polluted")).toBeUndefined();
});

/** Makes the style that was added the one that is used. */
async function setStyle(kb: string): Promise<void> {
	const file = join(kb, "content/site.yaml");
	await writeFile(file, (await readFile(file, "utf8")).replace("style: apa", "style: own"));
}

/** Runs something that takes a second or two of this process, whatever else the machine does, and little memory. */
async function quick<T>(run: () => Promise<T>): Promise<T> {
	const [start, memory] = [process.cpuUsage(), process.memoryUsage().rss];
	const result = await run();
	const { user, system } = process.cpuUsage(start);
	expect((user + system) / 1_000_000, "seconds").toBeLessThan(4);
	expect((process.memoryUsage().rss - memory) / 1_000_000, "megabytes").toBeLessThan(400);
	return result;
}

test.for(["content/records/x.yaml", "content/x.mdx", "references/x.bib", "references/x.csl", "public/x.svg"])(
	"a hundred megabytes in %s are not read",
	async (file) => {
		const kb = await tea();
		await mkdir(dirname(join(kb.path, file)), { recursive: true });
		const handle = await open(join(kb.path, file), "w");
		await handle.truncate(100_000_000);
		await handle.close();
		const { kb: model, problems } = await quick(() => load(kb.path));
		await kb.remove();
		expect(model).toBeUndefined();
		expect(problems.all.map(({ code, place }) => `${place.file} ${code}`)).toContain(`${file} file-size`);
	},
);

test.for([
	["a page", "content/x.mdx", "/etc/hostname"],
	["a folder of records", "content/records/more", "/etc"],
	["a drawing", "content/figures/x.svg", "/etc/hostname"],
	["a library", "references/x.bib", "/etc/hostname"],
	["a file that is served", "public/x.txt", "/etc/hostname"],
	["a hidden file that is served", "public/.x", "/etc/hostname"],
	["the folder that is served", "public", "/etc"],
	["a link to nothing", "public/x.txt", "/nowhere"],
] as const)("a link in place of %s is refused and not followed", async ([, file, to]) => {
	const kb = await tea();
	await mkdir(dirname(join(kb.path, file)), { recursive: true });
	await symlink(to, join(kb.path, file));
	const { kb: model, problems } = await load(kb.path);
	await kb.remove();
	expect(model).toBeUndefined();
	expect(problems.all.map(({ code, place }) => `${place.file} ${code}`)).toContain(`${file} file-link`);
});
