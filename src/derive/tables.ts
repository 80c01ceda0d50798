import type { Condition, Conditions, DerivedValue, KnowledgeBase, Measurement, Reading, StudiedRecord } from "../model/types.ts";
import type { Quantity } from "../quantity/quantity.ts";
import type { DisagreementView } from "./disagreements.ts";

/** A table for machines: its columns, and its rows in the same order; "" where there is nothing. */
export interface DataTable {
	columns: string[];
	rows: string[][];
}

type Column<T> = [name: string, value: (row: T) => string | number | undefined];

function table<T>(columns: readonly Column<T>[], rows: readonly T[]): DataTable {
	return { columns: columns.map(([name]) => name), rows: rows.map((row) => columns.map(([, value]) => String(value(row) ?? ""))) };
}

interface Row {
	record: StudiedRecord;
	value: Measurement | DerivedValue;
	/** What is printed at a place; of a derived value, nothing. */
	reading: Reading | undefined;
	quantity: Quantity;
	conditions: Conditions;
}

/** Every reading of every measurement, and every derived value: a row each. */
export function measurementsTable(kb: KnowledgeBase): DataTable {
	const rows = [...kb.records.values()].flatMap((record): Row[] => [
		...record.measurements.flatMap((value) =>
			value.readings.map((reading): Row => ({ record, value, reading, quantity: reading.quantity, conditions: reading.conditions })),
		),
		...record.derived.map((value): Row => ({ record, value, reading: undefined, quantity: value.quantity, conditions: value.conditions })),
	]);
	const reported = ({ value }: Row) => (value.kind === "reported" ? value : undefined);
	return table<Row>(
		[
			["record", ({ record }) => record.id],
			["record_name", ({ record }) => record.name],
			["study", ({ record }) => record.study],
			["measurement_id", ({ value }) => value.id],
			["kind", ({ value }) => value.kind],
			["metric", ({ reading, value }) => (reading?.metric ?? value.metric).id],
			["value", ({ quantity }) => number(quantity.value)],
			["value_low", ({ quantity }) => number(quantity.low)],
			["value_high", ({ quantity }) => number(quantity.high)],
			["qualifier", ({ quantity }) => quantity.qualifier],
			["unit", ({ quantity }) => quantity.unit],
			["as_printed", ({ reading, quantity }) => (reading === undefined ? undefined : (reading.printed ?? quantity.text))],
			["stat", (row) => reported(row)?.stat],
			["of", (row) => reported(row)?.of],
			["nature", ({ reading }) => reading?.nature],
			...conditionColumns(kb),
			["read_in", ({ reading }) => reading?.in],
			["read_at", ({ reading }) => reading?.at],
			["how", ({ reading }) => reading?.how],
			["cited_as", ({ reading }) => reading?.citedAs],
			["shown", ({ reading }) => (reading === undefined ? "true" : String(reading.shown))],
			["doubt", ({ reading, value }) => reading?.doubt ?? value.doubt],
		],
		rows,
	);
}

/** A number as data: rounded to what doubles hold, with a point. */
function number(value: number | undefined): string | undefined {
	return value === undefined ? undefined : String(Number(value.toPrecision(12)));
}

/** The columns of each declared condition, in its order: its value, its unit, and its value in the declared unit. */
function conditionColumns(kb: KnowledgeBase): Column<Row>[] {
	return [...kb.conditions.values()].flatMap((condition) => {
		const name = condition.id.replaceAll("-", "_");
		const value = ({ conditions }: Row) => conditions.get(condition.id);
		const unit = condition.unit ?? "1";
		const columns: Record<Condition["kind"], Column<Row>[]> = {
			text: [[name, (row) => value(row)?.text]],
			term: [[name, (row) => value(row)?.term]],
			count: [
				[name, (row) => number(value(row)?.value)],
				[`${name}_from`, (row) => number(value(row)?.from)],
			],
			number: [
				[name, (row) => number(value(row)?.value)],
				...(unit === "1" ? [] : [[`${name}_unit`, (row) => value(row)?.unit] satisfies Column<Row>]),
				...(condition.converts.length === 0
					? []
					: [[`${name}_${unit.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`, (row) => number(value(row)?.normal)] satisfies Column<Row>]),
			],
		};
		return columns[condition.kind];
	});
}

/** Every record, a row each; several terms of a facet are separated by semicolons. */
export function recordsTable(kb: KnowledgeBase): DataTable {
	return table<StudiedRecord>(
		[
			["record", ({ id }) => id],
			["record_name", ({ name }) => name],
			["aliases", ({ aliases }) => aliases.join("; ")],
			["study", ({ study }) => study],
			...[...kb.facets.keys()].map(
				(id): Column<StudiedRecord> => [id.replaceAll("-", "_"), ({ facets }) => (facets.get(id) ?? []).map((term) => term.id).join("; ")],
			),
			["elements", ({ elements }) => elements.join("; ")],
			["control_of", ({ relations }) => relations.get("control_of")?.join("; ")],
			["component_of", ({ relations }) => relations.get("component_of")?.join("; ")],
			["variant_of", ({ relations }) => relations.get("variant_of")?.join("; ")],
			["measurements", ({ measurements }) => measurements.length],
			["remarks", ({ remarks }) => remarks],
		],
		[...kb.records.values()],
	);
}

/** Every disagreement, a row each. */
export function disagreementsTable(all: readonly DisagreementView[]): DataTable {
	return table<DisagreementView>(
		[
			["id", ({ id }) => id],
			["kind", ({ kind }) => kind],
			["rule", ({ rule }) => rule],
			["about", ({ subjects }) => subjects.join("; ")],
			["what", ({ what }) => what],
			[
				"printed",
				({ printed }) => printed.map(({ citation, place, text }) => `${citation?.keys.join(", ") ?? ""}, ${place}: ${text}`).join("; "),
			],
			["shown", ({ shown }) => shown],
			["evidence", ({ evidence }) => evidence],
			["sure", ({ sure }) => sure],
		],
		all,
	);
}
