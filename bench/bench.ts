import { join } from "node:path";
import { parseArgs } from "node:util";
import { parts } from "./parts.ts";
import { markdown, writeReport } from "./report.ts";
import { type PartName, partNames, readResults, withResult, writeResults } from "./results.ts";

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { peers: { type: "boolean" }, small: { type: "boolean" }, write: { type: "boolean" } },
});
const named = [...positionals, ...(values.peers ? ["peers"] : [])];
const unknown = named.filter((name) => !partNames.some((part) => part === name));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(", ")} of the bench. Parts: ${partNames.join(", ")}.`);
if (values.small && values.write) throw new Error("What is measured with --small is for a look only; leave out --write.");
const wanted = (part: PartName) => (named.length === 0 ? part !== "peers" : named.includes(part));

const file = join(import.meta.dirname, "results.json");
const readme = join(import.meta.dirname, "README.md");
for (const part of partNames.filter(wanted)) {
	const outcome = await parts[part](values.small ? 10 : 1);
	console.log(["", `### ${part}`, ...outcome.tables.map(markdown)].join("\n\n"));
	for (const { target, measured, reached } of outcome.findings)
		console.log(`\n${target}: ${measured}; ${reached ? "reached" : "not reached"}.`);
	if (!values.write) continue;
	const results = withResult(await readResults(file), part, outcome);
	await writeResults(file, results);
	await writeReport(readme, results);
}
