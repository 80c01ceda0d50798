import { escapeHtml } from "../html/escape.ts";

/** The symbols of all elements. */
const symbols = new Set(
	"H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og".split(
		" ",
	),
);

/** A piece of a formula as it is set. */
export interface Piece {
	text: string;
	/** Below or above the line. */
	script: "sub" | "sup" | undefined;
}

const lowered: Record<string, string> = {
	"₀": "0",
	"₁": "1",
	"₂": "2",
	"₃": "3",
	"₄": "4",
	"₅": "5",
	"₆": "6",
	"₇": "7",
	"₈": "8",
	"₉": "9",
	ₓ: "x",
	"₊": "+",
	"₋": "-",
};

/** Unicode subscripts as plain characters: H₂SO₄ becomes H2SO4. */
export function plainFormula(text: string): string {
	return text.replace(/[₀-₉ₓ₊₋]/g, (character) => lowered[character] ?? character);
}

interface Token {
	kind: "symbol" | "index" | "charge" | "coefficient" | "sign" | "other";
	text: string;
}

const signs = /[().@/–+\s·-]/;

/**
 * Cuts a word into elements' symbols (the longest that is one), indices directly behind a symbol or bracket, numbers
 * before a part (CaSO4·2H2O), signs, and the rest; of a lone ion (Fe3+), its charge.
 */
function tokens(word: string): Token[] {
	const [, atom = "", charge = ""] = /^([A-Z][a-z]?)(\d*\+)$/.exec(word) ?? [];
	if (symbols.has(atom))
		return [
			{ kind: "symbol", text: atom },
			{ kind: "charge", text: charge },
		];
	const result: Token[] = [];
	for (let at = 0; at < word.length; ) {
		const two = word.slice(at, at + 2);
		const behind = result.at(-1);
		const index =
			behind?.kind === "symbol" || behind?.text === ")"
				? /^(?:\d+(?:\.\d+)?(?:[-–+][xyz](?![a-z]))?|[xyz](?![a-z]))/.exec(word.slice(at))?.[0]
				: undefined;
		const coefficient = behind === undefined || behind.kind === "sign" ? /^\d+(?:\.\d+)?/.exec(word.slice(at))?.[0] : undefined;
		const one = two[0] ?? "";
		const token: Token =
			index !== undefined
				? { kind: "index", text: index }
				: coefficient !== undefined
					? { kind: "coefficient", text: coefficient }
					: symbols.has(two)
						? { kind: "symbol", text: two }
						: { kind: symbols.has(one) ? "symbol" : signs.test(one) ? "sign" : "other", text: one };
		result.push(token);
		at += token.text.length;
	}
	return result;
}

/** The elements in a formula, each once, in the order of the formula; empty where it is not one. */
export function elementsOf(formula: string): string[] {
	const plain = plainFormula(formula);
	if (!isFormula(plain)) return [];
	return [...new Set(tokens(plain).flatMap(({ kind, text }) => (kind === "symbol" ? [text] : [])))];
}

/**
 * Whether a word is made of elements' symbols, indices, brackets and signs between parts only (`Si@MgO/C`). A word all
 * of whose letters are symbols, such as CNF, cannot be told from a formula; without indices it is set as it is, and
 * elements are taken from declared formulas only.
 */
export function isFormula(word: string): boolean {
	const parts = tokens(plainFormula(word));
	return parts[0] !== undefined && parts.some(({ kind }) => kind === "symbol") && parts.every(({ kind }) => kind !== "other");
}

const scripts: Partial<Record<Token["kind"], Piece["script"]>> = { index: "sub", charge: "sup" };

/** Whether a word can only be a compound's formula: two elements or more, and an index (Li15Si4, Al2O3). */
export function isCompound(word: string): boolean {
	return /\d/.test(word) && elementsOf(word).length > 1;
}

/**
 * A substance's name cut into pieces to be set: indices behind a symbol or bracket go below the line, the variables
 * x, y and z among them (SiOx). Words that are not formulas come back as they are.
 */
export function pieces(name: string): Piece[] {
	const result: Piece[] = [];
	const push = (text: string, script: Piece["script"]) => {
		const last = result.at(-1);
		if (last !== undefined && last.script === script) last.text += text;
		else if (text !== "") result.push({ text, script });
	};
	// A hyphen may belong to an index (Ti2-x) or part words (Fe-rich).
	for (const word of plainFormula(name).split(/([\s@/,])/))
		for (const part of isFormula(word) ? [word] : word.split(/([–-])/)) {
			if (!isFormula(part)) push(part, undefined);
			else for (const { kind, text } of tokens(part)) push(text, scripts[kind]);
		}
	return result;
}

/** A substance's name as HTML, its indices as markup so that copying and searching work. */
export function formulaHtml(name: string): string {
	return piecesHtml(pieces(name));
}

/** Pieces as HTML. */
export function piecesHtml(set: readonly Piece[]): string {
	return set.map(({ text, script }) => (script === undefined ? escapeHtml(text) : `<${script}>${escapeHtml(text)}</${script}>`)).join("");
}
