import { basename } from "node:path";
import { load } from "../model/load.ts";
import type { KnowledgeBase } from "../model/types.ts";
import { splitUnit } from "../quantity/quantity.ts";
import { howRead } from "../schema/record.ts";
import { understandCondition, understandTerms, understandValue, understandWork } from "./choose.ts";
import { type Column, understandColumn } from "./columns.ts";
import { oneOf, Refusal, type Understood } from "./form.ts";
import { folder, freeId, idOf } from "./name.ts";
import { plainRecord, type RecordDraft } from "./recordtext.ts";
import { type Cell, readTable } from "./table.ts";
import { soundBase, writeNew } from "./write.ts";

/** What holds for all rows, where no column says it. */
export interface ImportFlags {
	/** The table's file. */
	from?: string;
	study?: string;
	in?: string;
	place?: string;
	how?: string;
	folder?: string;
}

/** Something of a table that has no place in the knowledge base: where it stands, and why. */
interface Unplaced {
	row: number;
	column: number;
	why: string;
}

/** A record made of the rows of one name. */
interface Made {
	row: number;
	id: string;
	draft: RecordDraft & { facets: Map<string, string[]> };
}

/**
 * Turns a CSV table into records, a row each; rows of one name make one. What has no place is told, all of it at once,
 * and only what check passes is written, or with `dry` printed. Throws a Refusal where the table or a flag cannot be used.
 */
export async function importTable(dir: string, flags: ImportFlags, dry: boolean): Promise<{ result: string; note: string; code: number }> {
	if (flags.from === undefined) throw new Refusal("--from is missing: name the table, as in npm run new -- records --from table.csv.");
	const at = value(folder(flags.folder ?? ""), "folder");
	const kb = await soundBase(dir);
	const table = await readTable(flags.from);
	const unplaced: Unplaced[] = [];
	const columns = table.head.map((cell): Column | undefined => take(cell, unplaced, (text) => understandColumn(text, kb)));
	const missing = [
		...(has(columns, "name") ? [] : ["no column gives the records' names: head one with name"]),
		...(has(columns, "study") || flags.study !== undefined
			? []
			: ["no column gives the study: head one with study or DOI, or give --study KEY"]),
		...(has(columns, "place") || flags.place !== undefined || !has(columns, "metric")
			? []
			: ['nothing says where the values stand in what was read: head a column with place, or give --place "Table 1"']),
	];
	if (missing.length > 0) throw new Refusal(`${told(flags.from, unplaced)}${flags.from}:1: ${missing.join("; ")}.`);
	const usual = {
		study: flags.study === undefined ? undefined : value(understandWork(flags.study, kb.works), "study").key,
		in: flags.in === undefined ? undefined : value(understandWork(flags.in, kb.works), "in").key,
		place: flags.place,
		how: value(oneOf(howRead)(flags.how ?? "table"), "how"),
	};
	const made = new Map<string, Made>();
	for (const row of table.rows) readRow(row, columns, usual, kb, made, unplaced);
	const path = ({ id }: Made) => `content/records/${at}${id}.yaml`;
	const drafts = new Map([...made.values()].map((one) => [path(one), plainRecord(one.draft)]));
	await leaveOutUnsound(dir, drafts, new Map([...made.values()].map((one) => [path(one), one.row])), unplaced);
	if (!dry) for (const [file, text] of drafts) await writeNew(dir, { file, text });
	const { label, plural } = kb.site.record;
	const count = `${drafts.size} ${drafts.size === 1 ? label : plural} ${dry ? "would be written" : "written"}`;
	return {
		result: [...drafts].map(([file, text]) => (dry ? `# ${file}\n${text}` : file)).join("\n"),
		note: `${told(flags.from, unplaced)}${count}; ${unplaced.length === 0 ? "everything was placed." : `${unplaced.length} of the table ${unplaced.length === 1 ? "was" : "were"} not placed.`}`,
		code: unplaced.length === 0 ? 0 : 1,
	};
}

function has(columns: readonly (Column | undefined)[], is: Column["is"]): boolean {
	return columns.some((column) => column?.is === is);
}

/** What a flag means. Throws a Refusal where it means nothing. */
function value<T>(understood: Understood<T>, flag: string): T {
	if ("value" in understood) return understood.value;
	throw new Refusal(`--${flag}: ${understood.wrong}`);
}

/** What a cell means; where it means nothing, that is noted. */
function take<T>({ text, row, column }: Cell, unplaced: Unplaced[], understand: (text: string) => Understood<T>): T | undefined {
	const understood = understand(text);
	if ("value" in understood) return understood.value;
	unplaced.push({ row, column, why: understood.wrong });
	return undefined;
}

/** What stands in a table where nothing is known. */
const nothing = /^(?:[-–—]?|n\/?a|n\.a\.|not given)$/i;

interface Usual {
	study: string | undefined;
	in: string | undefined;
	place: string | undefined;
	how: string;
}

