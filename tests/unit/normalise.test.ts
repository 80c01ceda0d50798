import { z } from "astro/zod";
import { describe, expect, test } from "vitest";
import { chunksOf, nameKey } from "../../src/search/normalise.ts";
import { readQuestion } from "../../src/search/question.ts";
import { quote } from "../../src/search/quote.ts";
import { completions, correction, mistakesBetween, readWords } from "../../src/search/spelling.ts";
import { tokensOf } from "../../src/search/tokens.ts";
import { casesOf } from "./cases.ts";

const searched = (text: string) => {
	const chunks = chunksOf(text);
	return {
		words: chunks.flatMap(({ words }) => words).join(" "),
		formulas: chunks.flatMap(({ formula }) => formula ?? []).join(" "),
		parts: chunks.flatMap(({ parts }) => parts).join(" "),
	};
};

describe("a text is cut into what is searched", () => {
	const shape = {
		text: z.string(),
		words: z.string(),
		formulas: z.string().default(""),
		parts: z.string().default(""),
		same: z.array(z.string()).default([]),
	};
	test.for(casesOf("normalise", shape))("$title", ({ text, same, words, formulas, parts }) => {
		expect(searched(text)).toEqual({ words, formulas, parts });
		for (const other of same) expect(searched(other), other).toEqual({ words, formulas, parts });
	});
});

test("names are the same whatever stands between their words, but not where a formula differs", () => {
	expect(nameKey("yolk–shell")).toBe(nameKey("yolk shell"));
	expect(nameKey("yolkshell")).toBe(nameKey("yolk shells"));
	expect(nameKey("Si/C")).not.toBe(nameKey("Si@C"));
	expect(nameKey("Si/C")).not.toBe(nameKey("SiC"));
	expect(nameKey("Co")).not.toBe(nameKey("CO"));
});

test("a question is cut into words, formulas and phrases, and leaves out words that mean nothing beside others", () => {
	const kinds = (question: string) => readQuestion(question).map(({ kind, tokens }) => `${kind} ${tokens.join(" ")}`);
	expect(kinds('"void space" of Si@C')).toEqual(["phrase void spac", "formula zqusix1sxuc"]);
	expect(kinds("Chiku et al. 2024")).toEqual(["words chiku", "words 2024"]);
	expect(kinds("of")).toEqual(["words of"]);
	expect(kinds("  ")).toEqual([]);
});

test("no phrase runs across two names, and a name is found written apart and together", () => {
	const entry = { kind: "term" as const, label: "", more: "", around: [], elements: [], figures: [], filters: {}, parts: [] };
	const { own } = tokensOf({ ...entry, to: "/a/", title: "yolk shell", names: ["void layer"] });
	expect(own).toContain("yolkª shelª | voidª layerª");
	expect(own.split(" ")).toContain("yolkshelª");
});

test("mistakes are letters left out, put in, exchanged or swapped with their neighbour", () => {
	expect(mistakesBetween("efficiency", "effciency", 2)).toBe(1);
	expect(mistakesBetween("milling", "mililng", 2)).toBe(1);
	expect(mistakesBetween("argyrodite", "argirodyte", 2)).toBe(2);
	expect(mistakesBetween("silicon", "silicon", 2)).toBe(0);
	expect(mistakesBetween("anode", "cathode", 2)).toBeGreaterThan(2);
});

describe("spelling", () => {
	const lists = async (letter: string) =>
		readWords({ c: "calcination 2\ncoating 9\ncoatings 3\n", p: "polar 1\n", e: "effect 1\n" }[letter] ?? "");
	test("completes a word by its most frequent continuations", async () => {
		expect(await completions("coa", lists)).toEqual(["coating", "coatings"]);
		expect(await completions("c", lists)).toEqual([]);
	});
	test("mends one mistake in five letters, two in eight, and none in four", async () => {
		expect(await correction("polra", lists)).toBe("polar");
		expect(await correction("calcnatoin", lists)).toBe("calcination");
		expect(await correction("caotng", lists)).toBeUndefined();
		expect(await correction("pola", lists)).toBeUndefined();
	});
	test("mends the first letter where another one sounds alike", async () => {
		expect(await correction("kalcination", lists)).toBe("calcination");
	});
});

test("the sentence with most of the words is quoted, with its hits told apart and its place", () => {
	const parts = [
		{ anchor: "", text: "Silicon swells. Pores take up the swelling (Fig. 3) of silicon." },
		{ anchor: "#process", text: "Nothing here." },
	];
	const quoted = quote({ kind: "page", label: "", title: "", figures: [], parts }, new Set(["por", "pore", "swel"]));
	expect(quoted.pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("")).toBe(
		"[Pores] take up the [swelling] (Fig. 3) of silicon.",
	);
	expect(quoted.anchor).toBe("");
	expect(quote({ kind: "page", label: "", title: "", figures: [], parts }, new Set(["noth"])).anchor).toBe("#process");
});
