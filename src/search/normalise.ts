import { isFormula, plainFormula } from "../formula/formula.ts";
import { fold, stem } from "./stem.ts";

/** A run of characters without spaces, as it is searched. */
export interface Chunk {
	/** As it was written, without the punctuation around it. */
	written: string;
	/** Its parts, folded but with their endings, for lists of words. */
	surfaces: string[];
	/** The same as stems, in their order: hand-picked is hand and pick. */
	words: string[];
	/** A compound's parts as one word. */
	joined: string | undefined;
	/** A formula or a composite of formulas and abbreviations, as a token: Co is not CO, Fe/C is not Fe@C. */
	formula: string | undefined;
	/** The parts of a composite, as tokens of the same kind. */
	parts: string[];
	/** A word of the language that carries no meaning alone. */
	filler: boolean;
}

const fillers = new Set(
	"a about an and are as at be been but by can could do does et al for from had has have how if in into is it its many may might much must of on or our shall should so such than that the their them then there these they this those to was we were what when where which while who why will with would you".split(
		" ",
	),
);

/** Words come again and again: what they were cut into is kept. */
const known = new Map<string, readonly Chunk[]>();
const most = 100_000;

/** Cuts a text into what is searched, in the same way for what is indexed and for what is asked. */
export function chunksOf(text: string): Chunk[] {
	return plain(text)
		.split(/[\s,;"“”„«»!?=…|]+|\.(?=\s|$)|:(?=\s|$)/)
		.flatMap((rough) => {
			const before = known.get(rough);
			if (before !== undefined) return before;
			const chunks = cut(rough);
			if (known.size < most) known.set(rough, chunks);
			return chunks;
		});
}

function cut(rough: string): Chunk[] {
	const bare = trimmed(rough);
	if (bare === "") return [];
	// Brackets and dots belong to a formula; elsewhere they part words.
	const parts = isFormula(bare) || isComposite(bare) ? [bare] : bare.split(/[()[\]{}·:'’‘]+/).map(trimmed);
	return parts.flatMap((part) => chunkOf(part) ?? []);
}

function chunkOf(written: string): Chunk | undefined {
	// The number before a part of a formula is a word: 75Na2O-25B2O3 is also written as 75 Na2O to 25 B2O3.
	const surfaces = fold(written.replace(/(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?)(?=[A-Z][A-Za-z]*\d)/gu, "$1 "))
		.split(/[^\p{L}\p{N}.]+/u)
		.map((part) => part.replace(/^\.+|\.+$/g, ""))
		.flatMap((part) => /^(\d+(?:\.\d+)?)([a-z]{1,3})$/.exec(part)?.slice(1) ?? part)
		.filter(Boolean);
	const [first] = surfaces;
	if (first === undefined) return undefined;
	const words = surfaces.map(token);
	const filler = surfaces.length === 1 && fillers.has(first);
	const composite = isComposite(written);
	const formula = composite || (!filler && isFormula(written)) ? formulaToken(written) : undefined;
	return {
		written,
		surfaces,
		words,
		joined: words.length > 1 && words.length <= 5 ? token(surfaces.join("")) : undefined,
		formula,
		parts: formula === undefined ? [] : partsOf(written),
		filler,
	};
}

/** Two names are the same when their keys are: spaces, hyphens and endings do not count, in formulas case and signs do. */
export function nameKey(text: string): string {
	const runs: string[] = [];
	let run = "";
	for (const { formula, surfaces, filler } of chunksOf(text)) {
		if (formula === undefined) run += filler ? "" : surfaces.join("");
		else {
			runs.push(token(run), formula);
			run = "";
		}
	}
	return [...runs, token(run)].join("");
}

/** Formulas as they are typed, printed and set: as plain characters. */
function plain(text: string): string {
	return (
		plainFormula(tex(text.replace(/<\/?(?:su[bp]|i|em|b|strong|span|mi|mn|mo|mrow|msub|msup|math)\b[^<>]*>/gi, "")))
			.replace(/[⁰¹²³⁴-⁹⁺⁻]/g, (raised) => raised.normalize("NFKD"))
			.replace(/[−‐‑‒]/g, "-")
			// Units as they are typed: mAh g-1 is mA h/g, mg cm-2 is mg/cm2.
			.replace(/(?<!\p{L})([kmµμuMG]?[AVW])h(?!\p{L})/gu, "$1 h")
			.replace(/(?<=[\s·./])(k?g|[cmnk]?m|s|h|L|mol|K)-([1-3])(?![\p{L}\d])/gu, (_, unit, power) => (power === "1" ? unit : unit + power))
			.replace(/(?:https?:\/\/(?:dx\.)?doi\.org\/|\bdoi:?\s*)(?=10\.\d)/gi, "")
			.replace(/[\u00ad\u200b\u2060]/g, "")
	);
}

function tex(text: string): string {
	return /[\\$]|[_^][{\d]/.test(text) ? withoutTex(text) : text;
}

/** TeX's commands and signs taken out: `$\mathrm{H_2SO_4}$` is H2SO4. */
export function withoutTex(text: string): string {
	return text
		.replace(/\\(?:math(?:rm|it|bf|sf)|text(?:rm|it|bf)?|ce|rm|operatorname|ensuremath)(?![a-z])\s*/g, "")
		.replace(/\\(?:cdot|times)(?![a-z])\s*/g, "·")
		.replace(/\\([a-z]+)/gi, "$1")
		.replace(/\\[^a-z]|[$_^{}]/gi, "");
}

/** A chunk without the signs around it; a bracket stays where its other half is inside. */
function trimmed(rough: string): string {
	let bare = rough.replace(/^[.:'’‘–—·-]+|[.:'’‘–—·-]+$/g, "");
	while (/^[([{]/.test(bare) && !closes(bare)) bare = bare.slice(1);
	while (/[)\]}]$/.test(bare) && !opens(bare)) bare = bare.slice(0, -1);
	return /^\(.*\)$/.test(bare) && !/\).*\(/.test(bare) ? bare.slice(1, -1) : bare;
}

const closes = (text: string) => /[)\]}]/.test(text.slice(1));
const opens = (text: string) => /[([{]/.test(text.slice(0, -1));

/** Formulas and abbreviations joined by signs: Fe@EDTA, Fe/C@PEG. Words with a slash between them are not. */
function isComposite(text: string): boolean {
	const parts = text.split(/[@/]/);
	return parts.length > 1 && parts.every((part) => /^\p{Lu}/u.test(part) && !/\p{Ll}{3}/u.test(part));
}

function partsOf(formula: string): string[] {
	const parts = formula
		.split(/[@/·]|[–-](?=[\p{Lu}\d])/u)
		.map((part) => part.replace(/^\d+(?:\.\d+)?(?=\p{Lu})/u, ""))
		.filter((part) => /\p{L}/u.test(part));
	return parts.length > 1 ? [...new Set(parts.map(formulaToken))] : [];
}

/** A stem as one word of letters and digits; a number is the same with zeros at its end. */
export function token(surface: string): string {
	if (/^\d+\.\d+$/.test(surface)) return surface.replace(/\.?0+$/, "").replaceAll(".", "p");
	return stem(surface).replaceAll(".", "p");
}

/** A formula as one word of small letters and digits that tells case and signs apart. */
export function formulaToken(formula: string): string {
	const same = formula.replace(/[–—]/g, "-").replace(/\d+\.\d+/g, (number) => String(Number(number)));
	const encoded = [...same].map((character) => {
		if (/[A-Z]/.test(character)) return `u${character.toLowerCase()}`;
		if (/[a-z0-9]/.test(character)) return character;
		return `x${character.codePointAt(0)?.toString(36)}x`;
	});
	return `zq${encoded.join("")}`;
}

/** An element, as what contains it is found by. */
export function elementToken(symbol: string): string {
	return `zz${symbol.toLowerCase()}`;
}
