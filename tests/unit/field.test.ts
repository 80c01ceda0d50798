import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import type { KnowledgeBase } from "../../src/model/types.ts";
import { filesIn, root } from "../site/site.ts";

// The generator knows no field. What a field is, its knowledge base declares: so the words come from there.

/** Knowledge bases of two fields. */
const fields = [root, join(root, "examples/solid-electrolytes")];

/**
 * Declared words that stay, each for a reason: a word that belongs to one science has none. Only the word itself stays,
 * not a name that it is part of.
 */
const general: Record<string, string> = {
	"words of the formats, of any field": "method substance share charge chemical mass treated theoretical making composite energy form",
	"words of programs": `type interface void test host core template state self agent network stack performance insertion
		rate limit active specific light width window loading current failure route linear`,
	"words of style sheets and of pages": "size content hollow solid thickness sheet spacing surface thin area cell vertical film",
	"words of grammar and of arithmetic": `from with first before after whole inside full half high lower upper initial mixed mean
		change range ratio total fraction volume relative negative positive derived computed stated based partly room direction basis
		word family families loss gain balance reduced passive pressed`,
	"parts and spellings of words, of names and of units": "fibre fiber aluminum micro particle",
};
/** Words of the fields that their knowledge bases use and do not declare. */
const undeclared = ["anode", "cathode", "battery", "batterie", "coulombic", "lithiation"];

const stays = new Set(Object.values(general).flatMap((list) => list.split(/\s+/)));

/** The words that a knowledge base declares: its records', metrics', conditions', facets' and terms' names, whole and word by word. */
function wordsOf({ site, metrics, conditions, facets }: KnowledgeBase): Set<string> {
	const names = [
		site.record.label,
		site.record.plural,
		site.record.address,
		...[...metrics.values()].flatMap(({ id, label }) => [id, label]),
		...[...conditions.values()].flatMap(({ id, label, terms = [], converts }) => [
			id,
			label,
			...terms.flatMap((term) => [term.id, term.label]),
			...converts.flatMap(({ by, field }) => [by, field.label]),
		]),
		...[...facets.values()].flatMap(({ id, label, plural, address, terms }) => [
			id,
			label,
			plural,
			address,
			...[...terms.values()].flatMap((term) => [
				term.id,
				term.label,
				...term.synonyms,
				...(term.formula === undefined ? [] : [term.formula]),
			]),
		]),
	];
	const words = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]).map((name) => name.toLowerCase());
	// Two or three letters may be anything.
	return new Set(words.filter((word) => word.length > 3 && /\p{L}/u.test(word)));
}

/** A text in lower case, camelCase taken apart. */
function split(text: string): string {
	return text.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").toLowerCase();
}

/** Where a text holds one of some words, as a whole word, in the singular or the plural. */
function found(text: string, words: ReadonlySet<string>): string[] {
	const whole = split(text);
	const phrases = [...words]
		.filter((word) => /[^\p{L}\p{N}]/u.test(word) && whole.includes(word))
		.map((word) => ({
			word,
			pattern: new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "u"),
		}));
	return text.split("\n").flatMap((line, index) => {
		const lower = split(line);
		const hits = (lower.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => words.has(word) || words.has(word.replace(/s$/, "")));
		const held = phrases.flatMap(({ word, pattern }) => (pattern.test(lower) ? [word] : []));
		return [...new Set([...hits, ...held])].map((word) => `${index + 1} ${word}`);
	});
}

let declared: Set<string>;
let words: Set<string>;
let sources: { file: string; text: string }[];

beforeAll(async () => {
	const kbs = await Promise.all(fields.map((dir) => load(dir)));
	declared = new Set(kbs.flatMap(({ kb }) => (kb === undefined ? [] : [...wordsOf(kb)])).concat(undeclared));
	words = new Set([...declared].filter((word) => !stays.has(word) && !stays.has(word.replace(/s$/, ""))));
	const src = join(root, "src");
	sources = await Promise.all((await filesIn(src)).map(async (file) => ({ file, text: await readFile(join(src, file), "utf8") })));
});

test("both knowledge bases declare words that are looked for", () => {
	expect(
		["electrode", "silicon", "retention", "strategy", "cycle", "conductor", "conductivity", "garnet", "li6ps5cl", "libh4"].filter(
			(word) => !words.has(word),
		),
	).toEqual([]);
});

test.each([
	["// the capacity of an electrode", ["electrode", "capacity"]],
	["const cycleLife = 3;", ["cycle", "life"]],
	[".electrolytes { color: red }", ["electrolytes"]],
	["<p>Li6PS5Cl, garnets</p>", ["li6ps5cl", "garnets"]],
	["the width of the stability window", ["stability", "width of the stability window"]],
	["const retentionless = temperatures;", ["temperatures"]],
	["a chart of records with a formula", []],
])("in %j the words of a field are %j", (text, expected) => {
	expect(
		found(text, words)
			.map((hit) => hit.slice(2))
			.sort(),
	).toEqual([...expected].sort());
});

test("every word that stays is declared by a knowledge base and stands in src", () => {
	const text = sources.map((source) => source.text).join("\n");
	const used = new Set(found(text, declared).flatMap((hit) => [hit.replace(/^\d+ /, ""), hit.replace(/^\d+ /, "").replace(/s$/, "")]));
	expect([...stays].filter((word) => !used.has(word))).toEqual([]);
});

test("src holds no word that a knowledge base of either field declares", () => {
	expect(sources.flatMap(({ file, text }) => found(text, words).map((hit) => `src/${file}:${hit}`))).toEqual([]);
});
