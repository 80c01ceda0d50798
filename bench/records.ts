import { builtSizes } from "./bases.ts";
import { count, megabytes, ratio, seconds } from "./figures.ts";
import { grownPages, grownTable, growthOf } from "./grown.ts";
import { further, growth, sizeTables } from "./items.ts";
import type { Outcome } from "./results.ts";

/** Builds knowledge bases of growing numbers of records, and weighs the pages of the smallest in the largest. */
export async function measureRecords(numbers: readonly number[]): Promise<Outcome> {
	const sizes = await builtSizes(numbers, (records) => ({ records, entries: 500 }));
	const [small, large] = [sizes.at(0), sizes.at(-1)];
	if (small === undefined || large === undefined) return { tables: [], findings: [] };
	const { wall, peak } = large.built.measured;
	const common = await grownPages(small.dist, large.dist);
	const grown = common.filter(({ filling }) => !filling).toSorted((a, b) => growthOf(b) - growthOf(a));
	const [, second = Number.NaN, third = Number.NaN] = further(sizes);
	const most = grown.at(0);
	const within = grown.filter((page) => growthOf(page) <= 1.1).length;
	const caption = `Pages at ${count(large.items)} records against the same at ${count(small.items)} (HTML, brotli):`;
	return {
		tables: [...sizeTables("records", sizes), grownTable(caption, common)],
		findings: [
			{
				target: "records",
				measured: `${seconds(wall)} s, ${megabytes(peak)}, cost per record ${ratio(growth(sizes))} (of each further one ${ratio(third / second)})`,
				reached: wall <= 90 && peak <= 3e9 && growth(sizes) <= 1.1,
			},
			{
				target: "page-growth",
				measured: `${count(within)} of ${count(grown.length)} pages within 1.1; the most grown ${most === undefined ? "" : `${ratio(growthOf(most))} (/${most.page.replace(/index\.html$/, "")})`}; ${count(common.length - grown.length)} left out that were still filling`,
				reached: within === grown.length,
			},
		],
	};
}