function readRow(
	row: readonly Cell[],
	columns: readonly (Column | undefined)[],
	usual: Usual,
	kb: KnowledgeBase,
	made: Map<string, Made>,
	unplaced: Unplaced[],
): void {
	const cells = row.filter(({ text }) => !nothing.test(text));
	for (const { row: line, column, text } of cells.slice(0))
		if (column > columns.length)
			unplaced.push({ row: line, column, why: `"${text}" stands under no head: the table has ${columns.length} columns.` });
	const cell = (is: Column["is"]) => cells.find(({ column }) => columns[column - 1]?.is === is);
	const start = { text: "", row: row[0]?.row ?? 0, column: 1 };
	const name = cell("name");
	if (name === undefined) {
		unplaced.push({ ...start, why: "The row has no name, so none of it was taken." });
		return;
	}
	const id = cell("id")?.text ?? idOf(name.text);
	const known = made.get(id);
	if (known === undefined && take({ ...(cell("id") ?? name), text: id }, unplaced, freeId(kb.records, kb.site.record.label)) === undefined)
		return;
	const workOf = (is: "study" | "in", otherwise: string | undefined) => {
		const given = cell(is);
		return given === undefined ? otherwise : take(given, unplaced, (text) => understandWork(text, kb.works))?.key;
	};
	const study = workOf("study", known?.draft.study ?? usual.study);
	if (study === undefined) {
		if (cell("study") === undefined) unplaced.push({ ...start, why: `${name.text} has no study, so none of the row was taken.` });
		return;
	}
	if (known !== undefined && (known.draft.study !== study || known.draft.name !== name.text)) {
		unplaced.push({
			...start,
			column: name.column,
			why: `${id} is the record of row ${known.row}, with another ${known.draft.study === study ? "name" : "study"}. Give this one an id of its own.`,
		});
		return;
	}
	const one: Made = known ?? { row: start.row, id, draft: { name: name.text, aliases: [], study, facets: new Map(), measurements: [] } };
	made.set(id, one);
	const document = workOf("in", usual.in ?? study);
	const place = cell("place")?.text ?? usual.place;
	const howCell = cell("how");
	const how = howCell === undefined ? usual.how : take(howCell, unplaced, oneOf(howRead));
	const at = new Map<string, string>();
	for (const given of cells) {
		const column = columns[given.column - 1];
		if (column?.is === "aliases")
			one.draft.aliases.push(
				...given.text
					.split(";")
					.map((alias) => alias.trim())
					.filter((alias) => alias !== "" && !one.draft.aliases.includes(alias)),
			);
		if (column?.is === "facet") {
			const { facet } = column;
			const terms = take({ ...given, text: given.text.replaceAll(";", ",") }, unplaced, (text) => understandTerms(text, facet)) ?? [];
			const all = new Set([...(one.draft.facets.get(facet.id) ?? []), ...terms.map((term) => term.id)]);
			if (all.size > 0) one.draft.facets.set(facet.id, [...all]);
		}
		if (column?.is === "condition") {
			const { condition, unit } = column;
			const text = take({ ...given, text: withUnit(given.text, unit, condition.unit) }, unplaced, (one) =>
				understandCondition(one, condition, kb),
			);
			if (text !== undefined) at.set(condition.id, text);
		}
	}
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
		one.draft.measurements.push({ metric: metric.id, value: text, at: conditions, read: { in: document, place, how } });
	}
}

/** A cell's value with the unit of its column, where that is another than the declared one and the cell has none. */
function withUnit(text: string, unit: string | undefined, own: string | undefined): string {
	return unit === undefined || unit === own || splitUnit(text)[1] !== undefined ? text : `${text} ${unit}`;
}

/** Takes away the drafts that check would not pass, and notes why; what is left it passes. */
async function leaveOutUnsound(
	dir: string,
	drafts: Map<string, string>,
	rows: ReadonlyMap<string, number>,
	unplaced: Unplaced[],
): Promise<void> {
	for (;;) {
		const { problems } = await load(dir, drafts);
		const errors = problems.sorted().filter(({ severity }) => severity === "error");
		const own = errors.filter(({ place }) => drafts.has(place.file));
		for (const { place, message } of own)
			unplaced.push({ row: rows.get(place.file) ?? 1, column: 1, why: `${message} The row was left out.` });
		for (const { place } of own) drafts.delete(place.file);
		if (errors.length === 0) return;
		if (own.length === 0)
			throw new Refusal(
				`${errors.map(({ place, message }) => `${place.file}:${place.line} ${message}`).join("\n")}\nNothing was written, since check would not pass.`,
			);
	}
}

/** What was not placed, a line each, in the table's order. */
function told(table: string, unplaced: readonly Unplaced[]): string {
	return [...unplaced]
		.sort((a, b) => a.row - b.row || a.column - b.column)
		.map(({ row, column, why }) => `${basename(table)}:${row}:${column} ${why.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, " ")}\n`)
		.join("");
}
