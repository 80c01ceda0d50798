import { z } from "astro/zod";
import { expect, test } from "vitest";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { Source } from "../../src/read/source.ts";
import { casesOf } from "./cases.ts";

const shape = { text: z.string(), entries: z.array(z.string()), problems: z.array(z.string()).default([]) };
test.for(casesOf("bibtex", shape))("$title", ({ text, entries, problems }) => {
	const told = new Problems();
	const source = new Source("x.bib", text.replaceAll("\r\n", "\n"));
	const file = parseBibtex(source, told);
	const read = file.entries.map(
		({ type, key, fields }) => `${type} ${key}: ${[...fields].map(([name, field]) => `${name} = ${field.text}`).join("; ")}`,
	);
	expect(read).toEqual(entries);
	for (const { key, place, text: own } of file.entries) {
		expect(
			source.text
				.split("\n")
				[place.line - 1]?.slice(place.column - 1)
				.startsWith(key),
			"its place is the key's",
		).toBe(true);
		if (!source.text.includes("@string")) expect(source.text).toContain(own);
	}
	const found = told.sorted().map(({ place, message }) => `${place.line}:${place.column} ${message}`);
	expect(found.map((line, index) => line.slice(0, problems[index]?.length))).toEqual(problems);
});
