// LaTeX that titles and names of real libraries hold and citation-js does not know.

/** Commands that stand for a character. */
export const characters: Record<string, string> = {
	aa: "å",
	AA: "Å",
	TeX: "TeX",
	LaTeX: "LaTeX",
	BibTeX: "BibTeX",
	ldots: "…",
	dots: "…",
	"\\": " ",
	"": " ",
	",": "\u202f",
	":": " ",
	";": " ",
	quad: " ",
	"!": "",
	"/": "",
	"-": "",
	"@": "",
	"*": "",
	relax: "",
	protect: "",
	bfseries: "",
	sim: "∼",
	approx: "≈",
	times: "×",
	cdot: "·",
	pm: "±",
	mp: "∓",
	le: "≤",
	leq: "≤",
	ge: "≥",
	geq: "≥",
	ll: "≪",
	gg: "≫",
	ne: "≠",
	neq: "≠",
	propto: "∝",
	equiv: "≡",
	infty: "∞",
	degree: "°",
	circ: "°",
	to: "→",
	rightarrow: "→",
	leftarrow: "←",
	leftrightarrow: "↔",
	rightleftharpoons: "⇌",
	partial: "∂",
	nabla: "∇",
	sqrt: "√",
	sum: "∑",
	int: "∫",
	ell: "ℓ",
	hbar: "ℏ",
	prime: "′",
	bullet: "•",
	dagger: "†",
	langle: "⟨",
	rangle: "⟩",
};

/** Commands whose argument is kept as it is. */
export const wrappers = [
	"ce",
	"text",
	"mbox",
	"hbox",
	"ensuremath",
	"mathbf",
	"mathit",
	"mathsf",
	"mathcal",
	"textnormal",
	"MakeUppercase",
];

/** Commands whose argument is for sorting and not for reading. */
export const silent = ["noopsort", "sortnoop", "SortNoop"];

const accent = /\\(?:[`'^"~=.]|[Hvuckrtdb](?![A-Za-z]))\s*(?:\{\s*\}|(?=[}\s$])|$)/;

/** What is wrong with the LaTeX of a value as it is written: an accent that stands over nothing. */
export function brokenAccent(text: string): string | undefined {
	// A tilde or circumflex over nothing is how LaTeX writes the character itself.
	const found = accent.exec(text)?.[0];
	return found === undefined || /^\\[~^]\{\s*\}$/.test(found) || /^\\\s/.test(found) ? undefined : found.trim();
}

/** What of a value was not understood and would be printed: a command, an HTML entity, bytes read in a wrong encoding. */
export function leftover(text: string): { found: string; kind: "command" | "entity" | "encoding" } | undefined {
	const command = /\\(?:[A-Za-z]+|[^\sA-Za-z])/.exec(text)?.[0];
	if (command !== undefined) return { found: command, kind: "command" };
	const entity = /&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,6});/i.exec(text)?.[0];
	if (entity !== undefined) return { found: entity, kind: "entity" };
	const encoding = /\ufffd|Ã[\u0080-\u00bf]|â€[\u0080-\u2122]/.exec(text)?.[0];
	return encoding === undefined ? undefined : { found: encoding, kind: "encoding" };
}

/** A text with what citation-js leaves apart put together: an accent over a dotless i, a degree sign raised. */
export function composed(text: string): string {
	if (/^[\u0020-\u007e]*$/.test(text)) return text;
	return text
		.replace(/ı(?=[\u0300-\u036f])/g, "i")
		.replace(/ȷ(?=[\u0300-\u036f])/g, "j")
		.replaceAll("<sup>°</sup>", "°")
		.replaceAll(/undefined(?=[\u0300-\u036f])/g, "")
		.replace(/(^|[\s(])\u0303/g, "$1~")
		.replace(/(^|[\s(])\u0302/g, "$1^")
		.normalize("NFC");
}
