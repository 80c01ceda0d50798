import { z } from "astro/zod";
import { expect, test } from "vitest";
import { numberText, quantityText, unitText, withUnit } from "../../src/quantity/format.ts";
import { agree, central, parseQuantity, type Quantity } from "../../src/quantity/quantity.ts";
import { combine, convert, isUnit, parseFormula, sameKind } from "../../src/quantity/units.ts";
import { casesOf } from "./cases.ts";

function read(written: string, unit: string): Quantity {
	const quantity = parseQuantity(written, unit);
	if ("problem" in quantity) throw new Error(`${written} is no value in ${unit}`);
	return quantity;
}

test.for(casesOf("quantity", { written: z.string(), unit: z.string(), gives: z.string() }))("$title", ({ written, unit, gives }) => {
	const quantity = parseQuantity(written, unit);
	if ("problem" in quantity) expect(quantity.problem === "unit" ? `no unit ${quantity.given}` : "no value").toBe(gives);
	else {
		const { qualifier, value, low, high, decimals } = quantity;
		expect(`${qualifier}${value ?? `${low}..${high}`} | ${decimals}`).toBe(gives);
		expect(quantity.unit).toBe(unit);
	}
});

test.for(casesOf("agree", { a: z.string(), b: z.string(), agree: z.boolean() }))("$title", ({ a, b, agree: expected }) => {
	const [first, second] = [read(a, a.includes("A h") ? "mA h/g" : "1"), read(b, a.includes("A h") ? "mA h/g" : "1")];
	expect(agree(first, second)).toBe(expected);
	expect(agree(second, first), "the other way round").toBe(expected);
});

const formats = { unit: z.string().optional(), number: z.string().optional(), value: z.string().optional(), in: z.string().optional() };
test.for(casesOf("format", { ...formats, set: z.string() }))("$title", ({ unit, number, value, in: declared, set }) => {
	const text =
		value !== undefined
			? quantityText(read(value, declared ?? ""))
			: number === undefined
				? unitText(unit ?? "")
				: unit === undefined
					? numberText(number)
					: withUnit(number, unit);
	expect(text.replaceAll("\u202f", "·")).toBe(set);
});

test("the middle of a range is what it is sorted by", () => {
	expect(central(read("30–300", "nm"))).toBe(165);
	expect(central(read(">5", "nm"))).toBe(5);
});

test.for([
	["mA h/g", true],
	["°C", true],
	["µm", true],
	["Ω", true],
	["cm⁻²", true],
	["mAh/g", true],
	["at%", true],
	["1", true],
	["leaves", false],
	["mg/", false],
	["", true],
] as const)("%s is a unit: %s", ([unit, known]) => {
	expect(isUnit(unit)).toBe(known);
});

test("units of one kind convert, and others are refused", () => {
	expect(convert(1, "A h/g", "mA h/g")).toBe(1000);
	expect(convert(25, "°C", "K")).toBe(298.15);
	expect(convert(3, "‰", "%")).toBeCloseTo(0.3, 12);
	expect(sameKind("%", "mg/g"), "per cent has a unit of its own").toBe(false);
	expect(() => convert(1, "min", "kg")).toThrow(RangeError);
	expect(combine({ value: 0.1, unit: "mA/cm^2" }, "divide", { value: 2, unit: "mg/cm^2" }, "mA/g")).toBe(50);
	expect(() => combine({ value: 1, unit: "g" }, "multiply", { value: 1, unit: "min" }, "g/L")).toThrow(RangeError);
});

test.for([
	["100 * last / first", { last: 80, first: 100 }, 80],
	["1 - (a / b)^(1 / n)", { a: 1, b: 4, n: 2 }, 0.5],
	["log10(a) + sqrt(b)", { a: 100, b: 9 }, 5],
	["a / 0", { a: 1 }, Number.POSITIVE_INFINITY],
] as const)("%s is computed", ([formula, scope, value]) => {
	const { names, evaluate } = parseFormula(formula);
	expect(names).toEqual(Object.keys(scope));
	expect(evaluate(scope)).toBeCloseTo(value, 12);
});

test("a formula over what is not known has no value", () => {
	expect(parseFormula("a + b").evaluate({ a: 1, b: Number.NaN })).toBeNaN();
	expect(parseFormula("a + b").evaluate({ a: 1 })).toBeNaN();
	expect(parseFormula("sqrt(a)").evaluate({ a: -1 }), "a complex number is none").toBeNaN();
});

test.for(["import(a)", "a = 1", "a; b", "[1, 2]", '"a"', "a.b", "f(x) = x", "a > b", "sin(a)", "a!", "1 +", "(a"])(
	"%s is no formula",
	(formula) => {
		expect(() => parseFormula(formula)).toThrow();
	},
);
