import type { Piece } from "../formula/formula.ts";
import { standsApart, valuesOf } from "../model/query.ts";
import type { DerivedValue, KnowledgeBase, Measurement, Metric, StudiedRecord } from "../model/types.ts";
import { quantityText } from "../quantity/format.ts";
import { central } from "../quantity/quantity.ts";
import { compared, decidingConditions } from "./compared.ts";
import { type Compared, type Tier, tiersOf, tierText } from "./guard.ts";
import { recordPath } from "./paths.ts";
import { type ValueView, valueView } from "./values.ts";

/** A value among those of other records that were measured alike. */
export interface StandingView {
	value: ValueView;
	/** How the values lie on an axis. */
	scale: Metric["scale"];
	/** The tier: what is the same in all, and what is unknown in all. */
	alike: string;
	/** How many records the tier has, its own among them, and from where to where their values go. */
	records: number;
	least: string;
	most: string;
	/** The records of the tier in the site's order; only its own where they would be a table of their own. */
	members: { id: string; name: Piece[]; to: string; own: boolean; value: ValueView; number: number }[];
	/** How many other records have a value of the metric that was measured otherwise. */
	otherwise: number;
}

type Value = Measurement | DerivedValue;

interface Placed extends Compared {
	record: StudiedRecord;
	value: Value;
}

/** What holds for a tier, whichever of its values is asked for. */
interface Summary {
	alike: string;
	/** Its records, in the site's order. */
	rows: string[];
	/** The first value of each. */
	first: Map<string, Placed>;
	least: Value;
	most: Value;
}

/** The values of one metric that can be held against each other at all, and the tier of each. */
interface Pool {
	tiers: Map<Value, Summary>;
	records: number;
}

/** So many records are listed. */
const listed = 8;

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
	of(record: StudiedRecord, value: Value): StandingView | undefined {
		const { tiers, records } = this.#pool(value);
		const tier = tiers.get(value);
		if (tier === undefined) return undefined;
		return {
			value: valueView(value, recordPath(record.id, this.#kb), this.#kb),
			scale: value.metric.scale,
			alike: tier.alike,
			records: tier.rows.length,
			least: quantityText(tier.least.quantity),
			most: quantityText(tier.most.quantity),
			members: (tier.rows.length <= listed ? tier.rows : [record.id]).flatMap((row) => {
				const one = row === record.id ? { record, value } : tier.first.get(row);
				if (one === undefined) return [];
				const to = recordPath(row, this.#kb);
				return {
					id: row,
					name: one.record.pieces,
					to,
					own: row === record.id,
					value: valueView(one.value, to, this.#kb),
					number: central(one.value.quantity),
				};
			}),
			otherwise: records - tier.rows.length,
		};
	}

	#pool(value: Value): Pool {
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
			tiers: new Map(
				tiers.flatMap((tier) => {
					const summary = summaryOf(tier);
					return tier.values.map((one) => [one.value, summary] as const);
				}),
			),
			records: new Set(placed.map(({ row }) => row)).size,
		};
		this.#pools.set(key, pool);
		return pool;
	}

	#stands(value: Value): boolean {
		return value.doubt === undefined && !standsApart(value, new Map(), this.#kb);
	}
}

function summaryOf(tier: Tier<Placed>): Summary {
	const first = new Map<string, Placed>();
	for (const one of tier.values) if (!first.has(one.row)) first.set(one.row, one);
	const ends = (larger: (a: number, b: number) => boolean) =>
		tier.values.map(({ value }) => value).reduce((best, value) => (larger(central(value.quantity), central(best.quantity)) ? value : best));
	return { alike: tierText(tier), rows: [...first.keys()], first, least: ends((a, b) => a < b), most: ends((a, b) => a > b) };
}

/** Values of one kind are of the same metric, part and nature. */
function kindOf(value: Value): string {
	const parts = value.kind === "reported" ? [value.of, value.relativeTo, value.nature] : [undefined, undefined, "measured"];
	return JSON.stringify([value.metric.id, ...parts]);
}
