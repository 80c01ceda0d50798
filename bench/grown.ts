import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { count, kilobytes, ratio } from "./figures.ts";
import type { Table } from "./results.ts";

/** A page as it weighs in a small and in a large knowledge base: bytes of its HTML as brotli. */
export interface Grown {
	page: string;
	small: number;
	large: number;
	/** Whether it was still filling in the small one: the last page of a list, or of a work that nothing used yet. */
	filling: boolean;
}

/** The pages that two built sites both have. */
export async function grownPages(small: string, large: string): Promise<Grown[]> {
	const pagesOf = async (dist: string) => new Set((await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".html")));
	const before = await pagesOf(small);
	const isLast = (page: string) => {
		const [, list, number = "1"] = /^(.*\b(?:uses|page\/(\d+))\/)index\.html$/.exec(page) ?? [];
		return list !== undefined && !before.has(`${list.replace(/page\/\d+\/$/, "")}page/${Number(number) + 1}/index.html`);
	};
	const grown: Grown[] = [];
	for (const page of before.intersection(await pagesOf(large))) {
		const [was, is] = [await readFile(join(small, page)), await readFile(join(large, page))];
		const filling = isLast(page) || was.includes("Nowhere on this site yet.");
		grown.push({ page, small: brotliCompressSync(was).length, large: brotliCompressSync(is).length, filling });
	}
	return grown;
}

/** How pages grew, by the first part of their address, the most grown first. */
export function grownTable(caption: string, pages: readonly Grown[]): Table {
	const kinds = Map.groupBy(pages, ({ page }) => (page.includes("/") ? `/${page.split("/")[0]}/` : "/"));
	const rows = [...kinds].map(([kind, found]) => {
		const sorted = found.toSorted((a, b) => growthOf(a) - growthOf(b));
		return { kind, found, middle: sorted[sorted.length >> 1], most: sorted.at(-1) };
	});
	const cells = (grown: Grown | undefined) =>
		grown === undefined
			? []
			: [`/${grown.page.replace(/index\.html$/, "")}`, kilobytes(grown.small), kilobytes(grown.large), ratio(growthOf(grown))];
	return {
		caption,
		columns: ["pages below", "pages", "median growth", "most grown", "small", "large", "growth"],
		rows: rows
			.toSorted((a, b) => (b.most === undefined || a.most === undefined ? 0 : growthOf(b.most) - growthOf(a.most)))
			.map(({ kind, found, middle, most }) => [
				kind,
				count(found.length),
				middle === undefined ? "" : ratio(growthOf(middle)),
				...cells(most),
			]),
	};
}

/** How many times as much a page weighs in the large knowledge base. */
export const growthOf = ({ small, large }: Grown) => large / small;
