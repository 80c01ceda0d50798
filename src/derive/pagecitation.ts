import type { KnowledgeBase } from "../model/types.ts";
import { fullAddress } from "./paths.ts";

/** How to cite a page of the site. */
export interface PageCitation {
	text: string;
	bibtex: string;
}

/** How to cite a page: its title, the site, the version by its day, the address. */
export function pageCitation(
	{ title, path }: { title: string; path: string },
	{ site, changed }: Pick<KnowledgeBase, "site" | "changed">,
): PageCitation {
	const address = fullAddress(path, { site });
	const day = changed?.slice(0, 10);
	const fields: [name: string, value: string | undefined][] = [
		["author", site.authors.length === 0 ? undefined : site.authors.map((name) => (name.includes(",") ? name : `{${name}}`)).join(" and ")],
		["title", `{${escaped(title)}}`],
		["howpublished", escaped(site.title)],
		["year", day?.slice(0, 4)],
		["note", day === undefined ? undefined : `Version of ${day}`],
		["url", address],
	];
	const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(12)} = {${value}}`]));
	const authors = site.authors.map((name) => name.replace(/^([^,]+), *(.+)$/, "$2 $1"));
	return {
		text: [
			authors.length === 0 ? undefined : authors.join(", "),
			`“${title}”`,
			site.title,
			day === undefined ? undefined : `version of ${day}`,
			address,
		]
			.filter((part) => part !== undefined)
			.join(", "),
		bibtex: `@misc{${keyOf(site.title, path)},\n${lines.join(",\n")}\n}\n`,
	};
}

/** "tea-guide-origins-japan" */
function keyOf(site: string, path: string): string {
	return `${site}${path}`
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
}

/** A text as BibTeX takes it. */
function escaped(text: string): string {
	return text.replace(/[&%$#_]/g, "\\$&");
}
