import type { Work } from "../model/types.ts";
import { askCrossref } from "./crossref.ts";
import { type Library, openLibrary, spot, tryLibrary } from "./library.ts";
import { matchOf, soughtOf } from "./match.ts";
import { ended, type Output } from "./output.ts";
import { type Addition, patchOf, withFields } from "./patch.ts";
import { type Server, ServerError } from "./server.ts";
import { titleToLatex } from "./title.ts";

/** After so many failures in a row a server is left alone. */
const enough = 3;

/** What came of one work: the fields that it lacks, or why they are not there. */
type Outcome =
	| { kind: "found"; doi: string; fields: Addition["fields"] }
	| { kind: "not found" | "left out"; why: string }
	| { kind: "failed"; why: string; error: ServerError };

/**
 * Looks up at Crossref what the entries of some .bib files lack of title and DOI, one after another, and gives as its
 * result a patch that adds them; no file is changed. What is not found, or not surely, is told. Gives the command's
 * exit code.
 */
export async function completeLibrary(kb: string, files: readonly string[], crossref: Server, output: Output): Promise<number> {
	const library = await openLibrary(kb);
	if (library.problems.hasErrors)
		output.note("There are mistakes in the library, which npm run check lists; an entry that cannot be read is not looked up.");
	const works = [...library.works.values()];
	const lacking = works.filter((work) => files.includes(work.bibtex.place.file) && lacks(work).length > 0);
	const owners = new Map(works.flatMap((work) => (work.csl.DOI === undefined ? [] : [[work.csl.DOI.toLowerCase(), work] as const])));
	const tally = { found: 0, "not found": 0, "left out": 0, failed: 0 };
	const additions: Addition[] = [];
	let inARow = 0;
	let code: number = ended.done;
	for (const work of lacking) {
		const outcome = await lookUp(work, owners, crossref);
		tally[outcome.kind]++;
		if (outcome.kind === "found") {
			additions.push({ entry: work.bibtex, fields: outcome.fields });
			owners.set(outcome.doi, work);
			output.note(
				`${spot(work)}: found ${outcome.doi}, for its ${outcome.fields.map(([name]) => (name === "doi" ? "DOI" : name)).join(" and ")}.`,
			);
		} else output.note(`${spot(work)}: ${outcome.kind}: ${outcome.why}`);
		inARow = outcome.kind === "failed" ? inARow + 1 : 0;
		if (outcome.kind !== "failed") continue;
		const away = outcome.error.failure === "unreachable" || outcome.error.failure === "busy";
		code = away ? ended.unreachable : ended.failed;
		if (away || inARow === enough) break;
	}
	const seen = Object.values(tally).reduce((sum, count) => sum + count, 0);
	const rest = seen < lacking.length ? ` Not looked up: ${lacking.length - seen}; run it again later.` : "";
	const counts = Object.entries(tally).map(([kind, count]) => `${count} ${kind}`);
	output.note(`Without a title or a DOI: ${lacking.length} of ${works.length} works. Looked up ${seen}: ${counts.join(", ")}.${rest}`);
	return givePatches(library, additions, output) ? code : ended.failed;
}

/** What an entry lacks of what can be looked up. */
export function lacks({ csl, bibtex }: Work): ("title" | "doi")[] {
	const title = csl.title === undefined && !bibtex.fields.has("title");
	const doi = csl.DOI === undefined && !bibtex.fields.has("doi");
	return [...(title ? ["title" as const] : []), ...(doi ? ["doi" as const] : [])];
}

async function lookUp(work: Work, owners: ReadonlyMap<string, Work>, crossref: Server): Promise<Outcome> {
	const sought = soughtOf(work.csl);
	if (sought === undefined) return { kind: "left out", why: "it has no journal and page, or neither volume nor year, to look it up by." };
	try {
		const match = matchOf(sought, await askCrossref(crossref, work.csl, sought));
		if ("why" in match) return { kind: match.none ? "not found" : "left out", why: `${match.why}.` };
		const { doi, title } = match.found;
		const owner = owners.get(doi);
		if (owner !== undefined && owner !== work) return { kind: "left out", why: `${doi} is the DOI of ${spot(owner)}.` };
		const values = { title: titleToLatex(title), doi };
		const fields = lacks(work).flatMap((name) => (values[name] === "" ? [] : [[name, values[name]] as const]));
		return fields.length === 0 ? { kind: "not found", why: "Crossref has no title for it." } : { kind: "found", doi, fields };
	} catch (error) {
		if (!(error instanceof ServerError)) throw error;
		return error.failure === "unknown" ? { kind: "not found", why: error.message } : { kind: "failed", why: error.message, error };
	}
}

/** Gives a patch for each file; none at all where the library would have a mistake with it that it has not now. */
function givePatches(library: Library, additions: readonly Addition[], output: Output): boolean {
	const patches: string[] = [];
	for (const { file, raw, source } of library.files) {
		const after = withFields(
			raw,
			source,
			additions.filter(({ entry }) => entry.place.file === file),
		);
		const { problems } = tryLibrary(library, file, after);
		if (problems !== undefined) {
			output.note(`${problems}\nThere is no patch, since check would not pass with it.`);
			return false;
		}
		patches.push(patchOf(file, raw, after));
	}
	const patch = patches.join("");
	if (patch !== "") output.result(patch);
	return true;
}
