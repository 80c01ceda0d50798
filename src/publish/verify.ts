import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { malformed } from "./wellformed.ts";

/** Something wrong in a built site: the file, and what. */
export interface Fault {
	file: string;
	what: string;
}

/**
 * Checks a built site before anyone sees it: every internal link leads to a file and, where it names one, to an anchor in
 * it; no id stands twice on a page; sitemap, feed and data files are well-formed. `site` is its full address, as in canonical links.
 */
export async function verify(folder: string, site: URL): Promise<Fault[]> {
	const files = new Set(
		(await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) =>
			entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/")] : [],
		),
	);
	const faults: Fault[] = [];
	const ids = new Map<string, Set<string>>();
	const links: { file: string; to: string }[] = [];
	for (const file of [...files].filter((name) => name.endsWith(".html")).sort()) {
		const own = new Set<string>();
		ids.set(file, own);
		for (const { kind, value } of tokens(await readFile(join(folder, file), "utf8"))) {
			if (kind === "link") links.push({ file, to: value });
			else if (own.has(value)) faults.push({ file, what: `the id "${value}" stands twice` });
			else own.add(value);
		}
	}
	for (const file of [...files].filter((name) => ours.test(name)).sort()) {
		const what = malformed(file, await readFile(join(folder, file), "utf8"));
		if (what !== undefined) faults.push({ file, what });
	}
	const base = site.pathname.replace(/\/$/, "");
	const told = new Set<string>();
	for (const { file, to } of links) {
		const address = target(to, new URL(`${base}${file.replace(/index\.html$/, "")}`, site));
		if (address === undefined || address.origin !== site.origin) continue;
		// A full address beside the site's base path is another site of the same host.
		if (/^[a-z]+:/i.test(to) && !address.pathname.startsWith(`${base}/`)) continue;
		const wrong = missing(address, base, files, ids);
		if (wrong === undefined || told.has(`${file} ${to}`)) continue;
		told.add(`${file} ${to}`);
		faults.push({ file, what: `the link to ${to} leads nowhere: ${wrong}` });
	}
	return faults;
}

/** Files that programs read and that were made here; what lies in `public/` is as somebody else made it. */
const ours = /^\/(?:sitemap\.xml|changes\.atom|llms\.txt|data\/[^/]+\.(?:csv|json)|(?:.+\/)?(?:table|chart)-\d+\.csv)$/;

function missing(address: URL, base: string, files: ReadonlySet<string>, ids: ReadonlyMap<string, Set<string>>): string | undefined {
	if (base !== "" && !address.pathname.startsWith(`${base}/`)) return `it is outside ${base}/`;
	const path = decoded(address.pathname.slice(base.length));
	const file = path.endsWith("/") ? `${path}index.html` : path;
	if (!files.has(file)) return `there is no ${file}`;
	const anchor = decoded(address.hash.slice(1));
	const own = ids.get(file);
	return anchor === "" || own === undefined || own.has(anchor) ? undefined : `${file} has no "${anchor}"`;
}

function target(to: string, from: URL): URL | undefined {
	try {
		return new URL(to, from);
	} catch {
		return undefined;
	}
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
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

/** The ids and links of a page, in its order. */
function tokens(html: string): { kind: "id" | "link"; value: string }[] {
	const found: { kind: "id" | "link"; value: string }[] = [];
	const parser = new Parser({
		onopentag(name, attributes) {
			if (attributes.id !== undefined) found.push({ kind: "id", value: attributes.id });
			const link = attributes[linking[name] ?? ""];
			if (link !== undefined) found.push({ kind: "link", value: link });
		},
	});
	parser.end(html);
	return found;
}
