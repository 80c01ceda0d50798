import type { CslItem } from "../citation-js.ts";

// What several formats need of a work, as text without markup.

type Person = NonNullable<CslItem["author"]>[number];

const raised: Record<string, string> = Object.fromEntries(
	[..."0123456789+−-()n"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ"][at] ?? sign]),
);

/** A text of CSL-JSON without its tags. What is raised stays so where there are characters for it: 10⁻³ is not 10-3. */
export function plain(text: string): string {
	return text
		.replace(/<sup>([^<]*)<\/sup>/g, (_, inner: string) => {
			const signs = [...inner].map((sign) => raised[sign]);
			return signs.includes(undefined) ? inner : signs.join("");
		})
		.replace(/<\/?(?:i|b|sub|sup|sc|span)(?: [^<>]*)?>/g, "")
		.replace(/\s+/g, " ")
		.trim();
}

/** A person's family name with what belongs before it, and the rest. An organisation has a family name only. */
export function nameParts(person: Person): { family: string; given: string | undefined; suffix: string | undefined } {
	const family = person.literal ?? [person["non-dropping-particle"], person.family].filter(Boolean).join(" ");
	const given = [person.given, person["dropping-particle"]].filter(Boolean).join(" ");
	return family === ""
		? { family: given, given: undefined, suffix: undefined }
		: { family, given: given || undefined, suffix: person.suffix };
}

/** "Deng, Yang" */
export function inverted(person: Person): string {
	const { family, given } = nameParts(person);
	return given === undefined ? family : `${family}, ${given}`;
}

/** The date of publication as far as it is known: year, month, day. */
export function dateOf({ issued }: CslItem): string[] {
	const [year, ...rest] = issued?.["date-parts"]?.[0] ?? [];
	return year === undefined ? [] : [String(year), ...rest.map((part) => String(part).padStart(2, "0"))];
}

/** First and last page; an article number is a first page. */
export function pagesOf({ page }: CslItem): [first?: string, last?: string] {
	const [first, last] = String(page ?? "").split(/\s*[-–—]+\s*/);
	return first === undefined || first === "" ? [] : last === undefined || last === "" ? [first] : [first, last];
}

/** A DOI that can be one. */
export function doiOf({ DOI }: CslItem): string | undefined {
	return DOI !== undefined && /^10\.\d{4,9}\/\S+$/.test(DOI) ? DOI : undefined;
}

/** Where the work is on the web: its DOI's address, or a safe address of its own. */
export function webAddress(work: CslItem): string | undefined {
	const doi = doiOf(work);
	if (doi !== undefined) return `https://doi.org/${encodeURI(doi).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
	return work.URL !== undefined && /^https?:\/\//i.test(work.URL) ? work.URL : undefined;
}
