import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CslItem } from "../../src/cite/citation-js.ts";
import { readLibrary } from "../../src/model/library.ts";
import { reportReferences } from "../../src/model/reference.ts";
import { print } from "../../src/problem/print.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { readSource } from "../../src/read/files.ts";
import { root } from "../site/site.ts";
import { fixtures } from "./cases.ts";

const folder = join(fixtures, "exports");
const files = (await readdir(folder)).sort();

/** A work, a field a line. */
function lines(work: CslItem): string[] {
	return Object.entries(work)
		.filter(([name]) => name !== "id" && name !== "citation-key")
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `    ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
}

test.for(files)("a library as %s has it is read without a problem, and its fields come out", async (file) => {
	const problems = new Problems();
	const source = await readSource(folder, file, problems);
	if (source === undefined) throw new Error("The fixture cannot be read.");
	const works = readLibrary([parseBibtex(source, problems)], problems);
	reportReferences(works.values(), problems);
	expect(print(problems.sorted(), "text")).toBe("");
	const text = [...works].flatMap(([key, { csl }]) => [key, ...lines(csl), ""]);
	await expect(text.join("\n")).toMatchFileSnapshot(join(root, "tests/golden/exports", file.replace(/bib$/, "txt")));
});
