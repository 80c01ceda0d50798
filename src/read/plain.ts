import { Problems } from "../problem/problem.ts";
import { Source } from "./source.ts";
import type { YamlNode } from "./tree.ts";
import { parseTree } from "./yaml.ts";

/** Whether a file is one whose parsing gives plain data. */
export function isParsed(file: string): boolean {
	return isPage(file) || /\.ya?ml$/.test(file);
}

export function isPage(file: string): boolean {
	return file.endsWith(".mdx");
}

/**
 * What parsing a file gives, as JSON: of a YAML file a `YamlNode` or null; of a page a `PlainPage` and, behind `beforeTree`,
 * its tree. Nothing where there is any problem with it, or JSON would not give the same back: such a file is parsed again
 * where that can be told, or is needed. A page's formulas are set along with it.
 */
export async function parsePlain(file: string, text: string): Promise<string | undefined> {
	const problems = new Problems();
	const source = new Source(file, text);
	if (!isPage(file)) {
		const tree = parseTree(source, problems);
		return tree !== undefined && isExact(tree) ? JSON.stringify(tree) : undefined;
	}
	// What parses pages takes a thread longer to load than many a record to be parsed.
	const { parsePlainPage } = await import("./mdx.ts");
	const parsed = parsePlainPage(source, problems);
	if (problems.all.length > 0 || parsed === undefined || !isExact(parsed.page.frontmatter ?? null)) return undefined;
	return `${JSON.stringify(parsed.page)}${beforeTree}${JSON.stringify(parsed.tree)}`;
}

/** Stands between a page and its tree, which is not needed where the page is not rendered: a tab, which JSON has nowhere. */
export const beforeTree = "\t";

/** Whether JSON gives all numbers back: it knows neither the infinite ones nor -0. */
function isExact(node: YamlNode | null): boolean {
	if (node === null) return true;
	if ("items" in node) return node.items.every(isExact);
	if ("fields" in node) return node.fields.every(([key, value]) => isExact(key) && isExact(value));
	return typeof node.value !== "number" || (Number.isFinite(node.value) && !Object.is(node.value, -0));
}
