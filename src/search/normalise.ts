import { isFormula, plainFormula } from "../formula/formula.ts";

const greek: Record<string, string> = {
	α: "alpha",
	β: "beta",
	γ: "gamma",
	δ: "delta",
	ε: "epsilon",
	θ: "theta",
	κ: "kappa",
	λ: "lambda",
	μ: "mu",
	µ: "mu",
	ν: "nu",
	π: "pi",
	ρ: "rho",
	σ: "sigma",
	τ: "tau",
	φ: "phi",
	χ: "chi",
	ω: "omega",
	Ω: "ohm",
	Δ: "delta",
};

/** A text as it is searched: its words, and its formulas as tokens of their own. */
export interface Tokens {
	words: string[];
	/** Case and signs count in these: Co is not CO, Si/C is not Si@C. */
	formulas: string[];
}

/** Cuts a text into search tokens, the same way for what is indexed and for what is asked. */
export function tokenise(text: string): Tokens {
	const words = new Set<string>();
	const formulas = new Set<string>();
	for (const chunk of plainFormula(text).split(/[\s,;:()[\]{}"“”„'’‘!?=·…|]+|\.(?=\s|$)/)) {
		const bare = chunk.replace(/^[.–—-]+|[.–—-]+$/g, "");
		if (bare === "") continue;
		if (/[@/]/.test(bare) || isFormula(bare)) formulas.add(formulaToken(bare));
		for (const word of wordsOf(bare)) words.add(word);
	}
	return { words: [...words], formulas: [...formulas] };
}

/** The words of a chunk without spaces: folded, each part of a compound, and the compound joined. */
function wordsOf(chunk: string): string[] {
	const folded = [...chunk]
		.map((character) => greek[character] ?? character)
		.join("")
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase();
	const parts = folded
		.split(/[^\p{L}\p{N}.]+/u)
		.map((part) => part.replace(/^\.+|\.+$/g, ""))
		.filter(Boolean);
	const stems = parts.map(stem);
	return parts.length > 1 && parts.length <= 4 ? [...stems, stem(parts.join(""))] : stems;
}

/** Takes off simple endings, so that particles finds particle and milled finds milling. */
function stem(word: string): string {
	if (word.length < 5 || /\d/.test(word)) return word;
	return word
		.replace(/isation$/, "ization")
		.replace(/is(e[ds]?|ing)$/, "iz$1")
		.replace(/our$/, "or")
		.replace(/sulph/, "sulf")
		.replace(/fibre(s?)$/, "fiber$1")
		.replace(/ies$/, "y")
		.replace(/(ss|us|is)$/, "$1_")
		.replace(/s$/, "")
		.replace(/_$/, "")
		.replace(/(?<=[a-z]{3})(?:ing|ed)$/, "")
		.replace(/(?<=[a-z]{3})e$/, "");
}

/** A formula as one word of letters and digits that tells case and signs apart. */
function formulaToken(formula: string): string {
	const encoded = [...formula.replace(/[–—]/g, "-")].map((character) => {
		if (/[A-Z]/.test(character)) return `u${character.toLowerCase()}`;
		if (/[a-z0-9]/.test(character)) return character;
		return `x${character.codePointAt(0)}x`;
	});
	return `zq${encoded.join("")}`;
}
