import { z } from "astro/zod";
import { expect, test } from "vitest";
import { readState, writeState } from "../../src/client/address.ts";
import { csvOf } from "../../src/client/csv.ts";
import { casesOf } from "./cases.ts";

const term = (id: string) => ({ id, label: id, short: id, to: "", parent: -1 });
const facets = [{ id: "origin", label: "origin", plural: "origins", shown: true, terms: [term("japan"), term("assam")], rows: [] }];
const column = { key: "brewed", label: "in the cup", unit: "mg", which: "", falling: true, shown: true };
const columns = [{ ...column, rows: [], numbers: [], texts: [], anchors: [], states: [], conditions: [], flags: [] }];

test.for(casesOf("state", { query: z.string(), gives: z.string() }))("$title", ({ query, gives }) => {
	expect(writeState(readState(new URLSearchParams(query), { facets, columns }))).toBe(gives);
});

test("a field of a CSV file with a comma, a quote or a line break stands in quotes", () => {
	expect(csvOf([["a", "b, c", 'd "e"', "f\ng"]])).toBe('a,"b, c","d ""e""","f\ng"\r\n');
});
