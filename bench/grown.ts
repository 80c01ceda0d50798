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
}

/** The pages that two built sites both have. */
export async function grownPages(small: string, large: string): Promise<Grown[]> {
	const pagesOf = async (dist: string) => new Set((await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".html")));
	const weight = async (dist: string, page: string) => brotliCompressSync(await readFile(join(dist, page))).length;
	const grown: Grown[] = [];
	for (const page of (await pagesOf(small)).intersection(await pagesOf(large)))
		grown.push({ page, small: await weight(small, page), large: await weight(large, page) });
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
