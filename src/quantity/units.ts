// As one file: its five hundred modules take ten times as long to load, at the start of every command.
import math from "mathjs/lib/browser/math.js";

// The only module that knows the library for units and formulas. A formula is checked, node by node, to hold nothing
// but arithmetic before it is ever evaluated.

/** Units that have no dimension, and how many of each make one. */
const plain = new Map([
	["", 1],
	["1", 1],
	["%", 100],
	["‰", 1000],
	["ppm", 1_000_000],
	["wt%", 100],
	["at%", 100],
	["vol%", 100],
]);

/** What people write, as the library writes it. */
function spelled(unit: string): string {
	return unit
		.trim()
		.replace(/[µμ]/g, "u")
		.replace(/°C/g, "degC")
		.replace(/Ω/g, "ohm")
		.replace(/[·⋅]/g, " ")
		.replace(/Å/g, "angstrom")
		.replace(/\b([mkM]?)Ah\b/g, "$1A h")
		.replace(/([A-Za-z])[-−](?=\d)/g, "$1^-")
		.replace(/[⁻¹²³]+/g, (power) => `^${[...power].map((digit) => ({ "⁻": "-", "¹": "1", "²": "2", "³": "3" })[digit] ?? "").join("")}`);
}

/** One of a unit that has a dimension; nothing where it is not known. Thousands of numbers share a few units: each is read once. */
const one = remembered((unit) => {
	try {
		return math.unit(1, spelled(unit));
	} catch {
		return undefined;
	}
});

/** A function of a text that works out each text's result once. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
	const results = new Map<string, { result: T }>();
	return (text) => {
		const known = results.get(text) ?? { result: work(text) };
		results.set(text, known);
		return known.result;
	};
}

/** Whether a unit is known, such as mA h/g, um, degC, % or 1. */
export function isUnit(unit: string): boolean {
	return plain.has(unit.trim()) || one(unit) !== undefined;
}

/** Whether values in one unit can be written in the other. */
export function sameKind(a: string, b: string): boolean {
	if (plain.has(a.trim()) || plain.has(b.trim())) return plain.has(a.trim()) && plain.has(b.trim());
	const [left, right] = [one(a), one(b)];
	return left !== undefined && right !== undefined && (left.equalBase(right) || perMole(a, b) !== undefined);
}

/** How many a mole is, exact since 2019: The International System of Units, 9th edition, 2.3.1. */
const avogadro = 6.02214076e23;

/** What an energy is multiplied by where one of two units counts it by the particle (eV) and the other by the mole (kJ/mol). */
function perMole(from: string, to: string): number | undefined {
	const [source, target, energy, molar] = [one(from), one(to), one("J"), one("J/mol")];
	if (source === undefined || target === undefined || energy === undefined || molar === undefined) return undefined;
	if (source.equalBase(energy) && target.equalBase(molar)) return (source.toNumber("J") * avogadro) / target.toNumber("J/mol");
	if (source.equalBase(molar) && target.equalBase(energy)) return source.toNumber("J/mol") / avogadro / target.toNumber("J");
	return undefined;
}

/** Whether nought in a unit is nothing, so that twice the number is twice as much: not so for °C. */
export function hasTrueZero(unit: string): boolean {
	return plain.has(unit.trim()) || zeroed(unit);
}

const zeroed = remembered((unit) => one(unit) === undefined || math.unit(0, spelled(unit)).toSI().toNumber() === 0);

/** A value in another unit of the same kind. Throws a RangeError where the units are not of one kind. */
export function convert(value: number, from: string, to: string): number {
	if (from.trim() === to.trim()) return value;
	if (!sameKind(from, to)) throw new RangeError(`"${from}" cannot be converted to "${to}"`);
	const a = plain.get(from.trim());
	const b = plain.get(to.trim());
	if (a !== undefined && b !== undefined) return (value / a) * b;
	const factor = perMole(from, to);
	return clean(factor === undefined ? math.unit(value, spelled(from)).toNumber(spelled(to)) : value * factor);
}

/**
 * Multiplies or divides two quantities and gives the result in a unit.
 * Throws a RangeError where the result is not of that unit's kind.
 */
export function combine(
	a: { value: number; unit: string },
	how: "multiply" | "divide",
	b: { value: number; unit: string },
	to: string,
): number {
	const left = math.unit(a.value, spelled(a.unit));
	const right = math.unit(b.value, spelled(b.unit));
	const result = how === "multiply" ? math.multiply(left, right) : math.divide(left, right);
	if (typeof result === "object" && result !== null && "equalBase" in result && math.unit(1, spelled(to)).equalBase(result)) {
		return clean(result.toNumber(spelled(to)));
	}
	throw new RangeError(`${a.unit} and ${b.unit} do not make ${to}`);
}

/** Removes what binary arithmetic adds behind the twelfth digit. */
function clean(value: number): number {
	return Number(value.toPrecision(12));
}

/** A formula over named numbers, ready to be evaluated many times. */
export interface Formula {
	/** The names that it uses. */
	names: string[];
	/** Its value; NaN where it has none, or where a name has none. */
	evaluate(scope: Readonly<Record<string, number>>): number;
}

const operators = new Set(["+", "-", "*", "/", "^"]);
const functions = new Set(["log", "log10", "sqrt"]);

/** Reads a formula of + - * / ^, brackets, log, log10 and sqrt. Throws an Error that says what is wrong. */
export function parseFormula(text: string): Formula {
	const tree = math.parse(text);
	const names = new Set<string>();
	tree.traverse((node, path) => {
		if (node.type === "SymbolNode" && "name" in node && typeof node.name === "string") {
			if (path !== "fn") names.add(node.name);
			else if (!functions.has(node.name)) throw new Error(`the function "${node.name}" is not one of ${[...functions].join(", ")}`);
			return;
		}
		const isNumber = node.type === "ConstantNode" && "value" in node && typeof node.value === "number";
		const isOperator = node.type === "OperatorNode" && "op" in node && typeof node.op === "string" && operators.has(node.op);
		if (!isOperator && !isNumber && !["ParenthesisNode", "FunctionNode"].includes(node.type)) {
			throw new Error(`"${node.toString()}" is not allowed in a formula`);
		}
	});
	const compiled = tree.compile();
	const unknown = Object.fromEntries([...names].map((name) => [name, Number.NaN]));
	return {
		names: [...names],
		evaluate(scope) {
			const value: unknown = compiled.evaluate({ ...unknown, ...scope });
			return typeof value === "number" ? value : Number.NaN;
		},
	};
}
