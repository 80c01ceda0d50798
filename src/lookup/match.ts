import type { CslItem } from "../cite/citation-js.ts";
import type { Answer } from "./answer.ts";
import { fold } from "./fold.ts";
import { sameJournal } from "./journal.ts";
import { plainText } from "./title.ts";

/** What a library knows of a work, to tell it from others by. */
export interface Sought {
	doi: string | undefined;
	journal: string;
	volume: string | undefined;
	page: string;
	year: number | undefined;
	/** The first author's family name. */
	author: string | undefined;
}

/** What an entry can be looked up by; nothing where it has no journal or no page, or neither volume nor year. */
export function soughtOf(csl: CslItem): Sought | undefined {
	const { DOI: doi, "container-title": journal, volume, page } = csl;
	const year = Number(csl.issued?.["date-parts"]?.[0]?.[0]);
	const first = csl.author?.[0];
	if (journal === undefined || page === undefined || (volume === undefined && Number.isNaN(year))) return undefined;
	return {
		doi: doi?.toLowerCase(),
		journal,
		volume: volume === undefined ? undefined : String(volume),
		page: String(page),
		year: Number.isNaN(year) ? undefined : year,
		author: first?.family ?? first?.literal,
	};
}

/** The answer that is the work, or why it is not taken; `none` where nothing stands in its place at all. */
export type Match = { found: Answer } | { why: string; none?: true };

/**
 * Picks from a register's answers the one that is the work: the same journal, volume and first page, and where the
 * library gives them the same first author and year. What fits in part, or twice, is not taken.
 */
export function matchOf(sought: Sought, answers: readonly Answer[]): Match {
	const candidates = distinct(answers.filter((answer) => samePlace(sought, answer)));
	const [only, second] = candidates;
	if (only === undefined) return { why: `no answer is in ${placeOf(sought)}`, none: true };
	if (second !== undefined) {
		const byAuthor = candidates.filter((answer) => sameAuthor(sought, answer) && sameYear(sought, answer));
		const [one, other] = byAuthor;
		if (one !== undefined && other === undefined) return { found: one };
		return { why: `${candidates.length} works in ${placeOf(sought)}: ${candidates.map(({ doi }) => doi).join(", ")}` };
	}
	if (!sameAuthor(sought, only))
		return {
			why: `${only.doi} is in ${placeOf(sought)}, but its first author is ${firstAuthor(only) || "not given"}, not ${sought.author}`,
		};
	if (!sameYear(sought, only))
		return { why: `${only.doi} is in ${placeOf(sought)}, but of ${only.years.join(", ") || "no year"}, not of ${sought.year}` };
	return { found: only };
}

/** Whether an answer stands in the same journal and volume, on the same first page. */
export function samePlace(sought: Sought, answer: Answer): boolean {
	return (
		(sought.volume === undefined ? sought.author !== undefined && sought.year !== undefined : sameVolume(sought.volume, answer.volume)) &&
		answer.pages.some((page) => firstPage(page) === firstPage(sought.page)) &&
		answer.journals.some((journal) => sameJournal(sought.journal, journal))
	);
}

/** A place as a reference gives it: "Small 34, 2403032". */
export function placeOf({ journal, volume, page }: Sought): string {
	return `${journal}${volume === undefined ? "" : ` ${volume}`}, ${page}`;
}

function sameVolume(one: string, other: string | undefined): boolean {
	return other !== undefined && fold(one) === fold(other);
}

/** Registers sometimes have a family name and a given name the wrong way round. */
function sameAuthor({ author }: Sought, answer: Answer): boolean {
	return author === undefined || ` ${fold(firstAuthor(answer))} `.includes(` ${fold(author)} `);
}

function firstAuthor({ authors: [first] }: Answer): string {
	return plainText([first?.given, first?.family, first?.literal].filter(Boolean).join(" "));
}

function sameYear({ year }: Sought, { years }: Answer): boolean {
	return year === undefined || years.includes(year);
}

function distinct(answers: readonly Answer[]): Answer[] {
	return [...new Map(answers.map((answer) => [answer.doi, answer])).values()];
}

/** The first page of a range; article numbers are printed with and without their e. */
function firstPage(pages: string): string {
	const [first = ""] = pages
		.trim()
		.toLowerCase()
		.split(/\s*[-–—‐,]+\s*/);
	return first.replace(/^e(?=\d{4})/, "").replace(/^0+(?=\d)/, "");
}
