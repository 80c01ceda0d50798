import { z } from "astro/zod";
import { parseDoi } from "./doi.ts";

const text = z
	.union([z.string(), z.number().transform(String)])
	.optional()
	.catch(undefined);
/** Crossref's lists are single texts in CSL-JSON. */
const texts = z
	.union([z.array(z.string()), z.string().transform((one) => [one])])
	.optional()
	.catch(undefined)
	.transform((list) => (list ?? []).filter((one) => one.trim() !== ""));
const year = z
	.object({ "date-parts": z.tuple([z.tuple([z.coerce.number().int().min(1000)], z.unknown())], z.unknown()) })
	.transform((date) => date["date-parts"][0][0])
	.optional()
	.catch(undefined);
const person = z
	.object({ family: text, given: text, suffix: text, name: text, literal: text, "non-dropping-particle": text, "dropping-particle": text })
	.transform((data) => ({
		family: [data["dropping-particle"], data["non-dropping-particle"], data.family].filter(Boolean).join(" "),
		given: data.given,
		suffix: data.suffix,
		/** A corporation, or one whose name has no parts. */
		literal: data.literal ?? data.name,
	}));
const people = z
	.array(person)
	.optional()
	.catch(undefined)
	.transform((list) => list ?? []);

const schema = z
	.object({
		DOI: z.string().transform(parseDoi).pipe(z.string()),
		type: text,
		title: texts,
		subtitle: texts,
		"container-title": texts,
		"container-title-short": texts,
		"short-container-title": texts,
		volume: text,
		issue: text,
		page: text,
		"article-number": text,
		publisher: text,
		ISBN: texts,
		author: people,
		editor: people,
		issued: year,
		"published-print": year,
		"published-online": year,
	})
	.transform((data) => ({
		doi: data.DOI,
		type: data.type,
		/** With the register's markup; empty where it has none. */
		title: wholeTitle(data.title[0] ?? "", data.subtitle[0]),
		authors: data.author,
		editors: data.editor,
		/** The names of what the work stands in, whole and abbreviated. */
		journals: [...data["container-title"], ...data["container-title-short"], ...data["short-container-title"]],
		volume: data.volume,
		issue: data.issue,
		/** Its pages, and its article number. */
		pages: [data.page, data["article-number"]].filter((page) => page !== undefined),
		/** The years of its publication, in print first. */
		years: [data["published-print"], data.issued, data["published-online"]].filter((one) => one !== undefined),
		publisher: data.publisher,
		isbn: data.ISBN[0],
	}));

/** What a register of DOIs knows of a work, as far as it is used here. */
export type Answer = z.infer<typeof schema>;
export type Person = z.infer<typeof person>;

/** Reads one work as a register gives it, as Crossref's own JSON or as CSL-JSON. Nothing where it has no DOI. */
export function readAnswer(data: unknown): Answer | undefined {
	return schema.safeParse(data).data;
}

/** Reads the works of Crossref's answer to a question. Nothing where it is no such answer. */
export function readAnswers(data: unknown): Answer[] | undefined {
	const list = z.object({ message: z.object({ items: z.array(z.unknown()) }) }).safeParse(data).data?.message.items;
	return list?.flatMap((item) => readAnswer(item) ?? []);
}

/** Reads Crossref's answer to a DOI. Nothing where it is no such answer. */
export function readSingle(data: unknown): Answer | undefined {
	return readAnswer(z.object({ message: z.unknown() }).safeParse(data).data?.message);
}

function wholeTitle(title: string, subtitle: string | undefined): string {
	return subtitle === undefined || title === "" || title.includes(subtitle) ? title : `${title}: ${subtitle}`;
}
