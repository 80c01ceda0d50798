/** How a letter with a name is written: what cannot be typed is found by what can. */
const named: Record<string, string> = {
	α: "alpha",
	β: "beta",
	γ: "gamma",
	δ: "delta",
	Δ: "delta",
	ε: "epsilon",
	ζ: "zeta",
	η: "eta",
	θ: "theta",
	κ: "kappa",
	λ: "lambda",
	ν: "nu",
	ξ: "xi",
	π: "pi",
	ρ: "rho",
	σ: "sigma",
	Σ: "sigma",
	τ: "tau",
	φ: "phi",
	ϕ: "phi",
	χ: "chi",
	ψ: "psi",
	ω: "omega",
	Ω: "ohm",
	"\u2126": "ohm",
	// The prefix micro is typed as a u.
	"\u00b5": "u",
	"\u03bc": "u",
	ß: "ss",
	æ: "ae",
	ø: "o",
	ł: "l",
	Ł: "l",
	đ: "d",
};

/** A text in small plain letters: Greek letters by their names, accents taken off. */
export function fold(text: string): string {
	return [...text]
		.map((character) => named[character] ?? character)
		.join("")
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase();
}

/** British and American spellings, each pair made one. They come before endings are taken off. */
const spellings: [RegExp, string][] = [
	[/sulph/, "sulf"],
	[/alumini?um/, "aluminum"],
	[/fibre/, "fiber"],
	[/(cent|met|lit|theat|spect)re(s?)$/, "$1er$2"],
	[/([a-z]{2})our(s|ed|ing|less|i[sz]e[ds]?)?$/, "$1or$2"],
	[/([a-z]{3})yse([ds]?)$/, "$1yze$2"],
	[/([a-z]{3})ysing$/, "$1yzing"],
	[/([a-z]{3})is(e[dsr]?|ing|ers|able|ations?)$/, "$1iz$2"],
	[/^grey/, "gray"],
	[/^mould/, "mold"],
	[/([a-z]{3})ogue(s?)$/, "$1og$2"],
	[/^(an|c)aesi/, "$1esi"],
	[/haem/, "hem"],
	[/^(car|par)amell/, "$1amel"],
];

/**
 * The stem of a folded word: spellings made one, simple endings taken off, so that cups finds cup, roasted
 * finds roasting, and fertilised finds fertilization. Words with digits and short words stay.
 */
export function stem(word: string): string {
	if (word === "mu") return "u";
	if (word.length < 4 || /[^a-z]/.test(word)) return word;
	let root = word;
	for (const [from, to] of spellings) root = root.replace(from, to);
	root = root
		.replace(/ies$/, "y")
		.replace(/(ch|sh|x|ss)es$/, "$1")
		.replace(/([^aiosu])s$/, "$1")
		.replace(/([bcdfgklmnprtv])os$/, "$1o");
	if (root.length >= 6)
		root = root
			.replace(/izations?$/, "iz")
			.replace(/ations?$/, "at")
			.replace(/(?<=[aeiouy][a-z]*[a-z])ing$/, "");
	return root
		.replace(/(?<=[aeiouy][a-z]*[a-df-z])ed$/, "")
		.replace(/(?<=[a-z]{3})e$/, "")
		.replace(/([bdfglmnprstz])\1$/, "$1");
}
