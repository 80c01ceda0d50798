import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { z } from "astro/zod";
import { expect, test } from "vitest";
import { madeUpPage } from "../../bench/made/pages.ts";
import { madeUpRecord } from "../../bench/made/records.ts";
import { Problems } from "../../src/problem/problem.ts";
import type { Batch, Made } from "../../src/read/batch.ts";
import { parsePlainPage } from "../../src/read/mdx.ts";
import { parseFiles } from "../../src/read/parse.ts";
import { beforeTree, isPage, isParsed, parsePlain } from "../../src/read/plain.ts";
import { Source } from "../../src/read/source.ts";
import { parseAll, threadsFor } from "../../src/read/threads.ts";
import { Yaml } from "../../src/read/tree.ts";
import { parseTree, parseYaml } from "../../src/read/yaml.ts";
import { filesIn, root } from "../site/site.ts";
import { casesOf, fixtures } from "./cases.ts";
import { broken } from "./overlay.ts";

const shape = { text: z.string(), data: z.unknown(), at: z.record(z.string(), z.array(z.string())) };
test.for(casesOf("tree", shape))("$title", async ({ text, data, at }) => {
	const source = new Source("x.yaml", text);
	const yaml = parseYaml(source, new Problems());
	const json = await parsePlain("x.yaml", text);
	const twins = [yaml, ...(json === undefined ? [] : [new Yaml(source, JSON.parse(json))])];
	const short = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;
	for (const twin of twins) {
		expect(twin?.data).toEqual(data);
		for (const [names, [value, key, written]] of Object.entries(at)) {
			const path = names === "" ? [] : names.split(" ");
			if (twin === undefined) throw new Error("cannot be parsed");
			expect([short(twin.place(path)), short(twin.keyPlace(path))], names).toEqual([value, key]);
			if (written !== undefined) expect(twin.written(path), names).toBe(written);
		}
	}
});

/** The files of a knowledge base that are parsed. */
async function sourcesOf(dir: string): Promise<Source[]> {
	const files = (await filesIn(join(dir, "content"))).map((file) => `content/${file}`).filter(isParsed);
	return Promise.all(
		files.sort().map(async (file) => new Source(file, (await readFile(join(dir, file), "utf8")).replaceAll("\r\n", "\n"))),
	);
}

const everyForm = `---
title: Every form
---

# A *heading* with \`code\`

A [link](/a/ "title"), a [reference][one], another [one], ![image](/a.png), a<sub>*tag*</sub>, www.example.org, **b** ~~c~~\\
a footnote[^1] &amp; \\* [@key2020, p. 5] $x_1$

[one]: /b/
[^1]: The note.

| a | b | c |
|:--|:-:|---|
| 1 | 2 | 3 |

1. one
2. two

- [ ] open
- [x] done

> ## A quoted heading
>
> quoted, 3 &lt; <Fact>4 min</Fact>, <Value of="a" metric="b" />

\`\`\`
code
\`\`\`

***

$$
E = mc^2
$$

<ComparisonTable where="a=b" columns="c" />

<Summary>
Text
</Summary>
`;
const madeUp = [
	...Array.from({ length: 40 }, (_, index) => {
		const { title, body } = madeUpPage(index, 500);
		return new Source(`content/page-${index}.mdx`, `---\ntitle: ${title}\n---\n\n${body}\n`);
	}),
	...Array.from({ length: 200 }, (_, index) => new Source(`content/records/tea-${index}.yaml`, madeUpRecord(index, 500))),
];

test.for([
	["the first knowledge base", await sourcesOf(root)],
	["another", await sourcesOf(join(fixtures, "tea"))],
	["made-up files", madeUp],
	["a page of every form", [new Source("content/x.mdx", everyForm)]],
] as const)("what comes back out of JSON is what parsing gave: %s", async ([, sources]) => {
	expect(sources.length).toBeGreaterThan(0);
	for (const source of sources) {
		const json = await parsePlain(source.file, source.text);
		if (json === undefined) throw new Error(`${source.file} is not plain.`);
		const problems = new Problems();
		const parts: unknown[] = json.split(beforeTree).map((part) => JSON.parse(part));
		if (isPage(source.file)) {
			const parsed = parsePlainPage(source, problems);
			expect(parts).toStrictEqual([parsed?.page, parsed?.tree]);
		} else expect(parts).toStrictEqual([parseTree(source, problems)]);
	}
});

