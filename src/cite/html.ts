import { escapeHtml } from "../html/escape.ts";

/** What the decorations of a style become; everything else that looks like a tag is text. */
const elements = new Set(["i", "b", "sub", "sup"]);
const spans: [RegExp, string][] = [
	[/font-variant:\s*small-caps/, "small-caps"],
	[/font-style:\s*normal/, "upright"],
	[/font-weight:\s*normal/, "regular"],
	[/text-decoration:\s*underline/, "underlined"],
	[/baseline/, "baseline"],
];
const tag = /<(\/?)([a-z]+)((?:\s+[a-z-]+="[^"<>]*")*)\s*>/y;

/**
 * HTML that citeproc made, reduced to what a reference can hold: <i>, <b>, <sub>, <sup>, and <span> with a class of
 * ours in place of an inline style. Whatever else looks like markup becomes text; what was opened is closed, so that
 * no field of a library can reach beyond its own entry.
 */
export function cleanHtml(html: string): string {
	let out = "";
	const open: { name: string; end: string }[] = [];
	for (let at = 0; at < html.length; ) {
		const next = html.indexOf("<", at);
		if (next < 0) {
			out += html.slice(at);
			break;
		}
		out += html.slice(at, next);
		tag.lastIndex = next;
		const [whole = "", slash, name = "", attributes = ""] = tag.exec(html) ?? [];
		at = next + Math.max(1, whole.length);
		if (slash === "/") {
			const index = open.findLastIndex((one) => one.name === name);
			if (index < 0) out += name === "div" || name === "span" ? "" : escapeHtml(whole);
			else for (const one of open.splice(index).reverse()) out += one.end;
		} else if (elements.has(name) && attributes === "") {
			open.push({ name, end: `</${name}>` });
			out += `<${name}>`;
		} else if (name === "span" || name === "div") {
			const style = /style="([^"]*)"/.exec(attributes)?.[1] ?? "";
			const className = spans.find(([pattern]) => pattern.test(style))?.[1];
			open.push({ name, end: className === undefined ? "" : "</span>" });
			out += className === undefined ? "" : `<span class="${className}">`;
		} else out += escapeHtml(whole || "<");
	}
	for (const one of open.reverse()) out += one.end;
	return out;
}

/** The text of HTML without tags. */
export function unescapeHtml(html: string): string {
	return html.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot));/gi, (_whole, decimal?: string, hex?: string, name?: string) =>
		name === undefined
			? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? "0", 16) : Number(decimal))
			: (named[name.toLowerCase()] ?? ""),
	);
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
