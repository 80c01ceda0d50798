import { z } from "astro/zod";
import { expect, test } from "vitest";
import { type CitationItem, findCitations } from "../../src/cite/citation.ts";
import { casesOf } from "./cases.ts";

function line({ key, prefix = "", label, locator, further = [], suffix = "", suppressAuthor }: CitationItem): string {
	const more = further.map((one) => `${one.by}${one.label} ${one.locator}`).join("");
	const place = locator === undefined ? "" : `${label} ${locator}${more}`;
	return `${suppressAuthor ? "-" : ""}${key}|${prefix}|${place}|${suffix}`.replace(/\|+$/, "");
}

const shape = { text: z.string(), cites: z.array(z.string()), problems: z.array(z.string()).default([]) };
test.for(casesOf("citation", shape))("$title", ({ text, cites, problems }) => {
	const found = findCitations(text);
	const lines = found.citations.map(({ items, narrative }) => `${narrative ? "@" : ""}${items.map(line).join("; ")}`);
	expect(lines).toEqual(cites.map((cite) => cite.replace(/\|+(?=;|$)/g, "")));
	for (const { items, start, end } of found.citations)
		for (const { key, offset } of items) {
			expect(text.slice(offset, offset + key.length), "the offset is the key's").toBe(key);
			expect(offset > start && offset < end).toBe(true);
		}
	expect(found.problems).toHaveLength(problems.length);
	for (const [index, { offset, message }] of found.problems.entries())
		expect(`${offset} ${message}`.startsWith(problems[index] ?? ""), `${offset} ${message}`).toBe(true);
});
