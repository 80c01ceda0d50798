import type { Rankable } from "../derive/arrange.ts";
import type { ExplorerColumn, ExplorerData } from "../derive/explorer.ts";
import type { Compared } from "../derive/guard.ts";
import { flags, unpack } from "../derive/packed.ts";
import { numberText } from "../quantity/format.ts";

/** A value of a record, as the browser has it. */
export interface RecordValue extends Rankable {
	column: ExplorerColumn;
	text: string;
	conditions: string;
	anchor: string;
	derived: boolean;
	doubtful: boolean;
	disagrees: boolean;
	/** Whether it may be ranked. */
	ranked: boolean;
}

/** A record, as the browser has it. */
export interface BrowserRecord {
	index: number;
	id: string;
	name: string;
	study: string;
	controlOf: readonly string[];
}

/** All records, as they were packed: looked up and unpacked when they are needed. */
export class Records {
	readonly data: ExplorerData;
	readonly all: BrowserRecord[];
	readonly #places = new Map<ExplorerColumn, Map<number, number>>();
	readonly #values = new Map<ExplorerColumn, RecordValue[]>();
	readonly #states = new Map<number, Pick<Compared, "at" | "settled">>();

	constructor(data: ExplorerData) {
		this.data = data;
		this.all = data.ids.map((id, index) => ({
			index,
			id,
			name: data.names[index] ?? id,
			study: data.studies[data.study[index] ?? -1]?.key ?? "",
			controlOf: (data.controlOf[index] ?? []).flatMap((other) => data.ids[other] ?? []),
		}));
		for (const column of data.columns) {
			const places = new Map<number, number>();
			let row = -1;
			for (const [place, gap] of column.rows.entries()) {
				row += gap;
				places.set(row, place);
			}
			this.#places.set(column, places);
			this.#values.set(column, []);
		}
	}

	/** A record's value in a column: made once. */
	value(record: BrowserRecord, column: ExplorerColumn): RecordValue | undefined {
		const place = this.#places.get(column)?.get(record.index);
		const values = this.#values.get(column);
		if (place === undefined || values === undefined) return undefined;
		const made = values[place] ?? this.#make(record, column, place);
		values[place] = made;
		return made;
	}

	#make(record: BrowserRecord, column: ExplorerColumn, place: number): RecordValue {
		const flag = column.flags[place] ?? 0;
		const number = column.numbers[place] ?? Number.NaN;
		return {
			...this.#stated(column.states[place] ?? -1),
			row: record.id,
			study: record.study,
			column,
			number,
			text: column.texts[place] || numberText(String(number)),
			conditions: this.data.lines[column.conditions[place] ?? -1] ?? "",
			anchor: column.anchors[place] ?? "",
			derived: (flag & flags.derived) !== 0,
			doubtful: (flag & flags.doubtful) !== 0,
			disagrees: (flag & flags.disagrees) !== 0,
			ranked: (flag & flags.ranked) !== 0,
		};
	}

	/** A record's number in a column, without unpacking the rest. */
	number(record: BrowserRecord, column: ExplorerColumn): number | undefined {
		const place = this.#places.get(column)?.get(record.index);
		return place === undefined ? undefined : column.numbers[place];
	}

	/** A record's terms of a facet, by their places. */
	terms(record: BrowserRecord, facet: number): readonly number[] {
		return this.data.facets[facet]?.rows[record.index] ?? [];
	}

	/** A record's terms of a facet, as a text. */
	termText(record: BrowserRecord, facet: number): string {
		const terms = this.data.facets[facet]?.terms ?? [];
		return this.terms(record, facet)
			.map((term) => terms[term]?.short ?? "")
			.join(", ");
	}

	#stated(states: number): Pick<Compared, "at" | "settled"> {
		const known = this.#states.get(states);
		if (known !== undefined) return known;
		const made = unpack(this.data, states);
		this.#states.set(states, made);
		return made;
	}
}

/** Asks for all records. Throws where they cannot be had. */
export async function loadRecords(address: string): Promise<Records> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address}: ${response.status}`);
	const data: ExplorerData = await response.json();
	return new Records(data);
}

/** A text as it is searched: lower case, indices and dashes as plain characters. */
export function fold(text: string): string {
	return text
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[‐-―−]/g, "-")
		.replace(/\s+/g, " ");
}
