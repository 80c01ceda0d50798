// Tables of records on a page: sorted, filtered and held against one row; and the readings at every value.
import type { TableData } from "../derive/tabledata.ts";
import { RecordTable } from "./recordtable.ts";
import "./uncover.ts";

for (const figure of document.querySelectorAll<HTMLElement>("figure.table")) {
	const text = figure.querySelector('script[type="application/json"]')?.textContent;
	const data: TableData | undefined = text ? JSON.parse(text) : undefined;
	if (data !== undefined && data.rows.length > 1) new RecordTable(figure, data);
}
