import { all, create } from "mathjs";

// The only module that knows the library for units and formulas. A formula is checked, node by node, to hold nothing
// but arithmetic before it is ever evaluated.
const math = create(all ?? {});

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

/** Whether a unit is known, such as mA h/g, um, degC, % or 1. */
export function isUnit(unit: string): boolean {
	if (plain.has(unit.trim())) return true;
	try {
		math.unit(1, spelled(unit));
		return true;
	} catch {
		return false;
	}
}

/** Whether values in one unit can be written in the other. */
export function sameKind(a: string, b: string): boolean {
	if (plain.has(a.trim()) || plain.has(b.trim())) return plain.has(a.trim()) && plain.has(b.trim());
	return isUnit(a) && isUnit(b) && (math.unit(1, spelled(a)).equalBase(math.unit(1, spelled(b))) || perMole(a, b) !== undefined);
}

/** How many a mole is, exact since 2019: The International System of Units, 9th edition, 2.3.1. */
const avogadro = 6.02214076e23;

/** What an energy is multiplied by where one of two units counts it by the particle (eV) and the other by the mole (kJ/mol). */
function perMole(from: string, to: string): number | undefined {
	const isEnergy = (unit: string) => math.unit(1, spelled(unit)).equalBase(math.unit(1, "J"));
	const isMolar = (unit: string) => math.unit(1, spelled(unit)).equalBase(math.unit(1, "J/mol"));
	if (isEnergy(from) && isMolar(to))
		return (math.unit(1, spelled(from)).toNumber("J") * avogadro) / math.unit(1, spelled(to)).toNumber("J/mol");
	if (isMolar(from) && isEnergy(to))
		return math.unit(1, spelled(from)).toNumber("J/mol") / avogadro / math.unit(1, spelled(to)).toNumber("J");
	return undefined;
}

/** Whether nought in a unit is nothing, so that twice the number is twice as much: not so for °C. */
export function hasTrueZero(unit: string): boolean {
	return plain.has(unit.trim()) || !isUnit(unit) || math.unit(0, spelled(unit)).toSI().toNumber() === 0;
}

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
