/**
 * In which order rows stand. A record and its own controls are a family and are never parted. Only the heads of families
 * are ranked by a measured value, and only within one tier; what has nothing to be ranked with keeps its order, behind
 * the ranked ones, so that no sorted table looks like a league table. Plain data, for build and browser.
 */
import { type Compared, type Deciding, type Tier, tiersOf } from "./guard.ts";

/** A row, as far as its place is concerned. */
export interface Placed {
	id: string;
	/** The records whose control it is. */
	controlOf: readonly string[];
}

/** A record, then its controls. */
export type Family<R> = [R, ...R[]];

/** Rows as families, in the order of the rows. A control whose record is not among them stands alone. */
export function families<R extends Placed>(rows: readonly R[]): Family<R>[] {
	const byId = new Map(rows.map((row) => [row.id, row]));
	const headOf = (row: R): R => {
		const seen = new Set([row.id]);
		let head = row;
		for (;;) {
			const id = head.controlOf.find((one) => byId.has(one));
			const next = byId.get(id ?? "");
			if (next === undefined) return head;
			// Two that call each other controls are no family.
			if (seen.has(next.id)) return row;
			seen.add(next.id);
			head = next;
		}
	};
	const result = new Map<string, Family<R>>();
	const heads = rows.map(headOf);
	for (const [index, row] of rows.entries()) if (heads[index] === row) result.set(row.id, [row]);
	for (const [index, row] of rows.entries()) {
		const head = heads[index];
		if (head !== undefined && head !== row) result.get(head.id)?.push(row);
	}
	return [...result.values()];
}

/** A value that a row may be ranked by. */
export interface Rankable extends Compared {
	number: number;
}

/** A tier with at least two families, the first one first. */
export interface RankedTier<R> {
	tier: Tier<Rankable>;
	families: Family<R>[];
}

/**
 * Ranks families by a value of their heads, within each tier (and study, unless `within` is all). Gives the tiers in
 * which there is something to rank, and the families that stand alone.
 */
export function rank<R>(
	all: readonly Family<R>[],
	valueFor: (row: R) => Rankable | undefined,
	deciding: readonly Deciding[],
	{ within, falling }: { within: "study" | "all"; falling: boolean },
): { ranked: RankedTier<R>[]; alone: Family<R>[] } {
	const held = all.flatMap((family) => {
		const value = valueFor(family[0]);
		return value === undefined ? [] : [{ ...value, family }];
	});
	const ranked = tiersOf(held, deciding, within)
		.filter(({ values }) => values.length > 1)
		.map((tier) => ({
			tier,
			families: [...tier.values].sort((a, b) => (falling ? b.number - a.number : a.number - b.number)).map(({ family }) => family),
		}));
	const placed = new Set(ranked.flatMap(({ families }) => families));
	return { ranked, alone: all.filter((family) => !placed.has(family)) };
}
