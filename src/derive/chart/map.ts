import { pieces } from "../../formula/formula.ts";
import type { ChartQuery, Side } from "../../model/chart.ts";
import { select, withNarrower } from "../../model/query.ts";
import type { KnowledgeBase, StudiedRecord, Term } from "../../model/types.ts";
import type { Made } from "./chart.ts";
import { someOf } from "./drawn.ts";
import { subjectOf } from "./subject.ts";

export interface MapCell {
	/** The names of its records. */
	names: string[];
	/** Where the cell leads: its record, or the page of its row. */
	to: string | undefined;
}

export interface MapPicture {
	kind: "map";
	columns: { label: string; to: string | undefined }[];
	rows: { id: string; label: string; to: string; group: string | undefined; cells: MapCell[] }[];
}

/** How many records there are for each pair of terms; controls do not count, and a record with two terms of a side counts twice. */
export function mapChart({ where, rows, columns }: Extract<ChartQuery, { kind: "map" }>, kb: KnowledgeBase): Made {
	const all = select(kb.records.values(), where);
	const records = all.filter(({ relations }) => !relations.has("control_of"));
	const rest = records.filter((record) => columns.terms.every((term) => !carries(record, columns, term)));
	const sides = [
		...columns.terms.map((term) => ({ label: term.label, to: term.path, has: (record: StudiedRecord) => carries(record, columns, term) })),
		...(rest.length === 0 ? [] : [{ label: "other or not given", to: undefined, has: (record: StudiedRecord) => rest.includes(record) }]),
	];
	const counted = new Set<StudiedRecord>();
	const lines = rows.terms.map((term) => ({
		id: term.id,
		label: term.label,
		to: term.path,
		group: top(term, rows),
		cells: sides.map(({ has }): MapCell => {
			const here = records.filter((record) => carries(record, rows, term) && has(record));
			for (const record of here) counted.add(record);
			const [only] = here;
			return {
				names: here.map(({ name }) => name),
				to: only === undefined ? undefined : here.length === 1 ? subjectOf(only, kb).to : term.path,
			};
		}),
	}));
	const several = records.some((record) => rows.terms.filter((term) => carries(record, rows, term)).length > 1);
	const { site } = kb;
	return {
		title: finding(lines, columns.terms.length, `${rows.facet.label} and ${columns.facet.label}`, kb),
		subtitle: `number of ${site.record.plural}, by ${rows.facet.label} and ${columns.facet.label}`,
		key: [
			`Controls are left out.${several ? ` One with several ${rows.facet.plural} stands in each of their rows.` : ""} Empty outline: none.`,
		],
		picture: { kind: "map", columns: sides.map(({ label, to }) => ({ label, to })), rows: lines },
		cut: undefined,
		table: {
			columns: [
				{ id: columns.facet.id.replaceAll("-", "_"), label: columns.facet.label, unit: "", numeric: false },
				{ id: "count", label: site.record.plural, unit: "", numeric: true },
				{ id: "records", label: "which", unit: "", numeric: false },
			],
			rows: lines.flatMap(({ id, label, to, cells }) =>
				cells.map((cell, index) => ({
					id,
					name: pieces(label),
					to,
					study: undefined,
					drawn: true,
					cells: [
						{ text: sides[index]?.label ?? "" },
						{ text: String(cell.names.length), data: cell.names.length },
						{ text: someOf(cell.names, "; "), data: cell.names.join("; ") },
					],
				})),
			),
		},
		compared: [],
		shown: [],
		groups: lines.map(({ group }) => group),
		left: [
			{ why: "controls", records: all.filter((record) => !records.includes(record)).map((record) => subjectOf(record, kb)) },
			{
				why: `no such ${rows.facet.label}`,
				records: records.filter((record) => !counted.has(record)).map((record) => subjectOf(record, kb)),
			},
		],
	};
}

function carries(record: StudiedRecord, { facet }: Side, term: Term): boolean {
	const within = withNarrower(term, facet);
	return (record.facets.get(facet.id) ?? []).some(({ id }) => within.has(id));
}

/** The term at the top above one. */
function top(term: Term, { facet }: Side): string {
	let at = term;
	for (let above = facet.terms.get(term.parent ?? ""); above !== undefined; above = facet.terms.get(above.parent ?? "")) at = above;
	return at.id;
}

/** "24 of 36 pairs of origin and cultivar have no tea; none has more than 5": what is missing is the finding. */
function finding(rows: MapPicture["rows"], named: number, pair: string, { site }: KnowledgeBase): string {
	const cells = rows.flatMap((row) => row.cells.slice(0, named).map((cell) => cell.names.length));
	const gaps = cells.filter((count) => count === 0).length;
	if (gaps === 0) return `Every pair of ${pair} has at least one ${site.record.label}`;
	return `${gaps} of ${cells.length} pairs of ${pair} ${gaps === 1 ? "has" : "have"} no ${site.record.label}; none has more than ${Math.max(...cells)}`;
}
