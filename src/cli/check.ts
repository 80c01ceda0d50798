import { refreshSchemas } from "../editor/write.ts";
import { load } from "../model/load.ts";
import { suggestion } from "../problem/nearest.ts";
import { type Format, formats, print, summary } from "../problem/print.ts";
import { readArguments, run, UsageError } from "./arguments.ts";

await run(async () => {
	const { kb: dir, format = "text" } = readArguments(["format"]);
	if (!isFormat(format)) throw new UsageError(`--format cannot be "${format}".${suggestion(format, formats)}`);
	const loaded = await load(dir);
	const { problems, kb } = loaded;
	await refreshSchemas(dir, loaded);
	const all = problems.sorted();
	if (all.length > 0 || format === "json") console.log(print(all, format));
	if (format !== "json") {
		if (all.length > 0) console.error(summary(all));
		else if (kb !== undefined) {
			const { label, plural } = kb.site.record;
			console.error(
				`No problems: ${count(kb.records.size, label, plural)}, ${count(kb.pages.size, "page")}, ${count(kb.works.size, "reference")}.`,
			);
		}
	}
	return problems.hasErrors ? 1 : 0;
});

function count(n: number, one: string, many = `${one}s`): string {
	return `${n} ${n === 1 ? one : many}`;
}

function isFormat(text: string): text is Format {
	return formats.some((format) => format === text);
}
