import type { CslItem } from "../cite/citation-js.ts";
import { type Answer, readAnswers, readSingle } from "./answer.ts";
import type { Sought } from "./match.ts";
import { type Server, ServerError } from "./server.ts";

/** The fields of a work that are asked for. */
const fields =
	"DOI,type,title,subtitle,container-title,short-container-title,volume,page,article-number,author,issued,published-print,published-online";

/** What Crossref knows that may be a work: the one with its DOI, or those most like its reference. Throws a ServerError. */
export async function askCrossref(crossref: Server, work: CslItem, sought: Sought): Promise<Answer[]> {
	const accept = "application/json";
	if (sought.doi !== undefined) {
		const answer = readSingle(await crossref.json(`/works/${encodeURIComponent(sought.doi)}`, accept));
		return answer === undefined ? unusable(crossref) : [answer];
	}
	const answers = readAnswers(await crossref.json(`/works?${questionOf(work, sought)}`, accept));
	return answers ?? unusable(crossref);
}

/** The reference as one line, which is how Crossref asks to be asked, and the years in which it may have been registered. */
export function questionOf(work: CslItem, { journal, volume, page, year }: Sought): string {
	const names = (work.author ?? []).slice(0, 3).map(({ family, literal }) => family ?? literal);
	const title = work.title?.replace(/<[^<>]*>/g, "");
	const reference = [...names, title, journal, year, volume, page].filter((part) => part !== undefined && part !== "").join(" ");
	const filter = year === undefined ? {} : { filter: `from-pub-date:${year - 1},until-pub-date:${year + 1}` };
	return new URLSearchParams({ "query.bibliographic": reference, ...filter, rows: "10", select: fields }).toString();
}

function unusable({ address }: Server): never {
	throw new ServerError("unusable", `${address} answered with JSON that is no list of works: it may not be Crossref.`);
}
