import { readFile, writeFile } from "node:fs/promises";
import { z } from "astro/zod";
import { machine } from "./machine.ts";
import { targetIds } from "./targets.ts";

/** The parts of the bench, in the order of the report. */
export const partNames = ["records", "pages", "library", "rebuild", "search", "explorer", "weights", "lighthouse", "peers"] as const;

export type PartName = (typeof partNames)[number];

const table = z.strictObject({
	caption: z.string(),
	columns: z.array(z.string()),
	rows: z.array(z.array(z.string())),
});
const finding = z.strictObject({ target: z.enum(targetIds), measured: z.string(), reached: z.boolean() });
const outcome = z.strictObject({ tables: z.array(table), findings: z.array(finding) });
const results = z.partialRecord(z.enum(partNames), outcome.extend({ date: z.string(), machine: z.string() }));

/** Rows of figures as they are shown. */
export type Table = z.infer<typeof table>;

/** What was measured against a target. */
export type Finding = z.infer<typeof finding>;

/** What a part of the bench found. */
export type Outcome = z.infer<typeof outcome>;

/** What each part found when it was last run, when that was and on what machine. */
export type Results = z.infer<typeof results>;

/** Reads kept results; none where there is no such file. Throws where it holds something else. */
export async function readResults(file: string): Promise<Results> {
	try {
		return results.parse(JSON.parse(await readFile(file, "utf8")));
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
		throw error;
	}
}

/** Results with those of one part put in, found today on this machine; those of other parts stay as they are. */
export function withResult(kept: Results, part: PartName, { tables, findings }: Outcome): Results {
	const all: Results = { ...kept, [part]: { date: new Date().toISOString().slice(0, 10), machine: machine(), tables, findings } };
	return Object.fromEntries(partNames.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** Keeps results in a file. */
export async function writeResults(file: string, kept: Results): Promise<void> {
	await writeFile(file, `${JSON.stringify(kept, undefined, "\t")}\n`);
}
