import type { Quantity } from "./quantity.ts";

const thin = "\u202f";
const superscripts: Record<string, string> = {
	"-": "⁻",
	"0": "⁰",
	"1": "¹",
	"2": "²",
	"3": "³",
	"4": "⁴",
	"5": "⁵",
	"6": "⁶",
	"7": "⁷",
	"8": "⁸",
	"9": "⁹",
};
const spellings: Record<string, string> = { um: "µm", degC: "°C", ohm: "Ω", "1": "" };

/** Units as set, by how they are written: there are few, and each is asked for with every value. */
const set = new Map<string, string>();

/** A unit as it is set on screen: `mA h/g` becomes `mA h g⁻¹` with thin spaces. */
export function unitText(unit: string): string {
	const known = set.get(unit) ?? setUnit(unit);
	set.set(unit, known);
	return known;
}

function setUnit(unit: string): string {
	const known = spellings[unit];
	if (known !== undefined) return known;
	const [numerator = "", ...denominators] = unit.replace(/²/g, "^2").replace(/³/g, "^3").split("/");
	const over = numerator
		.trim()
		.split(/\s+/)
		.filter((part) => part !== "1")
		.map((part) => factor(part, false));
	const under = denominators.flatMap((part) => part.trim().split(/\s+/)).map((part) => factor(part, true));
	return [...over, ...under].join(thin);
}

function factor(part: string, inverse: boolean): string {
	const [base = "", power = "1"] = part.split("^");
	const exponent = inverse ? `-${power}`.replace("--", "") : power;
	const name = spellings[base] ?? base;
	return exponent === "1" ? name : `${name}${[...exponent].map((digit) => superscripts[digit] ?? digit).join("")}`;
}

/** A power of ten: 10⁻³. */
export function powerText(exponent: number): string {
	return `10${[...String(exponent)].map((digit) => superscripts[digit] ?? digit).join("")}`;
}

/** A printed number as it is set on screen: groups of three from five digits on, a real minus, en dashes. */
export function numberText(text: string): string {
	// Most numbers are short and plain.
	if (!/[-eE×x]|\d{5}/.test(text)) return text;
	return text
		.replace(
			/(\d)(?:[eE]|\s*[×x]\s*10\^?)([-+−]?)(\d+)/g,
			(_, digit, sign, power) => `${digit}\u00a0×\u00a0${powerText(Number(`${sign.replace("−", "-")}${power}`))}`,
		)
		.replace(/(\d)-(?=[-−\d])/g, "$1–")
		.replace(/(?<![\d.])-(?=\d)/g, "−")
		.replace(/\d{5,}(?![\d.]*%)/g, (digits, at: number, whole: string) => (whole[at - 1] === "." ? digits : grouped(digits)));
}

function grouped(digits: string): string {
	const head = digits.length % 3;
	const rest = digits.slice(head).match(/\d{3}/g) ?? [];
	return [...(head === 0 ? [] : [digits.slice(0, head)]), ...rest].join(thin);
}

/** A computed number with so many decimals, none where they are below zero; one that begins with four zeros as a power of ten. */
export function fixed(value: number, digits: number): string {
	const size = Math.floor(Math.log10(Math.abs(value)));
	if (size < -4 && size > Number.NEGATIVE_INFINITY && digits > 4)
		return numberText(value.toExponential(Math.min(Math.max(digits + size, 0), 100)));
	return numberText(value.toFixed(Math.min(Math.max(digits, 0), 100)));
}

/** Whether a space stands between a number and this unit: not before a percent sign's narrow kin such as °. */
function gap(unit: string): string {
	return unit === "" ? "" : unit === "°" ? "" : thin;
}

/** A number with its unit, as set on screen: `85.60 %`, `~1027 mA h g⁻¹`. */
export function withUnit(number: string, unit: string): string {
	const text = unitText(unit);
	return `${numberText(number)}${gap(text)}${text}`;
}

/** The printed value in the declared unit, for screens: as printed where no conversion took place. */
export function quantityText(quantity: Quantity): string {
	const sign = { "": "", "~": "~", ">": ">", "<": "<", ">=": "≥", "<=": "≤" }[quantity.qualifier];
	const bare = quantity.text.replace(/^(~|>=|<=|≥|≤|>|<)\s*/, "");
	if (/^[-+−\d. \u202f–eE×x^⁺⁻⁰¹²³⁴-⁹]+$/.test(bare)) return `${sign}${numberText(bare)}`;
	const value = (number: number | undefined) => fixed(number ?? Number.NaN, quantity.decimals);
	return quantity.value === undefined ? `${sign}${value(quantity.low)}–${value(quantity.high)}` : `${sign}${value(quantity.value)}`;
}

/** A number as set, cut so that numbers below each other stand on their decimal points: qualifier, digits before it, the rest. */
export function numberParts(number: string): { sign: string; whole: string; fraction: string } {
	const [, sign = "", whole = "", fraction = ""] = /^([~<>≥≤−]*)((?:(?!\u00a0×)[^.–])*)(.*)$/.exec(number) ?? [];
	return { sign, whole, fraction };
}
