/**
 * What Lighthouse says of pages of a built site on a phone: `node bench/lighthouse.ts DIST [ADDRESS …]`. Lighthouse is a package of
 * its own (bench/lighthouse), installed on first use.
 */
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "astro/zod";
import { findChromium } from "../tests/browser/chromium.ts";
import { serve } from "./served.ts";

/** Lighthouse's four marks of a page, each of 100. */
export interface Audit {
	/** The page's address, from the site's root. */
	page: string;
	performance: number;
	accessibility: number;
	bestPractices: number;
	seo: number;
	/** What cost marks: the audits that were not passed. */
	faults: string[];
}

const folder = join(import.meta.dirname, "lighthouse");
const score = z.object({ score: z.number(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) });
const report = z.object({
	categories: z.object({ performance: score, accessibility: score, "best-practices": score, seo: score }),
	audits: z.record(z.string(), z.object({ score: z.number().nullable(), displayValue: z.string().optional() })),
});

/** Audits pages of a built site, as a host would serve them: compressed with brotli, assets to be kept for a year. Throws where there is no Chromium. */
export async function audit(dist: string, paths: readonly string[]): Promise<Audit[]> {
	const chromium = findChromium();
	if (chromium === undefined) throw new Error("No Chromium or Chrome was found. `npm test` installs one; or set CHROME_PATH.");
	if (!existsSync(join(folder, "node_modules"))) execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdio: "inherit" });
	const site = await serve(dist);
	try {
		const audits: Audit[] = [];
		for (const page of paths) {
			const all: Audit[] = [];
			for (let run = 0; run < runs; run++) all.push(await auditOnce(page, site.home, chromium));
			const median = all.sort((a, b) => a.performance - b.performance)[Math.floor(runs / 2)];
			if (median !== undefined) audits.push(median);
		}
		return audits;
	} finally {
		site.close();
	}
}

/** How often each page is audited: the marks for performance differ from run to run, and as Lighthouse's authors advise the median is told. */
export const runs = 3;

async function auditOnce(page: string, home: string, chromium: string): Promise<Audit> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[
			join(folder, "node_modules/lighthouse/cli/index.js"),
			`${home}${page.slice(1)}`,
			"--output=json",
			"--quiet",
			"--chrome-flags=--headless=new --no-sandbox --disable-gpu",
		],
		{ env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 2 ** 27 },
	);
	const { categories, audits: found } = report.parse(JSON.parse(stdout));
	const mark = (category: z.infer<typeof score>) => Math.round(category.score * 100);
	const faults = Object.values(categories).flatMap(({ auditRefs }) =>
		auditRefs.flatMap(({ id, weight }) => {
			const one = found[id];
			return weight > 0 && one?.score != null && one.score < 0.99 ? [`${id} ${one.displayValue ?? ""}`.trim()] : [];
		}),
	);
	return {
		page,
		performance: mark(categories.performance),
		accessibility: mark(categories.accessibility),
		bestPractices: mark(categories["best-practices"]),
		seo: mark(categories.seo),
		faults,
	};
}

if (import.meta.main) {
	const [dist = "dist", ...asked] = process.argv.slice(2);
	const pages = asked.length > 0 ? asked : ["/", "/morphology/nanoparticles/", "/electrodes/micro-nano-si/", "/electrodes/"];
	for (const { page, faults, ...marks } of await audit(dist, pages))
		console.log(
			`${Object.entries(marks)
				.map(([name, mark]) => `${name} ${mark}`)
				.join("  ")}  ${page}${faults.length > 0 ? `\n  ${faults.join("\n  ")}` : ""}`,
		);
}
