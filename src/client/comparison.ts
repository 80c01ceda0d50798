import type { ExplorerColumn } from "../derive/explorer.ts";
import { type Deciding, guardLine, relate } from "../derive/guard.ts";
import type { BrowserRecord, Records, RecordValue } from "./records.ts";

/** A line of the comparison: one thing of every record. */
export interface ComparisonLine {
	kind: "fact" | "condition" | "value" | "verdict";
	label: string;
	cells: { text: string; value?: RecordValue /** What it is not given by the source. */; absent?: boolean }[];
	/** Whether the records differ in it. */
	differs: boolean;
}

/** A metric, or what the records are: its lines. */
export interface ComparisonBlock {
	/** "" for what the records are. */
	title: string;
	lines: ComparisonLine[];
}

/** Records side by side. */
export interface Comparison {
	records: BrowserRecord[];
	guard: string;
	blocks: ComparisonBlock[];
}

/** Sets records side by side: what they are, then every metric, its conditions before its values. */
export function compare(chosen: readonly BrowserRecord[], records: Records): Comparison {
	const { columns, deciding } = records.data;
	const blocks = columns
		.map((column) => ({ column, values: chosen.map((record) => records.value(record, column)) }))
		.filter(({ values }) => values.some((value) => value !== undefined))
		// What more of them have comes first.
		.sort((a, b) => count(b.values) - count(a.values));
	return {
		records: [...chosen],
		guard: guardLine(
			blocks.flatMap(({ values }) => values.flatMap((value) => value ?? [])),
			deciding,
		),
		blocks: [facts(chosen, records), ...blocks.map(({ column, values }) => block(column, values, chosen, deciding))],
	};
}

function facts(chosen: readonly BrowserRecord[], records: Records): ComparisonBlock {
	const { facets, studies, study, names, ids } = records.data;
	const control = ({ controlOf }: BrowserRecord) =>
		controlOf.length === 0 ? "–" : controlOf.map((id) => names[ids.indexOf(id)] ?? id).join(", ");
	const lines = [
		...facets.map((facet, index) =>
			line(
				"fact",
				facet.label,
				chosen.map((record) => records.termText(record, index)),
			),
		),
		line(
			"fact",
			"study",
			chosen.map(({ index }) => studies[study[index] ?? -1]?.short ?? ""),
		),
		...(chosen.some(({ controlOf }) => controlOf.length > 0) ? [line("fact", "control of", chosen.map(control), false)] : []),
	];
	return { title: "", lines: lines.filter(({ cells }) => cells.some(({ absent }) => absent !== true)) };
}

function block(
	column: ExplorerColumn,
	values: readonly (RecordValue | undefined)[],
	chosen: readonly BrowserRecord[],
	deciding: readonly Deciding[],
): ComparisonBlock {
	const relevant = deciding.filter(({ id }) => values.some((value) => value?.at[id] !== undefined));
	const never = deciding.filter(({ id }) =>
		values.every((value) => value === undefined || (value.at[id] === undefined && !value.settled.includes(id))),
	);
	const conditions = relevant.map(({ id, label }) =>
		line(
			"condition",
			label,
			values.map((value) => (value === undefined ? undefined : (value.at[id]?.text ?? ""))),
		),
	);
	const open =
		never.length === 0
			? []
			: [
					line(
						"condition",
						never.map(({ label }) => label).join(", "),
						values.map((value) => (value === undefined ? undefined : "")),
						false,
					),
				];
	const value: ComparisonLine = {
		kind: "value",
		label: ["value", column.which].filter(Boolean).join(", "),
		cells: values.map((one) => (one === undefined ? { text: "", absent: true } : { text: one.text, value: one })),
		differs: false,
	};
	return {
		title: `${column.label}${column.unit === "" ? "" : `, ${column.unit}`}`,
		lines: [...conditions, ...open, value, ...(count(values) < 2 ? [] : [verdicts(values, chosen, deciding)])],
	};
}

/** Whether each value can stand beside the first one. */
function verdicts(
	values: readonly (RecordValue | undefined)[],
	chosen: readonly BrowserRecord[],
	deciding: readonly Deciding[],
): ComparisonLine {
	const at = values.findIndex((value) => value !== undefined);
	const reference = values[at];
	const name = chosen[at]?.name ?? "";
	const stated = deciding.filter(({ id }) => values.some((value) => value?.at[id] !== undefined));
	const cells = values.map((value, index): ComparisonLine["cells"][number] => {
		if (value === undefined || reference === undefined) return { text: "" };
		if (index === at) return { text: "the others are compared with this one" };
		const { verdict, differs } = relate(reference, value, deciding);
		// What none of them gives stands in a line of its own.
		const { why } = relate(reference, value, stated);
		if (verdict === "not comparable")
			return { text: `not comparable with ${name}: ${differs.map(({ label }) => `other ${label}`).join(", ")}` };
		if (verdict === "comparable") return { text: `comparable with ${name}` };
		return { text: `comparable with ${name} as far as known${why === "" ? "" : `: ${why}`}` };
	});
	return { kind: "verdict", label: "comparable?", cells, differs: cells.some(({ text }) => text.startsWith("not")) };
}

/** `undefined`: no value; "": not given. */
function line(kind: "fact" | "condition", label: string, texts: readonly (string | undefined)[], marks = true): ComparisonLine {
	const known = texts.filter((text) => text !== undefined);
	return {
		kind,
		label,
		cells: texts.map((text) => (text === "" ? { text: "", absent: true } : { text: text ?? "" })),
		differs: marks && new Set(known).size > 1,
	};
}

function count(values: readonly (RecordValue | undefined)[]): number {
	return values.filter((value) => value !== undefined).length;
}

/** The comparison as rows of plain texts, for copying. */
export function comparisonRows({ records, blocks }: Comparison): string[][] {
	return [
		["", ...records.map(({ name }) => name)],
		...blocks.flatMap(({ title, lines }) => [
			...(title === "" ? [] : [[title, ...records.map(() => "")]]),
			...lines.map(({ label, cells, kind, differs }) => [
				`${label}${differs && kind !== "verdict" ? " (differs)" : ""}`,
				...cells.map(({ text, absent, value }) =>
					absent === true
						? "n.g."
						: value === undefined
							? text
							: `${text}${value.doubtful ? " (doubtful)" : ""}${value.derived ? " (computed)" : ""}${value.disagrees ? " (sources differ)" : ""}`,
				),
			]),
		]),
	];
}

/** Rows as a table in Markdown, the guard's line below. */
export function markdownOf(rows: readonly (readonly string[])[], guard: string): string {
	const row = (cells: readonly string[]) => `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
	const [head = [], ...body] = rows;
	return `${[row(head), row(head.map(() => "---")), ...body.map(row)].join("\n")}\n\n${guard}\n`;
}
