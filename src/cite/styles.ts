import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { libraryStyles } from "./citation-js.ts";

/** A citation style: CSL as XML, or one that comes with citation-js. */
export interface Style {
	name: string;
	xml?: string;
}

// Where this module is bundled it is not asked: hence functions.
const folder = () => join(import.meta.dirname, "styles");
const own = () =>
	readdirSync(folder())
		.filter((file) => file.endsWith(".csl"))
		.map((file) => basename(file, ".csl"));

/** The names of all styles that come with the generator. */
export function bundledStyles(): string[] {
	return [...own(), ...libraryStyles()];
}

/** A style that comes with the generator, by its name. */
export function bundledStyle(name: string): Style | undefined {
	if (own().includes(name)) return { name, xml: readFileSync(join(folder(), `${name}.csl`), "utf8") };
	return libraryStyles().includes(name) ? { name } : undefined;
}

/** Why a style cannot be used here, as the end of a sentence, and where in it; nothing where it looks sound. */
export function refusal(xml: string): { why: string; offset: number } | undefined {
	const broken = firstUnmatched(xml);
	if (broken !== undefined) return broken;
	const at = (pattern: RegExp) => Math.max(0, xml.search(pattern));
	if (!/<style\b[^>]*\bxmlns="http:\/\/purl\.org\/net\/xbiblio\/csl"/.test(xml))
		return { why: "it is no CSL: there is no <style> of CSL's namespace", offset: 0 };
	if (/<style\b[^>]*\bclass="note"/.test(xml))
		return {
			why: "it puts citations into notes, and pages here have none. Use a style with class in-text",
			offset: at(/\bclass="note"/),
		};
	if (/<link\b[^>]*\brel="independent-parent"/.test(xml)) {
		const parent =
			/<link\b[^>]*\bhref="[^"]*\/([\w-]+)"[^>]*\brel="independent-parent"|<link\b[^>]*\brel="independent-parent"[^>]*\bhref="[^"]*\/([\w-]+)"/.exec(
				xml,
			);
		const name = parent?.[1] ?? parent?.[2] ?? "its parent";
		return {
			why: `it only names another one. Put that one, ${name}, into references/ in its place`,
			offset: at(/<link\b[^>]*independent-parent/),
		};
	}
	if (!/<citation\b/.test(xml)) return { why: "it says nothing on citations in the text", offset: 0 };
	if (!/<bibliography\b/.test(xml)) return { why: "it has no bibliography, and every page ends with one", offset: 0 };
	for (const { 1: name, index } of xml.matchAll(/\smacro="([^"]*)"/g))
		if (!xml.includes(`<macro name="${name}"`)) return { why: `it has no macro "${name}"`, offset: index + 1 };
	return undefined;
}

const piece =
	/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE[^>]*>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|</g;

/** The first tag of an XML text that is not one, or has no other end; citeproc would read on and guess. */
function firstUnmatched(xml: string): { why: string; offset: number } | undefined {
	const open: { name: string; offset: number }[] = [];
	for (const { 0: whole, 1: slash, 2: name, 4: empty, index: offset } of xml.matchAll(piece)) {
		if (whole === "<") return { why: "this < begins no tag, so the file is not XML", offset };
		if (name === undefined || empty === "/") continue;
		if (slash !== "/") open.push({ name, offset });
		else if (open.at(-1)?.name === name) open.pop();
		else return { why: `this </${name}> closes nothing, so the file is not XML`, offset };
	}
	const [unclosed] = open.slice(-1);
	return unclosed && { why: `this <${unclosed.name}> is not closed, so the file is not XML`, offset: unclosed.offset };
}