test.for([
	["a.yaml", "a: .nan\n"],
	["a.yaml", "a: [{ b: -0 }]\n"],
	["a.yaml", "a: 1\na: 2\n"],
	["a.mdx", "No frontmatter\n"],
	["a.mdx", "---\ntitle: [\n---\n"],
	["a.mdx", "---\ntitle: A\n---\n\n{1 + 1}\n"],
	["a.mdx", '---\ntitle: A\n---\n\nexport const a = "b";\n'],
	["a.mdx", "---\ntitle: A\n---\n\n<Value of={1} />\n"],
	["a.mdx", "---\ntitle: A\n---\n\n<i {...a}>b</i>\n"],
	["a.mdx", "---\ntitle: A\n---\n\n<i>\n"],
	["a.mdx", "---\ntitle: A\n---\n\n[@key, p. ; @]\n"],
	["a.mdx", "---\ntitle: A\n---\n\n$\\frac{a$\n"],
] as const)("what is wrong or no plain data is parsed where it is needed: %s, %j", async ([file, text]) => {
	expect(await parsePlain(file, text)).toBeUndefined();
});

/** All that can be seen of what was parsed, and the problems in their order. */
async function seen(sources: readonly Source[], options: Parameters<typeof parseFiles>[2]) {
	const problems = new Problems();
	const parsed = await parseFiles(sources, problems, options);
	const place = (yaml: Yaml | undefined) => Object.keys(Object(yaml?.data)).map((name) => [yaml?.keyPlace([name]), yaml?.place([name])]);
	return {
		problems: problems.all,
		files: sources.map(({ file }) => {
			const page = isPage(file) ? parsed.page(file) : undefined;
			const yaml = page?.frontmatter ?? (isPage(file) ? undefined : parsed.yaml(file));
			const uses = page?.uses.map((use) => (use.kind === "citation" ? { ...use, place: use.place(use.citation.start) } : use));
			const texts = page?.texts.map((text) => ({ ...text, place: text.place(text.value.length) }));
			return {
				file,
				data: yaml?.data,
				places: place(yaml),
				tree: page?.tree(),
				prose: page?.prose,
				uses,
				texts,
				headings: page?.headings,
				links: page?.links,
			};
		}),
	};
}

test.for(["tea", "everything-at-once", "yaml-syntax", "mdx-syntax", "maths-invalid"])(
	"it is the same in however many threads: %s",
	async (name) => {
		const kb = name === "tea" ? undefined : await broken(name);
		const sources = await sourcesOf(kb?.path ?? join(fixtures, "tea"));
		const alone = await seen(sources, { threads: () => 1 });
		expect(alone.problems.length > 0).toBe(kb !== undefined);
		expect(await seen(sources, { threads: () => 3 })).toEqual(alone);
		await kb?.remove();
	},
);

test("many files are each parsed once, whichever thread takes them", async () => {
	const parsed = await parseAll(madeUp, 3);
	expect([...parsed.keys()].sort()).toEqual(madeUp.map(({ file }) => file).sort());
	for (const { file, text } of madeUp) expect(parsed.get(file)).toBe(await parsePlain(file, text));
});

test("a thread parses what it is given, and hands over what files gave and which formulas it set", async () => {
	const batches: Batch[] = [[{ file: "b.mdx", text: everyForm }], [{ file: "c.yaml", text: "[" }], [{ file: "b.mdx", text: everyForm }]];
	const thread = new Worker(new URL("../../src/read/thread.ts", import.meta.url));
	const made: Made[] = [];
	thread.on("message", (one: Made) => made.push(one));
	for (const batch of [...batches, null]) thread.postMessage(batch);
	await new Promise((resolve, reject) => thread.on("error", reject).on("exit", resolve));
	const json = await parsePlain("b.mdx", everyForm);
	expect(made.map(({ parsed }) => parsed)).toEqual([[["b.mdx", json]], [], [["b.mdx", json]]]);
	expect(made.map(({ maths }) => maths.map(([id]) => id))).toEqual([["inline:x_1", "display:E = mc^2"], [], []]);
});

test("threads are used where they are worth it", async () => {
	const many = (file: string, count: number) => Array.from({ length: count }, () => new Source(file, "a".repeat(100_000)));
	expect(threadsFor(await sourcesOf(root)), "a small knowledge base").toBe(1);
	expect(threadsFor([])).toBe(1);
	expect([threadsFor(many("a.mdx", 39)), threadsFor(many("a.mdx", 800))]).toEqual([1, Math.min(20, availableParallelism())]);
	expect([threadsFor(many("a.yaml", 29)), threadsFor(many("a.yaml", 300))]).toEqual([1, Math.min(20, availableParallelism())]);
});
