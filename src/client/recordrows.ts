import type { BrowserRecord, Records } from "./records.ts";

/** Records as the rows of a CSV file, the header first: each measured column with its unit and conditions behind it. */
export function recordRows(found: readonly BrowserRecord[], shown: readonly string[], records: Records): string[][] {
	const { facets, columns, deciding, studies, study } = records.data;
	const fields: { name: string; text: (record: BrowserRecord) => string }[] = [
		{ name: "record", text: ({ id }) => id },
		{ name: "record_name", text: ({ name }) => name },
		{ name: "control_of", text: ({ controlOf }) => controlOf.join("; ") },
		{ name: "study", text: ({ index }) => studies[study[index] ?? -1]?.key ?? "" },
	];
	for (const [place, facet] of facets.entries())
		if (shown.includes(facet.id))
			fields.push({
				name: facet.id.replaceAll("-", "_"),
				text: (record) =>
					records
						.terms(record, place)
						.map((term) => facet.terms[term]?.id ?? "")
						.join("; "),
			});
	for (const column of columns) {
		if (!shown.includes(column.key)) continue;
		const value = (record: BrowserRecord) => records.value(record, column);
		fields.push(
			{ name: column.key, text: (record) => String(value(record)?.number ?? "") },
			{ name: `${column.key}_as_shown`, text: (record) => value(record)?.text ?? "" },
			{ name: `${column.key}_unit`, text: (record) => (value(record) === undefined ? "" : column.unit) },
			{ name: `${column.key}_conditions`, text: (record) => value(record)?.conditions ?? "" },
			...deciding.map(({ id }) => ({
				name: `${column.key}_${id.replaceAll("-", "_")}`,
				text: (record: BrowserRecord) => value(record)?.at[id]?.text ?? "",
			})),
			{ name: `${column.key}_kind`, text: (record) => kindOf(value(record)) },
			{ name: `${column.key}_doubtful`, text: (record) => String(value(record)?.doubtful ?? "") },
		);
	}
	return [fields.map(({ name }) => name), ...found.map((record) => fields.map(({ text }) => text(record)))];
}

function kindOf(value: ReturnType<Records["value"]>): string {
	if (value === undefined) return "";
	return value.derived ? "derived" : "reported";
}
