/** A column of a table for machines, as the Table Schema of Frictionless Data describes it. */
export interface Field {
	name: string;
	type: "string" | "number" | "integer" | "boolean";
	description: string;
	/** The unit of its numbers, where it is the same in all rows. */
	unit?: string | undefined;
	constraints?: { required?: true; enum?: string[]; minimum?: number } | undefined;
}

/** A table for machines: the names of its columns, and its rows in the same order; "" where there is nothing. */
export interface DataTable {
	columns: string[];
	rows: string[][];
}

/** A table of the data package: every column is described. */
export interface DescribedTable extends Pick<DataTable, "rows"> {
	title: string;
	description: string;
	fields: Field[];
	/** The columns that together name a row. */
	primaryKey: string[];
	/** Columns that hold the key of another table's row. */
	foreignKeys: { field: string; table: string; key: string }[];
}

/** A column, and what stands in it for a row. */
export type Column<T> = Field & { value(row: T): string | number | boolean | undefined };

/** Fills a table. Two columns of one name, such as a condition called `unit`, would be lost on readers: the later one is numbered. */
export function fill<T>(about: Omit<DescribedTable, "fields" | "rows">, columns: readonly Column<T>[], rows: readonly T[]): DescribedTable {
	const taken = new Set<string>();
	const fields = columns.map(({ value: _, ...field }) => {
		let { name } = field;
		for (let number = 2; taken.has(name); number++) name = `${field.name}_${number}`;
		taken.add(name);
		return { ...field, name };
	});
	return { ...about, fields, rows: rows.map((row) => columns.map(({ value }) => String(value(row) ?? ""))) };
}

/** A number as data: rounded to what doubles hold. */
export function rounded(value: number | undefined): number | undefined {
	if (value === undefined || !Number.isFinite(value)) return undefined;
	// Most numbers have few digits, and rounding takes its time.
	return String(value).length <= 12 ? value : Number(value.toPrecision(12));
}
