// The only module that knows the table library: which records fit, and how many would fit each term.
import {
	type ColumnDef,
	columnFacetingFeature,
	columnFilteringFeature,
	constructTable,
	createFacetedRowModel,
	createFacetedUniqueValues,
	createFilteredRowModel,
	type Row,
	tableFeatures,
} from "@tanstack/table-core";
import { storeReactivityBindings } from "@tanstack/table-core/store-reactivity-bindings";
import { type BrowserRecord, fold, type Records } from "./records.ts";

const features = tableFeatures({
	coreReactivityFeature: storeReactivityBindings(),
	columnFilteringFeature,
	filteredRowModel: createFilteredRowModel(),
	columnFacetingFeature,
	facetedRowModel: createFacetedRowModel(),
	facetedUniqueValues: createFacetedUniqueValues(),
});
type TableRow = Row<typeof features, BrowserRecord>;

/** What the reader asks for. */
export interface Filters {
	text: string;
	/** By facet, the ids of terms: one of them, or of the terms below them, is enough. */
	terms: Map<string, string[]>;
	/** By column's key, from and to; NaN where there is no bound. */
	ranges: Map<string, [number, number]>;
}

/** Selects records. */
export class Selection {
	readonly #records: Records;
	readonly #table;
	/** By facet, for each record, its terms and those above them. */
	readonly #terms: (readonly number[])[][];

	constructor(records: Records) {
		this.#records = records;
		const { facets, columns } = records.data;
		this.#terms = facets.map(({ terms, rows }) => rows.map((own) => [...new Set(own.flatMap((term) => above(terms, term)))]));
		const text = records.all.map((record) => this.#text(record));
		const definitions: ColumnDef<typeof features, BrowserRecord>[] = [
			{
				id: "text",
				accessorFn: ({ index }) => text[index],
				filterFn: (row: TableRow, _, words: string[]) => words.every((word) => text[row.original.index]?.includes(word) === true),
			},
			...facets.map(
				({ id }, index): ColumnDef<typeof features, BrowserRecord> => ({
					id: `facet ${id}`,
					accessorFn: (record) => this.#withAbove(record, index),
					getUniqueValues: (record) => this.#withAbove(record, index),
					filterFn: ({ original }: TableRow, _, wanted: number[]) => this.#withAbove(original, index).some((term) => wanted.includes(term)),
				}),
			),
			...columns.map(
				(column): ColumnDef<typeof features, BrowserRecord> => ({
					id: `value ${column.key}`,
					accessorFn: (record) => records.number(record, column),
					filterFn: ({ original }: TableRow, _, [from, to]: [number, number]) => {
						const number = records.number(original, column);
						return number !== undefined && !(number < from) && !(number > to);
					},
				}),
			),
		];
		this.#table = constructTable({ features, data: records.all, getRowId: ({ id }) => id, columns: definitions });
	}

	/** The records that fit, in their order. */
	select({ text, terms, ranges }: Filters): BrowserRecord[] {
		const words = fold(text).split(" ").filter(Boolean);
		const { facets, columns } = this.#records.data;
		this.#table.setColumnFilters([
			...(words.length === 0 ? [] : [{ id: "text", value: words }]),
			...facets.flatMap((facet) => {
				const ids = terms.get(facet.id) ?? [];
				const wanted = ids.map((id) => facet.terms.findIndex((term) => term.id === id)).filter((place) => place >= 0);
				return wanted.length === 0 ? [] : [{ id: `facet ${facet.id}`, value: wanted }];
			}),
			...columns.flatMap(({ key }) => {
				const range = ranges.get(key);
				return range === undefined || range.every(Number.isNaN) ? [] : [{ id: `value ${key}`, value: range }];
			}),
		]);
		return this.#table.getFilteredRowModel().rows.map((row) => row.original);
	}

	/** For each term of a facet, how many records fit that have it, whatever is chosen in this facet. */
	counts(facet: string): ReadonlyMap<number, number> {
		return this.#table.getColumn(`facet ${facet}`)?.getFacetedUniqueValues() ?? new Map();
	}

	#withAbove(record: BrowserRecord, facet: number): readonly number[] {
		return this.#terms[facet]?.[record.index] ?? [];
	}

	#text(record: BrowserRecord): string {
		const { aliases, studies, study, facets } = this.#records.data;
		const terms = facets.flatMap((facet, index) =>
			this.#withAbove(record, index).flatMap((term) => [facet.terms[term]?.label ?? "", facet.terms[term]?.short ?? ""]),
		);
		return fold([record.id, record.name, aliases[record.index] ?? "", studies[study[record.index] ?? -1]?.short ?? "", ...terms].join(" "));
	}
}

function above(terms: readonly { parent: number }[], term: number): number[] {
	const result: number[] = [];
	for (let at = term; at >= 0 && !result.includes(at); at = terms[at]?.parent ?? -1) result.push(at);
	return result;
}
