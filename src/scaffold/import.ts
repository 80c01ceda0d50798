import { basename } from "node:path";
import { load } from "../model/load.ts";
import { howRead } from "../schema/record.ts";
import { understandWork } from "./choose.ts";
import { type Column, understandColumn } from "./columns.ts";
import { oneOf, Refusal, type Understood } from "./form.ts";
import { folder } from "./name.ts";
import { plainRecord } from "./recordtext.ts";
import { type Made, readRow, take, type Unplaced } from "./row.ts";
import { readTable } from "./table.ts";
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
	for (const row of table.rows) readRow(row, { kb, columns, usual, made, unplaced });
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
