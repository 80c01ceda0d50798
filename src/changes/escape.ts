import { escapeHtml } from "../html/escape.ts";

/** Nobody sees it, and no name, number or address goes on behind it. */
const gap = "\u200b";

/**
 * A text from a knowledge base in Markdown as GitHub renders it: it is read as it stands, makes no markup, link, formula
 * or emoji, calls nobody (`@name`) and refers to no issue (`#1`).
 */
export function inMarkdown(text: string): string {
	return harmless(text)
		.replace(/[\\`*_[\]|~$]/g, "\\$&")
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}

/** The same in HTML, where Markdown does not hold. */
export function inHtml(text: string): string {
	return escapeHtml(harmless(text));
}

// GitHub looks for what to link after rendering, so that a backslash or an entity keeps it from nothing: only a gap does.
function harmless(text: string): string {
	return text
		.replace(/\s+/gu, (space) => (/[\n\r\t\u2028\u2029\v\f\u0085]/.test(space) ? " " : space))
		.replace(
			/[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff]/gu,
			(sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
		)
		.replace(/[@#]|:(?=\/\/|[+\w-]+:)|www(?=\.)|(?<=\bGH)-(?=\d)|mailto:|xmpp:/gi, (sign) => `${sign}${gap}`)
		.trim();
}

/** So much of a text at most; of two that differ far behind their beginning, the part where they do. */
export function excerpt(text: string, other = ""): string {
	if (text.length <= longest) return text;
	let from = 0;
	while (from < text.length && text[from] === other[from]) from += 1;
	const start = other === "" || from < longest / 2 ? 0 : Math.min(from - longest / 4, text.length - longest);
	const end = start + longest;
	return `${start > 0 ? "…" : ""}${text.slice(start, end).toWellFormed()}${end < text.length ? "…" : ""}`;
}

const longest = 160;
