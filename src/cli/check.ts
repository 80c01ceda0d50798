import { relative, resolve } from "node:path";
import { refreshSchemas } from "../editor/write.ts";
import { load } from "../model/load.ts";
import { suggestion } from "../problem/nearest.ts";
import { type Format, formats, print, summary } from "../problem/print.ts";
import { strictly } from "../problem/problem.ts";
import { readArguments, run, UsageError } from "./arguments.ts";
import { onTerminal } from "./terminal.ts";

await run(async () => {
	const { kb: dir, format = "text", on } = readArguments(["format"], { switches: ["strict"] });
	if (!isFormat(format)) throw new UsageError(`--format cannot be "${format}".${suggestion(format, formats)}`);
	const loaded = await load(dir);
	const { problems, kb, read } = loaded;
	await refreshSchemas(dir, loaded);
	const all = on.has("strict") ? strictly(problems.sorted()) : problems.sorted();
	// GitHub knows files by their path in the repository, which is where a workflow runs.
	const path = (file: string) => {
		const below = relative(process.env.GITHUB_WORKSPACE ?? ".", resolve(dir, file)).replaceAll("\\", "/");
		return below.startsWith("../") ? file : below;
	};
	if (all.length > 0 || format === "json") console.log(print(all, format, { ...onTerminal(process.stdout), site: read.site?.url, path }));
	if (format !== "json") {
		if (all.length > 0) console.error(summary(all));
		else if (kb !== undefined) {
			const { label, plural } = kb.site.record;
			console.error(
				`No problems: ${count(kb.records.size, label, plural)}, ${count(kb.pages.size, "page")}, ${count(kb.works.size, "reference")}.`,
			);
		}
	}
	return all.some(({ severity }) => severity === "error") ? 1 : 0;
});

function count(n: number, one: string, many = `${one}s`): string {
	return `${n} ${n === 1 ? one : many}`;
}

function isFormat(text: string): text is Format {
	return formats.some((format) => format === text);
}
