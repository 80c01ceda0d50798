import type { DataTable } from "../data/table.ts";
import type { ChartView } from "./view.ts";

const firsts = { record: ["record", "record_name"], map: ["row", "row_label"], completeness: ["condition", "condition_label"] } as const;

/** The data behind a chart as a table for machines: numbers as numbers, qualifiers beside them, the study last. */
export function chartData({ table, picture }: Pick<ChartView, "table" | "picture">): DataTable {
	const { columns, rows } = table;
	const qualified = columns.map((_, index) => rows.some(({ cells }) => (cells[index]?.qualifier ?? "") !== ""));
	const studied = rows.some(({ study }) => study !== undefined);
	return {
		columns: [
			...firsts[picture.kind === "map" || picture.kind === "completeness" ? picture.kind : "record"],
			...columns.flatMap(({ id, unit }, index) => {
				const named = [id, ...(unit === "" || unit === "1" ? [] : [`${id}_unit`])];
				return qualified[index] === true ? [...named, `${id}_qualifier`] : named;
			}),
			...(studied ? ["study"] : []),
		],
		rows: rows.map(({ id, name, cells, study }) => [
			id,
			name.map(({ text }) => text).join(""),
			...columns.flatMap(({ unit }, index) => {
				const cell = cells[index];
				const named = [String(cell?.data ?? cell?.text ?? ""), ...(unit === "" || unit === "1" ? [] : [unit])];
				return qualified[index] === true ? [...named, cell?.qualifier ?? ""] : named;
			}),
			...(studied ? [study ?? ""] : []),
		]),
	};
}
