import { type Column, readColumns, valueIn } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord, Term } from "../model/types.ts";
import { Problems } from "../problem/problem.ts";
import { numberText, quantityText, unitText } from "../quantity/format.ts";
import { central } from "../quantity/quantity.ts";
import { dataName, whichValue } from "./columns.ts";
import { compared, decidingConditions } from "./compared.ts";
import { rankable } from "./grouping.ts";
import { shortName } from "./library.ts";
import { flags, type Packed, Packer } from "./packed.ts";
import { groupOf } from "./table.ts";
import { facetConditions, shownConditions } from "./values.ts";

type MetricColumn = Extract<Column, { kind: "metric" }>;

/** A measured column: parallel lists, one place for each value; records without one are left out. */
export interface ExplorerColumn {
	/** Its name in addresses and data. */
	key: string;
	label: string;
	unit: string;
	which: string;
	/** Whether more is better first. */
	falling: boolean;
	/** Whether it is shown unless the reader chooses otherwise. */
	shown: boolean;
	/** The gap to the record before, which compresses where most records have a value. */
	rows: number[];
	numbers: number[];
	/** As printed; "" where that is the number. */
	texts: string[];
	/** Anchors on the record's page. */
	anchors: string[];
	/** What each states, packed. */
	states: number[];
	/** Places in the list of lines of conditions. */
	conditions: number[];
	flags: number[];
}

export interface ExplorerFacet {
	id: string;
	label: string;
	plural: string;
	/** Whether its column is shown unless the reader chooses otherwise. */
	shown: boolean;
	terms: { id: string; label: string; short: string; to: string; parent: number }[];
	/** For each record, its terms. */
	rows: number[][];
}

/** All records, column by column, as the explorer and the comparison in the browser take them. */
export interface ExplorerData extends Packed {
	/** The first part of records' addresses. */
	address: string;
	label: string;
	plural: string;
	ids: string[];
	names: string[];
	/** What is searched besides the name: aliases, terms and their synonyms are looked up by facet. */
	aliases: Record<number, string>;
	studies: { key: string; short: string; to: string }[];
	/** For each record, its study. */
	study: number[];
	groups: string[];
	/** For each record, its top-level term, -1 where it has none. */
	group: number[];
	/** By record, those whose control it is. */
	controlOf: Record<number, number[]>;
	facets: ExplorerFacet[];
	columns: ExplorerColumn[];
	/** Lines of conditions, each once. */
	lines: string[];
}

/** Packs all records: the columns of site.yaml first, then every other metric that has values. */
export function explorerData(kb: KnowledgeBase): ExplorerData {
	const records = [...kb.records.values()];
	const place = new Map(records.map(({ id }, index) => [id, index]));
	const columns = readColumns(kb.site.record.columns, kb, { file: "content/site.yaml", line: 1, column: 1 }, new Problems());
	const first = columns.filter((column) => column.kind === "metric");
	const others = [...kb.metrics.values()]
		.filter((metric) => first.every((column) => column.metric !== metric))
		.map((metric): MetricColumn => ({ kind: "metric", metric, at: new Map(), by: undefined }));
	const packer = new Packer(decidingConditions(kb));
	const lines = new Listed();
	const studies = new Listed();
	const groups = new Listed();
	const packed = [...first, ...others].map((column) => packColumn(column, first.includes(column), records, packer, lines, kb));
	const shown = new Set(columns.flatMap((column) => (column.kind === "facet" ? [column.facet.id] : [])));
	return {
		...packer.packed(),
		address: kb.site.record.address,
		label: kb.site.record.label,
		plural: kb.site.record.plural,
		ids: records.map(({ id }) => id),
		names: records.map(({ name }) => name),
		aliases: Object.fromEntries(records.flatMap(({ aliases }, index) => (aliases.length === 0 ? [] : [[index, aliases.join(" ")]]))),
		study: records.map(({ study }) => studies.place(study)),
		studies: studies.all.map((key) => ({ key, short: shortName(kb.works.get(key)), to: kb.works.has(key) ? `/references/${key}/` : "" })),
		group: records.map((record) => {
			const group = groupOf(record, kb);
			return group === undefined ? -1 : groups.place(group);
		}),
		groups: groups.all,
		controlOf: Object.fromEntries(
			records.flatMap(({ relations }, index) => {
				const of = (relations.get("control_of") ?? []).flatMap((id) => place.get(id) ?? []);
				return of.length === 0 ? [] : [[index, of]];
			}),
		),
		facets: [...kb.facets.values()].map((facet) => {
			const terms = [...facet.terms.values()];
			const at = new Map(terms.map(({ id }, index) => [id, index]));
			return {
				id: facet.id,
				label: facet.label,
				plural: facet.plural,
				shown: shown.has(facet.id),
				terms: terms.map((term) => ({
					id: term.id,
					label: term.label,
					short: shortTerm(term),
					to: term.path,
					parent: at.get(term.parent ?? "") ?? -1,
				})),
				rows: records.map(({ facets }) => (facets.get(facet.id) ?? []).flatMap(({ id }) => at.get(id) ?? [])),
			};
		}),
		columns: packed.filter(({ rows }) => rows.length > 0),
		lines: lines.all,
	};
}

function packColumn(
	column: MetricColumn,
	shown: boolean,
	records: readonly StudiedRecord[],
	packer: Packer,
	lines: Listed,
	kb: KnowledgeBase,
): ExplorerColumn {
	const packed: ExplorerColumn = {
		key: dataName(column),
		label: column.metric.label,
		unit: unitText(column.metric.unit),
		which: whichValue(column, kb),
		falling: column.metric.better !== "lower",
		shown,
		rows: [],
		numbers: [],
		texts: [],
		anchors: [],
		states: [],
		conditions: [],
		flags: [],
	};
	const leftOut = facetConditions(kb);
	let before = -1;
	for (const [row, record] of records.entries()) {
		const value = valueIn(record, column, kb);
		if (value === undefined) continue;
		packed.rows.push(row - before);
		before = row;
		const number = Number(central(value.quantity).toPrecision(9));
		const text = quantityText(value.quantity);
		packed.numbers.push(number);
		packed.texts.push(text === numberText(String(number)) ? "" : text);
		packed.anchors.push(value.id);
		packed.states.push(packer.add(compared({ record, value }, kb)));
		packed.conditions.push(lines.place(shownConditions(value, kb, leftOut)));
		packed.flags.push(
			(value.kind === "derived" ? flags.derived : 0) |
				(value.doubt === undefined ? 0 : flags.doubtful) |
				(value.kind === "reported" && value.disagrees ? flags.disagrees : 0) |
				(rankable(record, column, kb) === undefined ? 0 : flags.ranked),
		);
	}
	return packed;
}

function shortTerm({ label, formula, elements }: Term): string {
	return formula !== undefined && elements.length > 1 ? formula : label;
}

/** A list in which each text has one place. */
class Listed {
	readonly #places = new Map<string, number>();

	place(text: string): number {
		const known = this.#places.get(text);
		if (known !== undefined) return known;
		this.#places.set(text, this.#places.size);
		return this.#places.size - 1;
	}

	get all(): string[] {
		return [...this.#places.keys()];
	}
}
