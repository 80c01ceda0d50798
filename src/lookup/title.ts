import type { ElementContent, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";

/** A piece of a title that is set one way. */
interface Run {
	text: string;
	command: string | undefined;
}

const commands: Record<string, string> = {
	sub: "textsubscript",
	inf: "textsubscript",
	sup: "textsuperscript",
	i: "textit",
	em: "textit",
	italic: "textit",
	b: "textbf",
	strong: "textbf",
	bold: "textbf",
	scp: "textsc",
	sc: "textsc",
};

/**
 * A register's title as BibTeX: its markup (HTML, MathML, indices in TeX), entities and double escapes as LaTeX that
 * BibTeX readers know, accents as they are, and words that must keep their capitals in braces.
 */
export function titleToLatex(markup: string): string {
	const source = markup
		.replace(/<(\/?)(?:mml|jats):/gi, "<$1")
		.replace(/&amp;(?=#?\w+;)/g, "&")
		.replace(/&lt;(\/?(?:sub|sup|inf|i|em|b|scp))&gt;/gi, "<$1>")
		.replace(texIndex, (_, sign: string, braced: string | undefined, bare: string | undefined) => {
			const element = sign === "_" ? "sub" : "sup";
			return `<${element}>${braced ?? bare ?? ""}</${element}>`;
		});
	const runs = fromHtml(source, { fragment: true }).children.flatMap((node) => runsOf(node, undefined));
	return protectCapitals(wordsOf(joined(runs)));
}

/** Springer's way to print an index: Li$$_6$$, Fe$^{3+}$. */
const texIndex = /\$\$?\s*\{?\}?([_^])\s*(?:\{([^{}$]*)\}|(\w))\s*\$\$?/g;

function runsOf(node: RootContent | ElementContent, command: string | undefined): Run[] {
	if (node.type === "text") return [{ text: plainText(node.value), command }];
	if (node.type !== "element") return [];
	const { tagName: name, children } = node;
	if (name === "annotation" || name === "script" || name === "style") return [];
	if (name === "math" || /^m[a-z]+$/.test(name)) return mathsOf(name, children, command);
	return children.flatMap((child) => runsOf(child, commands[name] ?? command));
}

/** MathML: of an index or a power, the first part is the base. White space there means nothing. */
function mathsOf(name: string, children: readonly ElementContent[], command: string | undefined): Run[] {
	const parts = children.filter((child) => child.type === "element");
	if (parts.length === 0) return children.flatMap((child) => runsOf(child, command)).map((run) => ({ ...run, text: run.text.trim() }));
	const scripts = { msub: ["sub"], msup: ["sup"], msubsup: ["sub", "sup"] }[name] ?? [];
	return parts.flatMap((part, index) => runsOf(part, commands[scripts[index - 1] ?? ""] ?? command));
}

/** A text with typists' hyphens and spaces in place of printers', and without characters that cannot be seen. */
export function plainText(text: string): string {
	return text
		.normalize("NFC")
		.replace(/[\u2010\u2011]/g, "-")
		.replace(/\s+/g, " ")
		.replace(/[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");
}

/** Runs that are set the same way, one behind the other, are one. */
function joined(runs: readonly Run[]): Run[] {
	const whole: Run[] = [];
	for (const run of runs) {
		const last = whole.at(-1);
		if (last !== undefined && last.command === run.command) last.text += run.text;
		else whole.push({ ...run });
	}
	return whole;
}

/** A word of a title, with its commands: Al\textsubscript{2}O\textsubscript{3}. */
interface Word {
	latex: string;
	plain: string;
	/** It has an index or a power. */
	scripted: boolean;
}

/** Cuts runs into words at spaces that stand outside a command. */
function wordsOf(runs: readonly Run[]): Word[] {
	const words: Word[] = [];
	let open: Word | undefined;
	const add = (latex: string, text: string, scripted: boolean) => {
		if (open === undefined) {
			open = { latex: "", plain: "", scripted: false };
			words.push(open);
		}
		open.latex += latex;
		open.plain += text;
		open.scripted ||= scripted;
	};
	for (const { text, command } of runs) {
		if (command === undefined)
			for (const [index, piece] of text.split(" ").entries()) {
				if (index > 0) open = undefined;
				if (piece !== "") add(escapeLatex(piece), piece, false);
			}
		else if (text.trim() !== "") {
			if (text.startsWith(" ") && !command.endsWith("script")) open = undefined;
			add(`\\${command}{${escapeLatex(text.trim())}}`, text.trim(), command.endsWith("script"));
			if (text.endsWith(" ")) open = undefined;
		}
	}
	return words;
}

const special: Record<string, string> = {
	"\\": "\\textbackslash{}",
	"~": "\\textasciitilde{}",
	"^": "\\textasciicircum{}",
	"{": "(",
	"}": ")",
};

/** A text without markup as BibTeX. Braces, which BibTeX counts even when escaped, become brackets. */
export function escapeLatex(text: string): string {
	return text.replace(/[\\~^{}]|[&%#_$]/g, (character) => special[character] ?? `\\${character}`);
}

/**
 * Puts words into braces whose capitals a style must not change: those with a capital inside or an index, and in a
 * title that is set as a sentence every name.
 */
function protectCapitals(words: readonly Word[]): string {
	const long = words.slice(1).filter((word) => /^\p{L}{4,}/u.test(word.plain));
	const sentence = long.filter((word) => /^\p{Lu}/u.test(word.plain)).length * 2 <= long.length;
	return words
		.map((word, index) => {
			const [, before = "", core = "", after = ""] = /^([("'“‘[]*)(.*?)([.,:;?!"'”’]*)$/su.exec(word.latex) ?? [];
			const begins = index === 0 || /[.:?!–—]$/u.test(words[index - 1]?.plain ?? "");
			const name = sentence && !begins && /^[("'“‘[]*\p{Lu}/u.test(word.plain);
			const inner = /[^\s(["“‘'’/–—-]\p{Lu}/u.test(word.plain.replace(/^[("'“‘[]+/u, ""));
			if (!(word.scripted || name || inner) || core === "" || (core.startsWith("\\text") && !word.scripted)) return word.latex;
			const over = core.endsWith(")") && (core.match(/\)/g)?.length ?? 0) > (core.match(/\(/g)?.length ?? 0);
			return over ? `${before}{${core.slice(0, -1)}})${after}` : `${before}{${core}}${after}`;
		})
		.join(" ");
}
