import { join } from "node:path";
import { parseArgs } from "node:util";
import { run, UsageError } from "../src/cli/arguments.ts";
import { emptyAside } from "./aside.ts";
import { parts } from "./parts.ts";
import { markdown, writeReport } from "./report.ts";
import { partNames, readResults, withResult, writeResults } from "./results.ts";

const file = join(import.meta.dirname, "results.json");
const readme = join(import.meta.dirname, "README.md");

await run(async () => {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { peers: { type: "boolean" }, small: { type: "boolean" }, write: { type: "boolean" } },
	});
	const named = [...positionals, ...(values.peers ? ["peers"] : [])];
	const unknown = named.filter((name) => !partNames.some((part) => part === name));
	if (unknown.length > 0) throw new UsageError(`The bench has no part ${unknown.join(", ")}. Parts: ${partNames.join(", ")}.`);
	if (values.small && values.write) throw new UsageError("What is measured with --small is for a look only; leave out --write.");
	for (const part of partNames.filter((name) => (named.length === 0 ? name !== "peers" : named.includes(name)))) {
		const outcome = await parts[part](values.small ? 10 : 1);
		console.log(["", `### ${part}`, ...outcome.tables.map(markdown)].join("\n\n"));
		for (const { target, measured, reached } of outcome.findings)
			console.log(`\n${target}: ${measured}; ${reached ? "reached" : "not reached"}.`);
		if (!values.write) continue;
		const results = withResult(await readResults(file), part, outcome);
		await writeResults(file, results);
		await writeReport(readme, results);
	}
	await emptyAside();
	return 0;
});
