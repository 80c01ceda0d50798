import type { Answer, Person } from "./answer.ts";
import { escapeLatex, plainText, titleToLatex } from "./title.ts";

/** An entry's fields, in the order in which they are written. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** What an entry of each type says, and in what order. Everything else is kept as `misc`. */
const types: Record<string, { type: string; fields: readonly string[] }> = {
	"article-journal": { type: "article", fields: ["author", "title", "journal", "year", "volume", "number", "pages", "doi"] },
	"paper-conference": { type: "inproceedings", fields: ["author", "title", "booktitle", "publisher", "year", "volume", "pages", "doi"] },
	chapter: { type: "incollection", fields: ["author", "title", "booktitle", "editor", "publisher", "year", "pages", "doi"] },
	book: { type: "book", fields: ["author", "editor", "title", "publisher", "year", "isbn", "doi"] },
	monograph: { type: "book", fields: ["author", "title", "publisher", "year", "isbn", "doi"] },
	"edited-book": { type: "book", fields: ["editor", "title", "publisher", "year", "isbn", "doi"] },
	thesis: { type: "phdthesis", fields: ["author", "title", "school", "year", "doi"] },
	report: { type: "techreport", fields: ["author", "title", "institution", "year", "doi"] },
	dataset: { type: "dataset", fields: ["author", "title", "publisher", "year", "doi"] },
	software: { type: "software", fields: ["author", "title", "publisher", "year", "doi"] },
};
const other = { type: "misc", fields: ["author", "title", "publisher", "year", "doi"] };

/** How this library has it: the journal's name as it is written there, and whether the issue is given. */
export interface Habit {
	journal: string | undefined;
	issue: boolean;
}

/** An entry's type and fields for a work that a register knows; what it does not know is left out. */
export function entryOf(answer: Answer, habit: Habit): { type: string; fields: Fields } {
	const { type, fields } = types[answer.type ?? ""] ?? other;
	const publisher = literal(answer.publisher);
	const values: Record<string, string | undefined> = {
		author: namesOf(answer.authors),
		editor: namesOf(answer.editors),
		title: titleToLatex(answer.title),
		journal: literal(habit.journal),
		booktitle: titleToLatex(answer.journals[0] ?? ""),
		publisher,
		school: publisher,
		institution: publisher,
		year: answer.years[0]?.toString(),
		volume: literal(answer.volume),
		number: habit.issue ? literal(answer.issue) : undefined,
		pages: literal(answer.pages[0])?.replace(/\s*[-–—]+\s*/g, "--"),
		isbn: literal(answer.isbn),
		// As it is, since readers of BibTeX take no LaTeX there.
		doi: answer.doi,
	};
	return {
		type,
		fields: fields.flatMap((name) => {
			const value = values[name];
			return value === undefined || value === "" ? [] : [[name, value] as const];
		}),
	};
}

function literal(value: string | undefined): string | undefined {
	return value === undefined ? undefined : escapeLatex(plainText(value).trim());
}

/** Names as BibTeX has them: "Family, Given and Family, Jr., Given and {Corporate Author}". */
function namesOf(people: readonly Person[]): string {
	return people
		.map(({ family, given, suffix, literal: whole }) => {
			const [last = "", first, junior] = [family, given, suffix].map(literal);
			if (last === "" || (first === undefined && junior === undefined)) {
				const name = literal(whole) ?? (last === "" ? (first ?? "") : last);
				return name === "" ? "" : `{${name}}`;
			}
			return [/ and /i.test(last) ? `{${last}}` : last, junior, first].filter((part) => part !== undefined).join(", ");
		})
		.filter((name) => name !== "")
		.join(" and ");
}
