import { readColumns } from "../../model/query.ts";
import type { KnowledgeBase } from "../../model/types.ts";
import { Problems } from "../../problem/problem.ts";

/** A program that reads the data. */
export interface Example {
	language: string;
	/** What it needs besides the language itself. */
	needs: string | undefined;
	code: string;
}

/**
 * The same question put to the data in several languages: all reported values of one quantity that are not in doubt,
 * with their conditions. `folder` is the address of the data files, with a slash at its end.
 */
export function examples(folder: string, kb: KnowledgeBase): Example[] {
	const metric = exampleMetric(kb);
	return [
		{
			language: "Python",
			needs: undefined,
			code: `import csv, io, urllib.request

url = "${folder}measurements.csv"
text = urllib.request.urlopen(url).read().decode("utf-8")
for row in csv.DictReader(io.StringIO(text, newline="")):
    if row["shown"] == "true" and row["kind"] == "reported" and not row["doubt"]:
        if row["metric"] == "${metric}" and row["value"]:
            print(row["record"], row["qualifier"], float(row["value"]), row["unit"], row["conditions"], sep="\\t")
`,
		},
		{
			language: "Python",
			needs: "pandas",
			code: `import pandas as pd

table = pd.read_csv("${folder}measurements.csv", keep_default_na=False, na_values=[""])
values = table[table["shown"] & (table["kind"] == "reported") & table["doubt"].isna()]
values = values[(values["metric"] == "${metric}") & values["value"].notna()]
print(values[["record", "qualifier", "value", "unit", "conditions"]].to_string(index=False))
`,
		},
		{
			language: "R",
			needs: undefined,
			code: `table <- read.csv("${folder}measurements.csv", na.strings = "", encoding = "UTF-8")
values <- subset(table, shown == "true" & kind == "reported" & is.na(doubt) & metric == "${metric}" & !is.na(value))
print(values[c("record", "qualifier", "value", "unit", "conditions")], row.names = FALSE)
`,
		},
		{
			language: "JavaScript",
			needs: undefined,
			code: `const records = await (await fetch("${folder}records.json")).json();
for (const { id, measurements } of records) {
	for (const { metric, qualifier = "", value, unit, conditions, doubt } of measurements) {
		if (metric !== "${metric}" || value === undefined || doubt !== undefined) continue;
		const at = Object.entries(conditions).map(([condition, { text }]) => \`\${condition}=\${text}\`);
		console.log([id, qualifier, value, unit, at.join("; ")].join("\\t"));
	}
}
`,
		},
	];
}

/** The first quantity that tables of records show, or the first one declared. */
function exampleMetric(kb: KnowledgeBase): string {
	const columns = readColumns(kb.site.record.columns, kb, { file: "content/site.yaml", line: 1, column: 1 }, new Problems());
	const shown = columns.flatMap((column) => (column.kind === "metric" ? [column.metric.id] : []));
	return shown[0] ?? [...kb.metrics.keys()][0] ?? "";
}
