import type { DataTable } from "../tables.ts";
import type { ChartView } from "./view.ts";

/** The data behind a chart as a table for machines: numbers as numbers, qualifiers beside them, the study last. */
export function chartData({ table, picture }: Pick<ChartView, "table" | "picture">): DataTable {
	const { columns, rows } = table;
	const qualified = columns.map((_, index) => rows.some(({ cells }) => (cells[index]?.qualifier ?? "") !== ""));
	const studied = rows.some(({ study }) => study !== undefined);
	const first = picture.kind === "map" ? "row" : picture.kind === "completeness" ? "condition" : "record";
	return {
		columns: [
			first,
			...columns.flatMap(({ id, unit }, index) => {
				const named = [id, ...(unit === "" ? [] : [`${id}_unit`])];
				return qualified[index] === true ? [...named, `${id}_qualifier`] : named;
			}),
			...(studied ? ["study"] : []),
		],
		rows: rows.map(({ name, cells, study }) => [
			name.map(({ text }) => text).join(""),
			...columns.flatMap(({ unit }, index) => {
				const cell = cells[index];
				const named = [String(cell?.number ?? cell?.text ?? ""), ...(unit === "" ? [] : [unit])];
				return qualified[index] === true ? [...named, cell?.qualifier ?? ""] : named;
			}),
			...(studied ? [study ?? ""] : []),
		]),
	};
}
