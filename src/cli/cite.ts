import { addWorks } from "../lookup/add.ts";
import { completeLibrary } from "../lookup/complete.ts";
import { parseDoi } from "../lookup/doi.ts";
import { bibFiles } from "../lookup/library.ts";
import type { Output } from "../lookup/output.ts";
import { serverAt } from "../lookup/server.ts";
import { suggestion } from "../problem/nearest.ts";
import { readArguments, run, UsageError } from "./arguments.ts";

// Two environment variables name other servers, such as a mirror: CITE_DOI_SERVER (usually https://doi.org) and
// CITE_CROSSREF_SERVER (usually https://api.crossref.org). CITE_MAILTO gives the servers an address to write to.

const usage = "Give one or more DOIs, as in npm run cite -- 10.1000/182, or --complete to look up missing titles and DOIs.";

await run(async () => {
	const { kb, file, rest, on } = readArguments(["file"], { switches: ["complete"], rest: true });
	const files = await bibFiles(kb);
	const chosen = file === undefined ? files : [named(file, files)];
	const last = chosen.at(-1);
	if (last === undefined) throw new UsageError(`There is no .bib file in ${kb}/references. Name the knowledge base's folder with --kb.`);
	const output: Output = { result: (text) => process.stdout.write(`${text.replace(/\n$/, "")}\n`), note: (text) => console.error(text) };
	const mail = process.env.CITE_MAILTO;
	if (on.has("complete")) {
		if (rest.length > 0) throw new UsageError(`--complete goes through the whole library, so it takes no DOI.`);
		return completeLibrary(kb, chosen, serverAt(address("CITE_CROSSREF_SERVER", "https://api.crossref.org"), mail), output);
	}
	if (rest.length === 0) throw new UsageError(usage);
	const dois = rest.map((text) => {
		const doi = parseDoi(text);
		if (doi === undefined)
			throw new UsageError(`"${text}" is not a DOI: one begins with 10. and has a slash, as in 10.1000/182. Nothing was added.`);
		return doi;
	});
	return addWorks(dois, kb, last, serverAt(address("CITE_DOI_SERVER", "https://doi.org"), mail), output);
});

/** A .bib file by its name or its path. */
function named(name: string, files: readonly string[]): string {
	const path = name.startsWith("references/") ? name : `references/${name}`;
	if (!files.includes(path)) throw new UsageError(`There is no ${path}.${suggestion(path, files)}`);
	return path;
}

function address(variable: string, usual: string): string {
	const given = process.env[variable] ?? usual;
	if (!/^https?:\/\/[^/]/.test(given) || !URL.canParse(given))
		throw new UsageError(`${variable} is "${given}"; it must be an address that begins with https:// or http://.`);
	return given;
}
