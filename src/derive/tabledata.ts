import { type Column, valueIn } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord } from "../model/types.ts";
import { central } from "../quantity/quantity.ts";
import { compared, decidingConditions } from "./compared.ts";
import { rankable } from "./grouping.ts";
import { type Packed, Packer } from "./packed.ts";

/** A value as a script sees it: its number, what it states (packed), and whether it can be ranked. */
export type PackedValue = [number: number, states: number, ranked: 0 | 1];

/** What sorting, filtering and comparing in the browser need of a table. */
export interface TableData extends Packed {
	rows: { id: string; study: string; controlOf: string[]; values: (PackedValue | null)[] }[];
	/** For each column, whether more is better first; null where it holds no numbers. */
	falling: (boolean | null)[];
}

/** Packs the rows of a table. */
export function tableData(records: readonly StudiedRecord[], columns: readonly Column[], kb: KnowledgeBase): TableData {
	const packer = new Packer(decidingConditions(kb));
	const rows = records.map((record) => ({
		id: record.id,
		study: record.study,
		controlOf: record.relations.get("control_of") ?? [],
		values: columns.map((column): PackedValue | null => {
			const value = column.kind === "metric" ? valueIn(record, column, kb) : undefined;
			if (value === undefined || column.kind !== "metric") return null;
			const states = packer.add(compared({ record, value }, kb));
			return [Number(central(value.quantity).toPrecision(9)), states, rankable(record, column, kb) === undefined ? 0 : 1];
		}),
	}));
	return {
		...packer.packed(),
		rows,
		falling: columns.map((column) => (column.kind === "metric" ? column.metric.better !== "lower" : null)),
	};
}
