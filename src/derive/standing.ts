import type { Piece } from "../formula/formula.ts";
import { standsApart, valuesOf } from "../model/query.ts";
import type { DerivedValue, KnowledgeBase, Measurement, StudiedRecord } from "../model/types.ts";
import { central } from "../quantity/quantity.ts";
import { compared, decidingConditions } from "./compared.ts";
import { type Compared, type Tier, tiersOf, tierText } from "./guard.ts";
import { recordPath } from "./paths.ts";
import { type ValueView, valueView } from "./values.ts";

/** A value among those of other records that were measured alike. */
export interface StandingView {
	value: ValueView;
	/** The tier: what is the same in all, and what is unknown in all. */
	alike: string;
	/** The records of the tier in the site's order, its own among them; only its own where nothing stands beside it. */
	members: { id: string; name: Piece[]; to: string; own: boolean; value: ValueView; number: number }[];
	/** How many other records have a value of the metric that was measured otherwise. */
	otherwise: number;
}

interface Placed extends Compared {
	record: StudiedRecord;
	value: Measurement | DerivedValue;
}

/** The values of one metric that can be held against each other at all, and the tier of each. */
interface Pool {
	tiers: Map<Measurement | DerivedValue, Tier<Placed>>;
	records: number;
}

/** Where values stand among those of other records; each metric is sorted into tiers once. */
export class Standings {
	readonly #kb: KnowledgeBase;
	readonly #pools = new Map<string, Pool>();

	constructor(kb: KnowledgeBase) {
		this.#kb = kb;
	}

	/**
	 * The values in the tier of a record's value, one a record. Nothing for a doubtful value, or one of a kind that never
	 * stands beside others.
	 */
	of(record: StudiedRecord, value: Measurement | DerivedValue): StandingView | undefined {
		const { tiers, records } = this.#pool(value);
		const tier = tiers.get(value);
		if (tier === undefined) return undefined;
		const first = new Map<string, Placed>();
		for (const one of tier.values) if (!first.has(one.row) || one.value === value) first.set(one.row, one);
		return {
			value: valueView(value, recordPath(record.id, this.#kb), this.#kb),
			alike: tierText(tier),
			members: [...first.values()].map((one) => {
				const to = recordPath(one.row, this.#kb);
				return {
					id: one.row,
					name: one.record.pieces,
					to,
					own: one.value === value,
					value: valueView(one.value, to, this.#kb),
					number: central(one.value.quantity),
				};
			}),
			otherwise: records - first.size,
		};
	}

	#pool(value: Measurement | DerivedValue): Pool {
		const key = kindOf(value);
		const known = this.#pools.get(key);
		if (known !== undefined) return known;
		const placed = [...this.#kb.records.values()].flatMap((record) =>
			valuesOf(record, value.metric, new Map(), (one) => this.#stands(one) && kindOf(one) === key).map(
				(one): Placed => ({ ...compared({ record, value: one }, this.#kb), record, value: one }),
			),
		);
		const tiers = tiersOf(placed, decidingConditions(this.#kb));
		const pool = {
			tiers: new Map(tiers.flatMap((tier) => tier.values.map((one) => [one.value, tier] as const))),
			records: new Set(placed.map(({ row }) => row)).size,
		};
		this.#pools.set(key, pool);
		return pool;
	}

	#stands(value: Measurement | DerivedValue): boolean {
		return value.doubt === undefined && !standsApart(value, new Map(), this.#kb);
	}
}

/** Values of one kind are of the same metric, part and nature. */
function kindOf(value: Measurement | DerivedValue): string {
	const parts = value.kind === "reported" ? [value.of, value.relativeTo, value.nature] : [undefined, undefined, "measured"];
	return JSON.stringify([value.metric.id, ...parts]);
}
