import type { Piece } from "../formula/formula.ts";
import { recordsOnPage } from "../model/addresses.ts";
import type { Arrangement } from "../model/arrangement.ts";
import { type Column, type Query, select, valueIn } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord, Term } from "../model/types.ts";
import { numberParts, unitText } from "../quantity/format.ts";
import type { CitationView, PageCitations } from "./citing.ts";
import { whichValue } from "./columns.ts";
import { guardOf, type Held } from "./compared.ts";
import { grouped } from "./grouping.ts";
import { recordPath } from "./paths.ts";
import { type CsvTable, tableCsv } from "./tablecsv.ts";
import { type TableData, tableData } from "./tabledata.ts";
import { type ValueView, valueView } from "./values.ts";

export interface TermLink {
	label: string;
	/** What narrow places show: the formula of a compound, otherwise the label. */
	short: string;
	formula: string | undefined;
	to: string;
}

export type CellView =
	| { kind: "study"; citation: CitationView }
	| { kind: "terms"; terms: TermLink[] }
	| { kind: "value"; value: ValueView }
	/** What is not there, and why: the source does not give it, or it could not be computed. */
	| { kind: "absent"; why: string };

export interface RowView {
	id: string;
	name: Piece[];
	to: string;
	/** The top-level term that colours it. */
	group: string | undefined;
	/** Whether it stands below the record whose control it is. */
	control: boolean;
	cells: CellView[];
}

export interface ColumnView {
	label: string;
	unit: string;
	/** Which value of several it shows: "infusion 3", "at the largest infusion". */
	which: string;
	numeric: boolean;
	/** Digits before the decimal point, so that numbers stand on it. */
	whole: number;
}

/** A table of records, ready to be laid out. */
export interface TableView {
	caption: string;
	columns: ColumnView[];
	/** Where all records that the query finds are, when there are more than a page can hold. */
	all: { count: number; to: string } | undefined;
	/** In groups; one without a title where there are none. */
	groups: { title: string; study: string | undefined; rows: RowView[] }[];
	rows: RowView[];
	/** What keeps its values from being compared. */
	guard: string;
	/** The address of the same table as CSV. */
	csv: { path: string; table: CsvTable };
	/** What sorting and filtering in the browser need. */
	data: TableData;
}

/** What a table is made of. */
export interface TableQuery {
	query: Query;
	columns: readonly Column[];
	caption?: string | undefined;
	arrangement?: Arrangement;
	/** The address of the table as CSV. */
	path: string;
	/** Whether it holds all records that it finds, however many. */
	whole?: boolean;
}

/** So many records a table on a page has: with more, a page would grow with the knowledge base. */
const longest = 50;

/** The table that a query and columns give; its citations are numbered on the page. */
export function tableView(
	{ query, columns, caption, arrangement = { group: undefined, order: undefined }, path, whole = false }: TableQuery,
	kb: KnowledgeBase,
	citations: PageCitations,
): TableView {
	const found = select(kb.records.values(), query);
	const records = whole ? found : found.slice(0, longest);
	const cellOf = (record: StudiedRecord, column: Column): CellView => {
		if (column.kind === "study") return { kind: "study", citation: citations.cite([{ key: record.study, offset: 0 }]) };
		if (column.kind === "facet") {
			const terms = record.facets.get(column.facet.id) ?? [];
			return terms.length === 0 ? { kind: "absent", why: "" } : { kind: "terms", terms: terms.map(termLink) };
		}
		const value = valueIn(record, column, kb);
		if (value !== undefined) return { kind: "value", value: valueView(value, recordPath(record.id, kb), kb) };
		const reason = record.notComputed.find(({ metric }) => metric.id === column.metric.id)?.reason;
		return { kind: "absent", why: reason === undefined ? "" : `not computed: ${reason}` };
	};
	const rowOf = (record: StudiedRecord, control: boolean): RowView => ({
		id: record.id,
		name: record.pieces,
		to: recordPath(record.id, kb),
		group: groupOf(record, kb),
		control,
		cells: columns.map((column) => cellOf(record, column)),
	});
	const arranged = grouped(records, arrangement, kb);
	const groups = arranged.map(({ title, study, families }) => ({
		title,
		study,
		rows: families.flatMap(([head, ...controls]) => [rowOf(head, false), ...controls.map((control) => rowOf(control, true))]),
	}));
	const rows = groups.flatMap((group) => group.rows);
	const inOrder = arranged.flatMap(({ families }) => families.flat());
	return {
		caption: caption ?? `${found.length} ${found.length === 1 ? kb.site.record.label : kb.site.record.plural}`,
		columns: columns.map((column, index) => ({
			...header(column, kb),
			whole: Math.max(1, ...rows.map(({ cells }) => digits(cells[index]))),
		})),
		all: found.length === records.length ? undefined : { count: found.length, to: explorerPath(query, kb) },
		groups,
		rows,
		guard: guardOf(heldIn(inOrder, columns, kb), kb),
		csv: { path, table: tableCsv(inOrder, columns, kb) },
		data: tableData(inOrder, columns, kb),
	};
}

/** The address at which the explorer shows what a query finds. */
function explorerPath(query: Query, { site }: KnowledgeBase): string {
	const filters = query.map(({ facet, terms }) => `${facet.id}=${terms.map(({ id }) => id).join(",")}`);
	return `/${site.record.address}/${filters.length === 0 ? "" : `?${filters.join("&")}`}`;
}

/** The values that a table shows. */
function heldIn(records: readonly StudiedRecord[], columns: readonly Column[], kb: KnowledgeBase): Held[] {
	return records.flatMap((record) =>
		columns.flatMap((column) => {
			const value = column.kind === "metric" ? valueIn(record, column, kb) : undefined;
			return value === undefined ? [] : [{ record, value }];
		}),
	);
}

function digits(cell: CellView | undefined): number {
	return cell?.kind === "value" ? numberParts(cell.value.number).whole.length : 0;
}

function header(column: Column, kb: KnowledgeBase): Omit<ColumnView, "whole"> {
	if (column.kind === "study") return { label: "study", unit: "", which: "", numeric: false };
	if (column.kind === "facet") return { label: column.facet.label, unit: "", which: "", numeric: false };
	return { label: column.metric.label, unit: unitText(column.metric.unit), which: whichValue(column, kb), numeric: true };
}

/** A term as a link. */
export function termLink({ label, formula, elements, path }: Term): TermLink {
	return {
		label,
		short: formula !== undefined && elements.length > 1 ? formula : label,
		formula: formula === label ? undefined : formula,
		to: path,
	};
}

/** The top-level term of the tree's facet that a record stands under. */
export function groupOf(record: StudiedRecord, kb: KnowledgeBase): string | undefined {
	const facet = kb.facets.get(kb.site.tree ?? "");
	let term = record.facets.get(facet?.id ?? "")?.[0];
	while (term?.parent !== undefined) term = facet?.terms.get(term.parent);
	return term?.id;
}

/** The rows of a table that stand on a page of the list of all records, from 1. */
export function tableOnPage(table: TableView, page: number): TableView {
	const rows = table.rows.slice((page - 1) * recordsOnPage, page * recordsOnPage);
	return { ...table, rows, groups: [{ title: "", study: undefined, rows }] };
}
