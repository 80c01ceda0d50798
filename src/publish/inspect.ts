import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { malformed } from "./wellformed.ts";

/** Something wrong in a built site: the file, and what. */
export interface Fault {
	file: string;
	what: string;
}

/** What a file of a built site holds that other files can lead to or from. */
export interface Inspected {
	file: string;
	/** The ids of a page; nothing for other files. */
	ids?: ReadonlySet<string>;
	/** Where a page leads, each once. */
	links: readonly string[];
	faults: readonly Fault[];
}

/** The file of a built site at an address, from its root. */
export function fileAt(address: string): string {
	const path = decoded(address);
	return path.endsWith("/") ? `${path}index.html` : path;
}

/** A part of an address as it is meant; as it is written where it cannot be decoded. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Files that programs read and that were made here; what lies in `public/` is as somebody else made it. */
const ours = /^\/(?:sitemap\.xml|changes\.atom|llms\.txt|data\/[^/]+\.(?:csv|json)|(?:.+\/)?(?:table|chart)-\d+\.csv)$/;

/** Whether there is anything to look at in a file, by its address. */
export function isInspected(file: string): boolean {
	return file.endsWith(".html") || ours.test(file);
}

/** Looks at a file of the site in a folder: a page's ids and links, and what is wrong with it by itself. */
export async function inspect(folder: string, file: string): Promise<Inspected> {
	const text = await readFile(join(folder, file), "utf8");
	if (file.endsWith(".html")) return inspectPage(file, text);
	const what = malformed(file, text);
	return { file, links: [], faults: what === undefined ? [] : [{ file, what }] };
}

const linking: Readonly<Record<string, string>> = {
	a: "href",
	link: "href",
	img: "src",
	script: "src",
	source: "src",
	iframe: "src",
	use: "href",
	form: "action",
	object: "data",
};

function inspectPage(file: string, html: string): Inspected {
	const ids = new Set<string>();
	const links = new Set<string>();
	const faults: Fault[] = [];
	let link: string | undefined;
	const parser = new Parser({
		onopentagname(name) {
			link = linking[name];
		},
		onattribute(name, value) {
			if (name === link) links.add(value);
			else if (name !== "id") return;
			else if (ids.has(value)) faults.push({ file, what: `the id "${value}" stands twice` });
			else ids.add(value);
		},
	});
	parser.end(html);
	return { file, ids, links: [...links], faults };
}
