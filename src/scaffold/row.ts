import type { KnowledgeBase } from "../model/types.ts";
import { splitUnit } from "../quantity/quantity.ts";
import { howRead } from "../schema/record.ts";
import { understandCondition, understandTerms, understandValue, understandWork } from "./choose.ts";
import type { Column } from "./columns.ts";
import { oneOf, type Understood } from "./form.ts";
import { freeId, idOf } from "./name.ts";
import type { RecordDraft } from "./recordtext.ts";
import type { Cell } from "./table.ts";

/** Something of a table that has no place in the knowledge base: where it stands, and why. */
export interface Unplaced {
	row: number;
	column: number;
	why: string;
}

/** A record made of the rows of one name. */
export interface Made {
	row: number;
	id: string;
	draft: RecordDraft & { facets: Map<string, string[]> };
}

/** What rows are read against, and what becomes of them. */
export interface Reading {
	kb: KnowledgeBase;
	columns: readonly (Column | undefined)[];
	/** What holds where a row has no cell for it. */
	usual: { study: string | undefined; in: string | undefined; place: string | undefined; how: string };
	/** The records so far, by id. */
	made: Map<string, Made>;
	unplaced: Unplaced[];
}

/** What a cell means; where it means nothing, that is noted. */
export function take<T>({ text, row, column }: Cell, unplaced: Unplaced[], understand: (text: string) => Understood<T>): T | undefined {
	const understood = understand(text);
	if ("value" in understood) return understood.value;
	unplaced.push({ row, column, why: understood.wrong });
	return undefined;
}

/** What stands in a table where nothing is known. */
const nothing = /^(?:[-–—]?|n\/?a|n\.a\.|not given)$/i;

/** Reads a row into the record of its name; what has no place is noted. */
export function readRow(row: readonly Cell[], reading: Reading): void {
	const { columns, unplaced } = reading;
	const cells = row.filter(({ text }) => !nothing.test(text));
	for (const { row: line, column, text } of cells)
		if (column > columns.length)
			unplaced.push({ row: line, column, why: `"${text}" stands under no head: the table has ${columns.length} columns.` });
	const made = recordOf(cells, row[0]?.row ?? 0, reading);
	if (made !== undefined) readValues(cells, made.draft, readFacts(cells, made.draft, reading), reading);
}

function cellOf(cells: readonly Cell[], is: Column["is"], { columns }: Reading): Cell | undefined {
	return cells.find(({ column }) => columns[column - 1]?.is === is);
}

function workOf(cells: readonly Cell[], is: "study" | "in", otherwise: string | undefined, reading: Reading): string | undefined {
	const given = cellOf(cells, is, reading);
	return given === undefined ? otherwise : take(given, reading.unplaced, (text) => understandWork(text, reading.kb.works))?.key;
}

/** The record that a row belongs to, a new one where it is the first of its name; nothing where that cannot be said. */
function recordOf(cells: readonly Cell[], line: number, reading: Reading): Made | undefined {
	const { kb, usual, made, unplaced } = reading;
	const [name, given] = [cellOf(cells, "name", reading), cellOf(cells, "id", reading)];
	if (name === undefined) {
		unplaced.push({ row: line, column: 1, why: "The row has no name, so none of it was taken." });
		return undefined;
	}
	const id = given?.text ?? idOf(name.text);
	const known = made.get(id);
	if (known === undefined && take({ ...(given ?? name), text: id }, unplaced, freeId(kb.records, kb.site.record.label)) === undefined)
		return undefined;
	const study = workOf(cells, "study", known?.draft.study ?? usual.study, reading);
	if (study === undefined) {
		if (cellOf(cells, "study", reading) === undefined)
			unplaced.push({ row: line, column: 1, why: `${name.text} has no study, so none of the row was taken.` });
		return undefined;
	}
	if (known !== undefined && (known.draft.study !== study || known.draft.name !== name.text)) {
		unplaced.push({
			row: line,
			column: name.column,
			why: `${id} is the record of row ${known.row}, with another ${known.draft.study === study ? "name" : "study"}. Give this one an id of its own.`,
		});
		return undefined;
	}
	const one: Made = known ?? { row: line, id, draft: { name: name.text, aliases: [], study, facets: new Map(), measurements: [] } };
	made.set(id, one);
	return one;
}

/** Reads other names and terms into a record; gives the conditions of all values of the row. */
function readFacts(cells: readonly Cell[], draft: Made["draft"], { kb, columns, unplaced }: Reading): Map<string, string> {
	const at = new Map<string, string>();
	for (const given of cells) {
		const column = columns[given.column - 1];
		if (column?.is === "aliases")
			draft.aliases.push(
				...given.text
					.split(";")
					.map((alias) => alias.trim())
					.filter((alias) => alias !== "" && !draft.aliases.includes(alias)),
			);
		if (column?.is === "facet") {
			const { facet } = column;
			const terms = take({ ...given, text: given.text.replaceAll(";", ",") }, unplaced, (text) => understandTerms(text, facet)) ?? [];
			const all = new Set([...(draft.facets.get(facet.id) ?? []), ...terms.map((term) => term.id)]);
			if (all.size > 0) draft.facets.set(facet.id, [...all]);
		}
		if (column?.is === "condition") {
			const { condition, unit } = column;
			const text = take({ ...given, text: withUnit(given.text, unit, condition.unit) }, unplaced, (one) =>
				understandCondition(one, condition, kb),
			);
			if (text !== undefined) at.set(condition.id, text);
		}
	}
	return at;
}

/** Reads the values of a row into a record. */
function readValues(cells: readonly Cell[], draft: Made["draft"], at: ReadonlyMap<string, string>, reading: Reading): void {
	const { columns, usual, unplaced } = reading;
	const document = workOf(cells, "in", usual.in ?? draft.study, reading);
	const place = cellOf(cells, "place", reading)?.text ?? usual.place;
	const howCell = cellOf(cells, "how", reading);
	const how = howCell === undefined ? usual.how : take(howCell, unplaced, oneOf(howRead));
	for (const given of cells) {
		const column = columns[given.column - 1];
		if (column?.is !== "metric") continue;
		const { metric, unit } = column;
		const text = take({ ...given, text: withUnit(given.text, unit, metric.unit) }, unplaced, (one) => understandValue(one, metric));
		const conditions = new Map([...at, ...column.at]);
		const lacks = metric.needs.filter((need) => !conditions.has(need) && !metric.at.has(need));
		const why = [
			...(lacks.length === 0
				? []
				: [`${metric.id} needs ${lacks.join(" and ")}: write it in the head, as in ${metric.id} @ ${lacks[0]}=…, or give it a column.`]),
			...(place === undefined ? ["Nothing says where it stands in what was read."] : []),
		];
		if (text !== undefined && why.length > 0) unplaced.push({ ...given, why: why.join(" ") });
		if (text === undefined || why.length > 0 || document === undefined || place === undefined || how === undefined) continue;
		draft.measurements.push({ metric: metric.id, value: text, at: conditions, read: { in: document, place, how } });
	}
}

/** A cell's value with the unit of its column, where that is another than the declared one and the cell has none. */
function withUnit(text: string, unit: string | undefined, own: string | undefined): string {
	return unit === undefined || unit === own || splitUnit(text)[1] !== undefined ? text : `${text} ${unit}`;
}
