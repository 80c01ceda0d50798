import { type Column, valueIn } from "../model/query.ts";
import type { Condition, DerivedValue, KnowledgeBase, Measurement, StudiedRecord } from "../model/types.ts";
import { dataName } from "./columns.ts";

/** A table for machines: its columns, and its rows in the same order; "" where there is nothing. */
export interface CsvTable {
	columns: string[];
	rows: string[][];
}

type Field = { name: string; text: (record: StudiedRecord) => string };

/**
 * A table for machines: the same rows and columns as on the page, each measured column with its unit and, behind it, the
 * conditions that occur in it, how it came about and what is doubtful; "" where there is nothing.
 */
export function tableCsv(records: readonly StudiedRecord[], columns: readonly Column[], kb: KnowledgeBase): CsvTable {
	const fields: Field[] = [
		{ name: "record", text: ({ id }) => id },
		{ name: "record_name", text: ({ name }) => name },
		{ name: "control_of", text: ({ relations }) => (relations.get("control_of") ?? []).join("; ") },
		...(columns.some(({ kind }) => kind === "study") ? [] : [studyField]),
		...columns.flatMap((column) => fieldsOf(column, records, kb)),
	];
	return { columns: fields.map(({ name }) => name), rows: records.map((record) => fields.map(({ text }) => text(record))) };
}

const studyField: Field = { name: "study", text: ({ study }) => study };

function fieldsOf(column: Column, records: readonly StudiedRecord[], kb: KnowledgeBase): Field[] {
	if (column.kind === "study") return [studyField];
	if (column.kind === "facet") {
		const { id } = column.facet;
		return [{ name: id.replaceAll("-", "_"), text: ({ facets }) => (facets.get(id) ?? []).map((term) => term.id).join("; ") }];
	}
	const name = dataName(column);
	// Every field asks for it.
	const values = new Map(records.map((record) => [record, valueIn(record, column, kb)]));
	const field = (suffix: string, text: (one: Measurement | DerivedValue) => string): Field => ({
		name: `${name}${suffix}`,
		text: (record) => {
			const one = values.get(record);
			return one === undefined ? "" : text(one);
		},
	});
	const all = [...values.values()].filter((one) => one !== undefined);
	return [
		field("", ({ quantity }) => number(quantity.value)),
		...(all.some(({ quantity }) => quantity.value === undefined)
			? [field("_low", ({ quantity }) => number(quantity.low)), field("_high", ({ quantity }) => number(quantity.high))]
			: []),
		field("_qualifier", ({ quantity }) => quantity.qualifier),
		field("_unit", ({ quantity }) => quantity.unit),
		...[...kb.conditions.values()]
			.filter(({ id }) => all.some(({ conditions }) => conditions.has(id)))
			.flatMap((condition) => conditionFields(condition, field)),
		field("_kind", ({ kind }) => kind),
		field("_id", ({ id }) => id),
		field("_disagrees", (one) => String(one.kind === "reported" && one.disagrees)),
		field("_doubt", ({ doubt = "" }) => doubt),
	];
}

/** A condition as printed and, where its unit can differ, in the condition's own. */
function conditionFields(
	{ id, kind, unit = "1" }: Condition,
	field: (suffix: string, text: (one: Measurement | DerivedValue) => string) => Field,
): Field[] {
	const name = `_${id.replaceAll("-", "_")}`;
	const printed = field(name, ({ conditions }) => conditions.get(id)?.text ?? "");
	if (kind !== "number" || unit === "1") return [printed];
	const own = unit.toLowerCase().replace(/[^a-z0-9]+/g, "_");
	return [printed, field(`${name}_in_${own}`, ({ conditions }) => number(conditions.get(id)?.normal))];
}

/** A number as data: rounded to what doubles hold, with a point. */
function number(value: number | undefined): string {
	return value === undefined ? "" : String(Number(value.toPrecision(12)));
}
