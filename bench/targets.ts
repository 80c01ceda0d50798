/** What the bench measures against, in the order of the report: a target's id, what is measured, and how much is to be reached. */
export const targets = [
	[
		"starlight",
		"1,000 MDX pages with citations and maths, against Starlight + rehype-citation",
		"≤ 0.30 of its CPU time, ≤ 1.0 of its peak memory",
	],
	[
		"bare",
		"the same, against bare Astro + MDX (`optimize: true`) + maths without citations, the same maths output",
		"≤ 1.20 of its CPU time",
	],
	[
		"records",
		"10,000 records, each with page, table row, search entry, data export",
		"≤ 90 s, ≤ 3 GB, cost per record ≤ 1.1 of that at 1,000",
	],
	["rebuild", "rebuilding after one page or record changed, at 1,000 pages and 1,000 records", "≤ 0.4 of a full build, the same bytes"],
	[
		"first-visit",
		"the nanoparticles page, first visit, brotli, all assets (with its table, chart, formulas)",
		"≤ 45 kB, ≤ 6 kB of it script, ≤ 6 requests, no layout shift",
	],
	["plain-page", "a page without maths and charts", "≤ 22 kB"],
	["page-growth", "page weight against size of the knowledge base", "at 10,000 records ≤ 1.1 of the same page in a small one"],
	["lighthouse", "Lighthouse, mobile, on home, strategy, electrode, explorer", "100 in all four categories"],
] as const satisfies readonly (readonly [string, string, string])[];

export type Target = (typeof targets)[number][0];

/** The ids of all targets. */
export const targetIds = targets.map(([id]) => id);
