import type { Piece } from "../formula/formula.ts";
import { type Column, type Query, select, valueIn } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord, Term } from "../model/types.ts";
import { unitText } from "../quantity/format.ts";
import type { CitationView, PageCitations } from "./citing.ts";
import { guardOf, type Held } from "./compared.ts";
import { recordPath } from "./paths.ts";
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
	| { kind: "value"; value: ValueView | undefined };

export interface RowView {
	id: string;
	name: Piece[];
	to: string;
	/** The top-level term that colours it. */
	group: string | undefined;
	cells: CellView[];
}

/** A table of records, ready to be laid out. */
export interface TableView {
	caption: string;
	columns: { label: string; unit: string; numeric: boolean }[];
	rows: RowView[];
	/** What keeps its values from being compared. */
	guard: string;
}

/** The table that a query and columns give; its citations are numbered on the page. */
export function tableView(
	query: Query,
	columns: readonly Column[],
	caption: string | undefined,
	kb: KnowledgeBase,
	citations: PageCitations,
): TableView {
	const records = select(kb.records.values(), query);
	const shown: Held[] = [];
	const rows = records.map((record) => ({
		id: record.id,
		name: record.pieces,
		to: recordPath(record.id, kb),
		group: groupOf(record, kb),
		cells: columns.map((column): CellView => {
			if (column.kind === "study") return { kind: "study", citation: citations.cite([{ key: record.study, offset: 0 }]) };
			if (column.kind === "facet") return { kind: "terms", terms: (record.facets.get(column.facet.id) ?? []).map(termLink) };
			const value = valueIn(record, column, kb);
			if (value !== undefined) shown.push({ record, value });
			return { kind: "value", value: value && valueView(value, recordPath(record.id, kb), kb) };
		}),
	}));
	return {
		caption: caption ?? `${records.length} ${records.length === 1 ? kb.site.record.label : kb.site.record.plural}`,
		columns: columns.map(header),
		rows,
		guard: guardOf(shown, kb),
	};
}

function header(column: Column): TableView["columns"][number] {
	if (column.kind === "study") return { label: "study", unit: "", numeric: false };
	if (column.kind === "facet") return { label: column.facet.label, unit: "", numeric: false };
	return { label: column.metric.label, unit: unitText(column.metric.unit), numeric: true };
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
