// Tables of records on a page: sorted, filtered and held against one row; and the readings at every value.
import type { TableData } from "../derive/tabledata.ts";
import { RecordTable } from "./recordtable.ts";
import "./uncover.ts";

for (const figure of document.querySelectorAll<HTMLElement>("figure.table")) {
	const text = figure.querySelector('script[type="application/json"]')?.textContent;
	if (text === undefined) continue;
	const data: TableData = JSON.parse(text);
	new RecordTable(figure, data);
}
