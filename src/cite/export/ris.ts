import type { CslItem } from "../citation-js.ts";
import { dateOf, doiOf, nameParts, pagesOf, plain, webAddress } from "./fields.ts";
import { kindOf } from "./kinds.ts";

/**
 * A work in RIS, as reference managers read it. Written here, since citation-js breaks long titles in the middle of a
 * word. Source: the RIS format specification of 2011; where its tags are ambiguous, what Zotero reads.
 */
export function ris(work: CslItem): string {
	const date = dateOf(work);
	const [first, last] = pagesOf(work);
	const people = (list: CslItem["author"]) => (list ?? []).map(risName);
	const lines: [tag: string, ...values: (string | number | undefined)[]][] = [
		["TY", kindOf(work).ris],
		["AU", ...people(work.author)],
		["ED", ...people(work.editor)],
		["TI", work.title],
		["T2", work["container-title"]],
		["J2", work["container-title-short"] ?? work.journalAbbreviation],
		["T3", work["collection-title"]],
		["PY", date[0]],
		["DA", date.length > 1 ? `${date.join("/")}${"/".repeat(4 - date.length)}` : undefined],
		["VL", work.volume],
		["IS", work.issue ?? work.number],
		["SP", first],
		["EP", last],
		["ET", work.edition],
		["PB", work.publisher],
		["CY", work["publisher-place"]],
		["M3", work.genre],
		["SN", work.ISSN ?? work.ISBN],
		["DO", doiOf(work)],
		["UR", webAddress(work)],
		["LA", work.language],
		["ID", String(work.id)],
	];
	const written = lines.flatMap(([tag, ...values]) =>
		values.flatMap((value) => (value === undefined || value === "" ? [] : [`${tag}  - ${plain(String(value))}`])),
	);
	return `${[...written, "ER  - "].join("\r\n")}\r\n`;
}

/** "Deng, Yang", and a suffix behind a second comma. */
function risName(person: NonNullable<CslItem["author"]>[number]): string {
	const { family, given, suffix } = nameParts(person);
	return [family, given, suffix].filter((part) => part !== undefined).join(", ");
}
