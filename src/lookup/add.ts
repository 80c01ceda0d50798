import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { workOfAnswer } from "../cite/citation-js.ts";
import type { Work } from "../model/types.ts";
import { type Answer, readAnswer } from "./answer.ts";
import { entryOf } from "./entry.ts";
import { abbreviates } from "./journal.ts";
import { freeKey } from "./key.ts";
import { type BibFile, type Library, openLibrary, spot, tryLibrary } from "./library.ts";
import { samePlace, soughtOf } from "./match.ts";
import { ended, type Output } from "./output.ts";
import { type Server, ServerError } from "./server.ts";
import { styleOf, writeEntry } from "./style.ts";

const csl = "application/vnd.citationstyles.csl+json";

/** A work that is about to be added. */
interface New {
	key: string;
	doi: string;
	entry: string;
}

/**
 * Looks works up by DOI and appends their entries to a .bib file, in the style of the entries there; what is in the
 * file stays byte for byte. A work that the library has, or that is not found, is told and left out. Gives the
 * command's exit code.
 */
export async function addWorks(dois: readonly string[], kb: string, file: string, registry: Server, output: Output): Promise<number> {
	const library = await openLibrary(kb);
	const target = library.files.find((one) => one.file === file);
	if (target === undefined) {
		output.note(
			library.problems
				.sorted()
				.map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`)
				.join("\n"),
		);
		return ended.failed;
	}
	const added: New[] = [];
	let code: number = ended.done;
	for (const doi of new Set(dois)) {
		try {
			added.push(await lookUp(doi, library, target, added, registry));
		} catch (error) {
			if (!(error instanceof ServerError || error instanceof Refused)) throw error;
			const unknown = error instanceof ServerError && error.failure === "unknown";
			output.note(`${doi}: ${error.message}${unknown ? " Compare it with the DOI that is printed." : ""}`);
			code = ended.failed;
			if (error instanceof ServerError && (error.failure === "unreachable" || error.failure === "busy")) {
				code = ended.unreachable;
				break;
			}
		}
	}
	if (added.length === 0) {
		output.note("Nothing was added.");
		return code;
	}
	const text = appended(
		target.raw,
		added.map(({ entry }) => entry),
	);
	const { works, problems } = tryLibrary(library, file, target.raw + text);
	if (problems !== undefined || added.some(({ key }) => !works.has(key))) {
		output.note(
			`${problems ?? `${file} cannot be read where the entry would stand.`}\nNothing was added, since check would not pass with it.`,
		);
		return ended.failed;
	}
	try {
		await appendFile(join(kb, file), text);
	} catch (error) {
		output.note(`${file} cannot be written: ${error instanceof Error ? error.message : error}. Nothing was added.`);
		return ended.failed;
	}
	for (const { key, doi } of added) {
		const work = works.get(key);
		output.result(`${work?.bibtex.place.file}:${work?.bibtex.place.line} ${key} added (${doi}). Cite it as [@${key}].`);
	}
	return code;
}

/** A work that is not added, and why. */
class Refused extends Error {}

async function lookUp(doi: string, library: Library, target: BibFile, added: readonly New[], registry: Server): Promise<New> {
	const works = [...library.works.values()];
	refuseKnown(doi, works);
	const answer = described(await registry.json(`/${doi.split("/").map(encodeURIComponent).join("/")}`, csl));
	if (answer === undefined) throw new Refused(`The answer of ${registry.address} describes no work with a title. Write the entry by hand.`);
	if (answer.doi !== doi) refuseKnown(answer.doi, works);
	const again = added.find((one) => one.doi === answer.doi);
	if (again !== undefined) throw new Refused(`It is the work that is added as ${again.key}.`);
	const same = works.find(({ csl: known }) => {
		const sought = known.DOI === undefined ? soughtOf(known) : undefined;
		return sought !== undefined && samePlace(sought, answer);
	});
	if (same !== undefined)
		throw new Refused(`The library has it without its DOI: ${spot(same)}. Put the DOI there, or let npm run cite -- --complete do it.`);
	const key = freeKey(answer, [...library.files.flatMap(keysIn), ...added.map((one) => one.key)]);
	const entries = works.filter(({ bibtex }) => bibtex.place.file === target.file).map(({ bibtex }) => bibtex);
	const { type, fields } = entryOf(answer, {
		journal: journalOf(answer, works),
		issue: entries.some((entry) => entry.type === "article" && entry.fields.has("number")),
	});
	return { key, doi: answer.doi, entry: writeEntry(type, key, fields, styleOf(entries.at(-1)?.text ?? "")) };
}

/** The work that an answer describes, as the DOI plugin reads it. */
function described(data: unknown): Answer | undefined {
	if (typeof data !== "object" || data === null) return undefined;
	const answer = readAnswer(workOfAnswer(data));
	return answer?.title.trim() === "" ? undefined : answer;
}

function refuseKnown(doi: string, works: readonly Work[]): void {
	const known = works.find(({ csl: { DOI } }) => DOI?.toLowerCase() === doi);
	if (known !== undefined) throw new Refused(`It is in the library already: ${spot(known)}.`);
}

/** All keys of a file, those of entries that cannot be read, too. */
function keysIn({ source }: BibFile): string[] {
	return [...source.text.matchAll(/@[ \t]*[A-Za-z]+\s*[{(]\s*([^\s,{}]+)/g)].map((match) => match[1] ?? "");
}

/** A journal's name as the library writes it; else its short name where that is one, with full stops; else the whole. */
export function journalOf({ journals }: Answer, works: readonly Work[]): string | undefined {
	const [full, ...short] = journals;
	if (full === undefined) return undefined;
	const known = works.find(
		({ csl: { "container-title": name } }) => name !== undefined && journals.some((journal) => abbreviates(name, journal)),
	);
	return known?.csl["container-title"] ?? short.find((name) => name.includes(".") && abbreviates(name, full)) ?? full;
}

/** What is put behind a file's text so that entries follow it, a blank line before each, and the file ends as it did. */
export function appended(raw: string, entries: readonly string[]): string {
	const end = /\r\n/.test(raw) ? "\r\n" : "\n";
	const ends = raw === "" || raw.endsWith("\n");
	const gap = raw.trim() === "" || /\n\r?\n$/.test(raw) ? "" : ends ? "\n" : "\n\n";
	return `${gap}${entries.join("\n\n")}${ends ? "\n" : ""}`.replaceAll("\n", end);
}
