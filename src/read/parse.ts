import type { Root } from "mdast";
import { generatorDigest } from "../cache/generator.ts";
import { type Json, Kept, keyOf } from "../cache/kept.ts";
import { learnMaths, type Maths, mathsId, setMaths } from "../maths/maths.ts";
import type { Problems } from "../problem/problem.ts";
import { type ParsedPage, pageOf } from "./page.ts";
import { beforeTree, isPage, isParsed } from "./plain.ts";
import type { Source } from "./source.ts";
import { parseAll, threadsFor } from "./threads.ts";
import { parseYaml, Yaml } from "./yaml.ts";

/** The parsed files of a knowledge base, by path: nothing for one that could not be parsed. */
export interface Parsed {
	/** To be asked for once: nobody holds it for a second time. */
	yaml(file: string): Yaml | undefined;
	page(file: string): ParsedPage | undefined;
}

/**
 * Parses files, in several threads where there is much to parse; the problems come in the files' order.
 * @param cache a folder that keeps what parsing gives from one time to the next
 */
export async function parseFiles(
	sources: Iterable<Source>,
	problems: Problems,
	{ cache, threads = threadsFor }: { cache?: string | undefined; threads?: (sources: readonly Source[]) => number } = {},
): Promise<Parsed> {
	const files = [...sources].filter(({ file }) => isParsed(file));
	const kept = cache === undefined ? undefined : keptParsing(cache);
	const plain = await plainOf(files, kept, threads);
	const yaml = new Map<string, () => Yaml | undefined>();
	const pages = new Map<string, ParsedPage | undefined>();
	for (const source of files) {
		const json = plain.get(source.file);
		if (isPage(source.file)) pages.set(source.file, json === undefined ? await parseHere(source, problems) : readKept(source, json));
		else if (json === undefined) {
			const parsed = parseYaml(source, problems);
			yaml.set(source.file, () => parsed);
		}
		// The tree is made when the file is read, and let go after that: thousands of them take much memory.
		else yaml.set(source.file, () => new Yaml(source, JSON.parse(String(json))));
	}
	if (kept !== undefined) {
		keepMaths(kept, pages.values());
		kept.save();
	}
	return { yaml: (file) => yaml.get(file)?.(), page: (file) => pages.get(file) };
}

/** What parsing gave, as a folder keeps it: it takes longer than anything else that is done with a file that did not change. */
export function keptParsing(cache: string): Kept {
	return new Kept(cache, "parsed.txt", parsingDigest());
}

/** What everything that parsing gives depends on, beside the text. */
export function parsingDigest(root?: string): string {
	return generatorDigest(["cache", "read", "maths", "cite", "schema", "problem"], root);
}

/** What parsing gave as JSON, before or now, by file: of all that are sound, where there is a reason to have it so. */
async function plainOf(
	files: readonly Source[],
	kept: Kept | undefined,
	threads: (sources: readonly Source[]) => number,
): Promise<Map<string, Json>> {
	const plain = new Map<string, Json>();
	const open: Source[] = [];
	learnMaths(keptMaths(kept));
	for (const source of files) {
		const json = kept?.take(keyOfSource(source));
		if (json === undefined) open.push(source);
		else plain.set(source.file, json);
	}
	const several = threads(open);
	if (kept === undefined && several < 2) return plain;
	const parsed = await parseAll(open, several);
	for (const source of open) {
		const json = parsed.get(source.file);
		if (json === undefined) continue;
		plain.set(source.file, json);
		kept?.put(keyOfSource(source), json);
	}
	return plain;
}

/** What a page holds names the page's file. */
function keyOfSource({ file, text }: Source): string {
	return isPage(file) ? keyOf("page", `${file}\n${text}`) : keyOf("yaml", text);
}

/** Parses a page in this thread. What parses pages takes longer to load than a knowledge base to be read of which nothing has changed. */
async function parseHere(source: Source, problems: Problems): Promise<ParsedPage | undefined> {
	const { parsePage } = await import("./mdx.ts");
	return parsePage(source, problems);
}

/** A page as it was kept. Its tree takes longer to be read than all the rest, and most pages are not rendered. */
function readKept(source: Source, json: Json): ParsedPage {
	const end = json.indexOf(beforeTree);
	const part = (from: number, to = json.length) => (typeof json === "string" ? json.slice(from, to) : json.toString("utf8", from, to));
	let tree: Root | undefined;
	const readTree = (): Root => JSON.parse(part(end + beforeTree.length));
	return pageOf(source, JSON.parse(part(0, end)), () => {
		tree ??= readTree();
		return tree;
	});
}

/** What formulas gave before. */
function keptMaths(kept: Kept | undefined): [string, Maths][] {
	return (kept?.of("maths") ?? []).map((json) => JSON.parse(String(json)));
}

/** Keeps what the formulas of pages gave. */
function keepMaths(kept: Kept, pages: Iterable<ParsedPage | undefined>): void {
	for (const page of pages)
		for (const { tex, display } of page?.formulas ?? []) {
			const id = mathsId(tex, display);
			const key = keyOf("maths", id);
			if (kept.take(key) === undefined) kept.put(key, JSON.stringify([id, setMaths(tex, display)]));
		}
}
