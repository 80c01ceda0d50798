import { brokenAccent, leftover } from "../cite/latex.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { entryNeeds } from "../schema/reference.ts";
import type { Work } from "./types.ts";

/** Checks what of one work cannot be: its addresses and its date. */
export function checkWork(work: Work, problems: Problems): void {
	checkAddresses(work, problems);
	checkDate(work, problems);
}

/** Reports what works lack that a reader needs to find them, and what of their LaTeX was not understood. */
export function reportReferences(works: Iterable<Work>, problems: Problems): void {
	for (const work of works) {
		reportMissing(work, problems);
		reportLatex(work, problems);
	}
}

function placeOf({ bibtex }: Work, ...names: string[]): Place {
	return names.map((name) => bibtex.fields.get(name)?.place).find((place) => place !== undefined) ?? bibtex.place;
}

function checkAddresses(work: Work, problems: Problems): void {
	const { DOI, URL } = work.csl;
	if (URL !== undefined && !/^https?:\/\/[^\s<>"]+$/i.test(URL))
		problems.add(
			"unsafe-link",
			placeOf(work, "url", "howpublished"),
			`"${URL}" is not allowed: a work's address begins with http:// or https://, and has no spaces or brackets.`,
		);
	if (DOI !== undefined && !/^10\.\d{4,9}(?:\.\d+)*\/[^\s<>"]*[^\s<>".,;]$/.test(DOI) && !oldDoi.test(DOI))
		problems.add(
			"doi-invalid",
			placeOf(work, "doi"),
			`"${DOI}" is no DOI: one looks like 10.1039/d4mh01234a, without an address before it.`,
		);
}

/** DOIs of older journals hold angle brackets: 10.1002/(SICI)1521-4095(199804)10:6<445::AID>3.0.CO;2-1 */
const oldDoi = /^10\.\d{4,9}\/\(?SICI\)?[^\s"]+$/i;

/** The first printed books; before them a work is cited by its edition. */
const earliest = 1440;

function checkDate(work: Work, problems: Problems): void {
	const latest = new Date().getFullYear() + 1;
	const { issued } = work.csl;
	const place = placeOf(work, "date", "year", "month");
	for (const [year, month, day] of issued?.["date-parts"] ?? []) {
		if (year !== undefined && (Number(year) < earliest || Number(year) > latest))
			problems.add(
				"year-impossible",
				place,
				`No work is of the year ${year}: it lies ${Number(year) > latest ? "ahead" : "before printing"}.`,
			);
		if (month !== undefined && !isDay(Number(year), Number(month), Number(day ?? 1)))
			problems.add("year-impossible", place, `There is no ${[year, month, day].filter((part) => part !== undefined).join("-")}.`);
	}
	// "in press" is no year and is fine; "2O24" and "20204" are neither.
	if (issued?.literal !== undefined && /^\W*\d[\dOolI]*\W*$/.test(issued.literal))
		problems.add("year-impossible", place, `"${issued.literal}" is no year.`);
}

function isDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Journals without volumes number their articles instead: e2409680 */
const articleNumber = /^[a-z]{0,2}\d{5,}$/i;

function reportMissing(work: Work, problems: Problems): void {
	const { csl, bibtex } = work;
	const has: Record<string, boolean> = {
		author: csl.author !== undefined || csl.editor !== undefined,
		title: csl.title !== undefined,
		year: csl.issued !== undefined,
		container: csl["container-title"] !== undefined,
		place: csl.volume === undefined ? articleNumber.test(String(csl.page ?? "")) : csl.page !== undefined || csl.number !== undefined,
		publisher: csl.publisher !== undefined,
		number: csl.number !== undefined,
		address: csl.URL !== undefined || csl.DOI !== undefined,
		version: csl.version !== undefined,
	};
	const missing = (entryNeeds[bibtex.type] ?? [{ name: "title", any: ["title"] }]).flatMap(({ name, any }) =>
		any.some((one) => has[one]) ? [] : [name],
	);
	if (missing.length > 0)
		problems.add(
			"reference-incomplete",
			bibtex.place,
			`"${work.key}" lacks what a reader needs to find it: ${missing.join(", ")}. Complete the entry.`,
		);
}

function reportLatex(work: Work, problems: Problems): void {
	const { csl } = work;
	const texts: [string | undefined, ...string[]][] = [
		[csl.title, "title", "subtitle"],
		[csl["container-title"], "journal", "journaltitle", "booktitle", "maintitle"],
		[csl.publisher, "publisher", "institution", "school", "organization"],
		...[...(csl.author ?? []), ...(csl.editor ?? [])].map((person): [string, ...string[]] => [
			Object.values(person)
				.filter((part) => typeof part === "string")
				.join(" "),
			"author",
			"editor",
		]),
	];
	for (const name of new Set(texts.flatMap(([, ...names]) => names))) {
		const accent = brokenAccent(work.bibtex.fields.get(name)?.text ?? "");
		if (accent !== undefined)
			problems.add(
				"latex-broken",
				placeOf(work, name),
				`The accent ${accent} stands over nothing. Write its letter behind it, as in \\"{u}.`,
			);
	}
	for (const [text, ...names] of texts) {
		const found = text === undefined ? undefined : leftover(text);
		if (found === undefined) continue;
		const what = {
			command: "is LaTeX that is not known here, and would be printed. Write the character itself",
			entity: "is HTML, and would be printed. Write the character itself; \\& for &",
			encoding: "is a character read in a wrong encoding. Write the right one",
		}[found.kind];
		problems.add("latex-broken", placeOf(work, ...names), `${found.found} ${what}.`);
	}
}
