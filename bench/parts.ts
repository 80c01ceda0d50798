import { atlas } from "./atlas.ts";
import { base, builtSizes } from "./bases.ts";
import { comparison } from "./comparison.ts";
import { explorerTable, measureExplorer } from "./explorer.ts";
import { count } from "./figures.ts";
import { sizeTables } from "./items.ts";
import { audit } from "./lighthouse.ts";
import { measured } from "./measure.ts";
import { measurePeers } from "./peers/peers.ts";
import { measureRebuilds } from "./rebuild.ts";
import { measureRecords } from "./records.ts";
import type { Outcome, PartName } from "./results.ts";
import { measureSearch, searchTable } from "./search.ts";
import { audited, lighthouseOutcome, typical, weighed, weightOutcome } from "./typical.ts";
import { shifts, weigh } from "./weights.ts";

/** Each part of the bench: what it finds, with every number of items divided by something. */
export const parts: Record<PartName, (by: number) => Promise<Outcome>> = {
	records: (by) => measureRecords([100 / by, 1000 / by, 10_000 / by]),
	pages: async (by) => found(sizeTables("pages", await builtSizes([100 / by, 1000 / by], (pages) => ({ pages, entries: 500 })))),
	library: async (by) => found(sizeTables("works", await builtSizes([500 / by, 10_000 / by], (entries) => ({ entries })))),
	rebuild: (by) => measureRebuilds(1000 / by),
	search: async (by) => {
		const items = 1000 / by;
		const { dist } = await base({ records: items, pages: items, entries: 500 });
		return found([searchTable(`Among ${count(items)} pages and ${count(items)} records.`, await measureSearch(dist))]);
	},
	explorer: async (by) => {
		const { dist } = await base({ records: 10_000 / by, entries: 500 });
		return found([explorerTable(`${count(10_000 / by)} records.`, await measureExplorer(dist, "teas"))]);
	},
	weights: async () => {
		const dist = await atlas();
		return weightOutcome(await weigh(dist, weighed), await shifts(dist, [typical.full]));
	},
	lighthouse: async () => lighthouseOutcome(await audit(await atlas(), audited)),
	peers: async (by) => comparison(1000 / by, await measurePeers(1000 / by, measured)),
};

function found(tables: Outcome["tables"]): Outcome {
	return { tables, findings: [] };
}
