import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compare, type State } from "../changes/compare.ts";
import { changesMarkdown } from "../changes/markdown.ts";
import { load } from "../model/load.ts";
import { listFiles } from "../read/files.ts";
import { folders } from "../read/history.ts";
import { atRevision, RevisionError } from "../read/revision.ts";
import { readArguments, run, UsageError } from "./arguments.ts";

await run(async () => {
	const { kb, rest } = readArguments([], { rest: true });
	const [revision, ...more] = rest;
	if (revision === undefined || more.length > 0)
		throw new UsageError("Name one git revision to compare with, as in npm run diff -- main, or main... for where this branch left main.");
	try {
		const before = await atRevision(kb, revision, stateOf);
		process.stdout.write(changesMarkdown(compare(before, await stateOf(kb)), revision));
		return 0;
	} catch (error) {
		if (!(error instanceof RevisionError)) throw error;
		console.error(error.message);
		return 1;
	}
});

async function stateOf(dir: string): Promise<State> {
	const { read, problems } = await load(dir);
	const names = (await Promise.all(folders.map((folder) => listFiles(dir, folder)))).flat();
	const files = await Promise.all(
		names.map(
			async (name) =>
				[
					name,
					createHash("sha256")
						.update(await readFile(join(dir, name)))
						.digest("hex"),
				] as const,
		),
	);
	return { read, problems, files: new Map(files) };
}
