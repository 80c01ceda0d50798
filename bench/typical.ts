import { kilobytes, ratio } from "./figures.ts";
import { type Audit, runs } from "./lighthouse.ts";
import type { Outcome } from "./results.ts";
import { assetClasses, type Shift, type Weight } from "./weights.ts";

const classes = [...assetClasses, "total"] as const;

/** The page of Anode Atlas that stands for those with table, chart and formulas, and those without maths and charts: of these the heaviest counts. */
export const typical = {
	full: "/morphology/nanoparticles/",
	plain: [
		"/about/",
		"/electrodes/n-si-chiku/",
		"/glossary/",
		"/references/",
		"/references/deng2025/",
		"/references/deng2025/uses/",
		"/disagreements/",
	],
};

/** The pages that are weighed: one of each kind. */
export const weighed = ["/", typical.full, ...typical.plain, "/electrodes/", "/compare/", "/search/"];

/** The pages whose score is a target: home, a strategy, an electrode, the explorer. */
export const audited = ["/", typical.full, "/electrodes/n-si-chiku/", "/electrodes/"];

/** What typical pages weigh, and how far they move while they load. */
export function weightOutcome(weights: readonly Weight[], shifts: readonly Shift[]): Outcome {
	const shift = Math.max(...shifts.map(({ narrow, wide }) => Math.max(narrow, wide)));
	const of = (path: string) => {
		const weight = weights.find(({ page }) => page === path);
		if (weight === undefined) throw new Error(`${path} was not weighed.`);
		return weight;
	};
	const full = of(typical.full);
	const plain = typical.plain.map(of).reduce((one, other) => (other.total > one.total ? other : one));
	return {
		tables: [
			{
				caption: "First visit, bytes as brotli:",
				columns: ["page", ...classes, "requests"],
				rows: weights.map((weight) => [weight.page, ...classes.map((name) => kilobytes(weight[name])), String(weight.requests)]),
			},
		],
		findings: [
			{
				target: "first-visit",
				measured: `${kilobytes(full.total)}, ${kilobytes(full.script)} of it script, ${full.requests} requests, layout shift ${ratio(shift)}`,
				reached: full.total <= 45e3 && full.script <= 6e3 && full.requests <= 6 && shift === 0,
			},
			{ target: "plain-page", measured: `${kilobytes(plain.total)} at most (${plain.page})`, reached: plain.total <= 22e3 },
		],
	};
}

/** The scores of pages; the least of them counts. */
export function lighthouseOutcome(audits: readonly Audit[]): Outcome {
	const scores = audits.map(({ page, performance, accessibility, bestPractices, seo }) => ({
		page,
		of: [performance, accessibility, bestPractices, seo],
	}));
	const least = Math.min(...scores.flatMap(({ of }) => of));
	return {
		tables: [
			{
				caption: `Mobile, the median of ${runs} runs:`,
				columns: ["page", "performance", "accessibility", "best practices", "SEO"],
				rows: scores.map(({ page, of }) => [page, ...of.map(String)]),
			},
		],
		findings: [{ target: "lighthouse", measured: `${least} or more`, reached: least === 100 }],
	};
}
