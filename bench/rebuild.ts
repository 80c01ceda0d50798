import { rename } from "node:fs/promises";
import { join } from "node:path";
import { putAside } from "./aside.ts";
import { type Base, base } from "./bases.ts";
import { type Built, build, forget } from "./build.ts";
import { count, ratio, seconds } from "./figures.ts";
import { differences } from "./folder.ts";
import { stageCells } from "./items.ts";
import { replaced } from "./made/file.ts";
import { best, rounds } from "./measure.ts";
import type { Outcome } from "./results.ts";
import { stageNames } from "./stages.ts";

/** A change to a knowledge base, built twice: upon the build before it, and in full. */
interface Rebuilt {
	what: string;
	again: Built;
	full: Built;
	differing: string[];
}

const changes: [what: string, file: string, pattern: RegExp, by: (round: number) => string][] = [
	["a page", "content/made-up/part-1/page-1.mdx", /\. (?=\w)/, () => ". A word more. "],
	[
		"a record",
		"content/records/made-up/0/tea-1.yaml",
		/metric: caffeine, value: [\d.]+/,
		(round) => `metric: caffeine, value: ${29.9 - round}`,
	],
];

/** Changes one page, then one record of a knowledge base with as many pages as records; builds upon what is there, and in full. */
export async function measureRebuilds(items: number): Promise<Outcome> {
	const whole = await base({ records: items, pages: items, entries: 500 });
	const rebuilt: Rebuilt[] = [];
	for (const change of changes) rebuilt.push(await bestOf(whole, change));
	const share =
		(of: "cpu" | "wall") =>
		({ again, full }: Rebuilt) =>
			again.measured[of] / full.measured[of];
	const same = ({ differing }: Rebuilt) => (differing.length === 0 ? "yes" : `no: ${count(differing.length)} files, ${differing[0]} first`);
	const worst = Math.max(...rebuilt.flatMap((one) => [share("cpu")(one), share("wall")(one)]));
	const alike = rebuilt.every(({ differing }) => differing.length === 0);
	return {
		tables: [
			{
				caption: `${count(items)} pages and ${count(items)} records, one of them changed; the same built in full beside it. The best of ${rounds} builds each.`,
				columns: ["changed", "wall s", "full", "ratio", "CPU s", "full", "ratio", "same bytes"],
				rows: rebuilt.map((one) => [
					one.what,
					...(["wall", "cpu"] as const).flatMap((of) => [
						seconds(one.again.measured[of]),
						seconds(one.full.measured[of]),
						ratio(share(of)(one)),
					]),
					same(one),
				]),
			},
			{
				caption: "Stage by stage, wall / CPU s:",
				columns: ["changed", ...stageNames],
				rows: rebuilt.flatMap(({ what, again, full }) => [
					[what, ...stageCells(again)],
					[`${what}, in full`, ...stageCells(full)],
				]),
			},
		],
		findings: [
			{
				target: "rebuild",
				measured: `${rebuilt.map((one) => `${one.what}: ${ratio(share("cpu")(one))} of the CPU time, ${ratio(share("wall")(one))} of the wall time`).join("; ")}; ${alike ? "the same bytes" : "not the same bytes"}`,
				reached: alike && worst <= 0.4,
			},
		],
	};
}

/** The best builds of some rounds, and what differed in any of them. */
async function bestOf(whole: Base, change: (typeof changes)[number]): Promise<Rebuilt> {
	const all: Rebuilt[] = [];
	for (let round = 0; round < rounds; round++) all.push(await changed(whole, change, round));
	return {
		what: change[0],
		again: best(all.map(({ again }) => again)),
		full: best(all.map(({ full }) => full)),
		differing: all.flatMap(({ differing }) => differing),
	};
}

async function changed({ kb, dist }: Base, [what, file, pattern, by]: (typeof changes)[number], round: number): Promise<Rebuilt> {
	console.error(`Building again with ${what} changed, then in full …`);
	await replaced(join(kb, file), pattern, by(round));
	const again = await build(kb, dist);
	const beside = `${dist}-again`;
	await putAside(beside);
	await rename(dist, beside);
	await forget(kb, dist);
	const full = await build(kb, dist);
	const differing = await differences(beside, dist);
	await putAside(beside);
	return { what, again, full, differing };
}
