import { convert, sameKind } from "./units.ts";

/** How a printed value is qualified. */
export type Qualifier = "" | "~" | ">" | "<" | ">=" | "<=";

/** A printed value, beside its normalised form. */
export interface Quantity {
	/** As printed, without its unit: 85.60, ~1027, 30–300. */
	text: string;
	qualifier: Qualifier;
	/** In `unit`; of a range, undefined. */
	value: number | undefined;
	/** Ends of a range, in `unit`. */
	low: number | undefined;
	high: number | undefined;
	/** Decimals that are printed, after conversion; below zero where the last digit stands for tens or more. */
	decimals: number;
	/** The unit that value, low and high are in. */
	unit: string;
}

export type QuantityProblem = { problem: "value"; text: string } | { problem: "unit"; given: string };

// A power of ten is written as e-3, or as people print it: × 10^-3, × 10−3, × 10⁻³. Without a sign of its own it is a number.
const power = "[eE][-+]?\\d+|\\s*[×x]\\s*10(?:\\^[-+−]?\\d+|[-+−]\\d+|[⁺⁻]?[⁰¹²³⁴-⁹]+)";
const number = `[-+−]?\\d+(?:[ \\u202f]\\d{3})*(?:\\.\\d+)?(?:${power})?`;
const behind = "[\\p{L}%‰°].*|1/.*";
const form = `(~|≈|>=|<=|≥|≤|>|<)?\\s*(${number})(?:\\s*(?:–|—|-|to)\\s*(${number}))?(?:\\s*(${behind}))?`;
const pattern = new RegExp(`^${form}$`, "u");

/** What a value with or without a unit looks like, as the source of a regular expression with the flag u. */
export const quantityForm = `^\\s*(?:${form})\\s*$`;

const qualifiers: Record<string, Qualifier> = { "~": "~", "≈": "~", ">": ">", "<": "<", ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=" };

/** Cuts a written value into its number and its unit, where it has one. */
export function splitUnit(written: string): [number: string, unit: string | undefined] {
	const text = written.trim();
	const unit = pattern.exec(text)?.[4];
	return unit === undefined ? [text, undefined] : [text.slice(0, -unit.length).trim(), unit];
}

/** A number's text as programs write it: thin spaces out, minus signs made hyphens, a power of ten behind an e. */
function plainNumber(text: string): string {
	// Nearly all numbers are digits and a point.
	if (/^[\d.]*$/.test(text)) return text;
	return text
		.replace(/[ \u202f]/g, "")
		.replace(/[⁰¹²³⁴-⁹]/g, (digit) => String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)))
		.replace(/[−⁻]/g, "-")
		.replace("⁺", "+")
		.replace(/[×x]10\^?/, "e");
}

function toNumber(text: string): number {
	return Number(plainNumber(text));
}

function decimalsOf(text: string): number {
	const [, fraction = "", exponent = "0"] = /^[^.eE]*(?:\.(\d+))?(?:[eE](.*))?$/.exec(plainNumber(text)) ?? [];
	return fraction.length - Number(exponent);
}

/**
 * Reads a printed value such as `1620`, `~1027`, `>1600`, `30–300` or `1.62 A h/g`; a unit other than the declared one
 * is converted. Gives a description of what is wrong where it cannot.
 */
export function parseQuantity(written: string, unit: string): Quantity | QuantityProblem {
	const match = pattern.exec(written.trim());
	if (match === null) return { problem: "value", text: written };
	const [, sign = "", first = "", second, given] = match;
	if (given !== undefined && !sameKind(given, unit)) return { problem: "unit", given };
	const to = (text: string) => (given === undefined ? toNumber(text) : convert(toNumber(text), given, unit));
	const text = (second === undefined ? `${sign}${first}` : `${sign}${first}–${second}`).replace("≈", "~");
	const factor = given === undefined ? 1 : convert(1, given, unit) - convert(0, given, unit);
	const decimals = Math.max(decimalsOf(first), decimalsOf(second ?? first)) - Math.round(Math.log10(Math.abs(factor) || 1));
	const base = { text: given === undefined ? text : `${text} ${given}`, qualifier: qualifiers[sign] ?? "", decimals, unit } as const;
	const [low, high] = [to(first), to(second ?? first)];
	if (!Number.isFinite(low) || !Number.isFinite(high)) return { problem: "value", text: written };
	if (second === undefined) return { ...base, value: low, low: undefined, high: undefined };
	return low <= high ? { ...base, value: undefined, low, high } : { problem: "value", text: written };
}

/** Whether two quantities say the same: equal when both are rounded to the coarser one's decimals, qualifiers aside. */
export function agree(a: Quantity, b: Quantity): boolean {
	const ends = (quantity: Quantity) =>
		[quantity.value ?? quantity.low ?? Number.NaN, quantity.value ?? quantity.high ?? Number.NaN] as const;
	const step = 10 ** -Math.min(a.decimals, b.decimals);
	const [aLow, aHigh] = ends(a);
	const [bLow, bHigh] = ends(b);
	if (a.qualifier === ">" || a.qualifier === ">=") return bHigh >= aLow - step / 2;
	if (b.qualifier === ">" || b.qualifier === ">=") return aHigh >= bLow - step / 2;
	if (a.qualifier === "<" || a.qualifier === "<=") return bLow <= aHigh + step / 2;
	if (b.qualifier === "<" || b.qualifier === "<=") return aLow <= bHigh + step / 2;
	const tolerance = step / 2 + 1e-9;
	return Math.abs(aLow - bLow) <= tolerance && Math.abs(aHigh - bHigh) <= tolerance;
}

/** A number in the middle of a quantity, to sort and draw by. */
export function central(quantity: Quantity): number {
	return quantity.value ?? ((quantity.low ?? Number.NaN) + (quantity.high ?? Number.NaN)) / 2;
}
