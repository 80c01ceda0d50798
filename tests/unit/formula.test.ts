import { z } from "astro/zod";
import { expect, test } from "vitest";
import { elementsOf, formulaHtml, isFormula, pieces } from "../../src/formula/formula.ts";
import { casesOf } from "./cases.ts";

const marks = { sub: "_", sup: "^" };

test.for(casesOf("formula", { name: z.string(), set: z.string(), elements: z.string() }))("$title", ({ name, set, elements }) => {
	const text = pieces(name).map((piece) =>
		piece.script === undefined ? piece.text : `${marks[piece.script]}${piece.text}${marks[piece.script]}`,
	);
	expect(text.join("")).toBe(set);
	expect(elementsOf(name).join(" ")).toBe(elements);
	expect(isFormula(name)).toBe(elements !== "");
	const scripts = pieces(name).map(({ script }) => script);
	expect(
		scripts.some((script, index) => index > 0 && script === scripts[index - 1]),
		"pieces are as few as can be",
	).toBe(false);
});

test("markup of a substance is escaped", () => {
	expect(formulaHtml("H2O<b>")).toBe("H2O&lt;b&gt;");
	expect(formulaHtml("H2O & CO2")).toBe("H<sub>2</sub>O &amp; CO<sub>2</sub>");
});
