import { readFile, writeFile } from "node:fs/promises";
import { partNames, type Results, type Table } from "./results.ts";
import { targets } from "./targets.ts";

const [begin, end] = ["<!-- results: `npm run bench -- --write` writes what stands between here -->", "<!-- and here -->"];

/** A table as Markdown; its first column is of words, the others of figures. */
export function markdown({ caption, columns, rows }: Table): string {
	const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
	const rule = `|${columns.map((_, index) => (index === 0 ? "---" : "--:")).join("|")}|`;
	return `${caption}\n\n${[line(columns), rule, ...rows.map(line)].join("\n")}`;
}

/** All results as Markdown: first the targets, each with what was measured, then the tables of each part. */
export function report(results: Results): string {
	const findings = partNames.flatMap((name) => results[name]?.findings ?? []);
	const rows = targets.map(([id, what, aim]) => {
		const found = findings.find(({ target }) => target === id);
		return [what, aim, found?.measured ?? "", found === undefined ? "not measured" : found.reached ? "reached" : "**not reached**"];
	});
	const overview = markdown({ caption: "### Targets", columns: ["", "target", "measured", ""], rows }).replace(
		"|--:|--:|--:|",
		"|---|---|---|",
	);
	const parts = partNames.flatMap((name) => {
		const result = results[name];
		if (result === undefined) return [];
		return [`### ${name}`, `${result.date}; ${result.machine}.`, ...result.tables.map(markdown)];
	});
	return [overview, ...parts].join("\n\n");
}

/** A text with the report between its two markers. Throws where they are not there. */
export function withReport(text: string, results: Results): string {
	const [from, to] = [text.indexOf(begin), text.indexOf(end)];
	if (from === -1 || to < from) throw new Error(`The text lacks the lines ${begin} and ${end}.`);
	return `${text.slice(0, from)}${begin}\n\n${report(results)}\n\n${text.slice(to)}`;
}

/** Puts the report into a Markdown file. */
export async function writeReport(file: string, results: Results): Promise<void> {
	await writeFile(file, withReport(await readFile(file, "utf8"), results));
}
