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
export function refusal(text: string): { why: string; offset: number } | undefined {
	const broken = firstUnmatched(text);
	if (broken !== undefined) return broken;
	// Blanks in place of what is no tag keep every position right.
	const xml = text.replace(piece, (whole, _slash, name?: string) => (name === undefined ? " ".repeat(whole.length) : whole));
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
	return macroRefusal(xml);
}

/** Far above any real style: citeproc writes out every macro at each of its uses. */
const mostSteps = 100_000;

/** A macro that is not there, that uses itself, or that uses others so often that writing it out would never end. */
function macroRefusal(xml: string): { why: string; offset: number } | undefined {
	const uses = new Map<string, { name: string; offset: number }[]>();
	let inside = "";
	for (const { 1: begun, 2: ended, 3: used, index } of xml.matchAll(
		/<macro\s[^>]*?\bname\s*=\s*["']([^"']*)["']|(<\/macro\s*>)|\smacro\s*=\s*["']([^"']*)["']/g,
	)) {
		if (begun !== undefined) inside = begun;
		else if (ended !== undefined) inside = "";
		const own = uses.get(inside) ?? [];
		if (used !== undefined) own.push({ name: used, offset: index + 1 });
		uses.set(inside, own);
	}
	for (const { name, offset } of [...uses.values()].flat()) if (!uses.has(name)) return { why: `it has no macro "${name}"`, offset };
	const steps = new Map<string, number>();
	let open = 0;
	/** How many macros are written out where one is used; without end for one that uses itself. */
	const count = (name: string): number => {
		const known = steps.get(name);
		if (known !== undefined) return known;
		steps.set(name, Number.POSITIVE_INFINITY);
		open += 1;
		const sum = open > 100 ? Number.POSITIVE_INFINITY : (uses.get(name) ?? []).reduce((total, use) => total + 1 + count(use.name), 0);
		open -= 1;
		steps.set(name, sum);
		return sum;
	};
	for (const [name, [first]] of uses)
		if (first !== undefined && count(name) > mostSteps)
			return { why: "its macros use each other, or themselves, too often to be written out", offset: first.offset };
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
