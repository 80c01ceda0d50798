import type { CslItem } from "../citation-js.ts";
import { dateOf, doiOf, nameParts, pagesOf, plain, webAddress } from "./fields.ts";
import { kindOf } from "./kinds.ts";

/** JSON-LD. */
export type Linked = { [name: string]: string | Linked | Linked[] | undefined };

/** A work as schema.org describes it; `id` is its address on the site. */
export function linkedWork(work: CslItem, id: string): Linked {
	const doi = doiOf(work);
	const [first, last] = pagesOf(work);
	return {
		"@type": kindOf(work).schema,
		"@id": id,
		name: work.title === undefined ? undefined : plain(work.title),
		author: work.author?.map((person) => {
			const { family, given } = nameParts(person);
			return person.literal === undefined
				? { "@type": "Person", familyName: family, givenName: given }
				: { "@type": "Organization", name: family };
		}),
		datePublished: dateOf(work).join("-") || undefined,
		isPartOf: partOf(work),
		pageStart: first,
		pageEnd: last,
		publisher: work.publisher === undefined ? undefined : { "@type": "Organization", name: plain(work.publisher) },
		isbn: work.ISBN,
		identifier: doi === undefined ? undefined : { "@type": "PropertyValue", propertyID: "DOI", value: doi },
		sameAs: webAddress(work),
	};
}

/** A work as an item of another's list: enough to know it by. */
export function linkedReference(work: CslItem, id: string): Linked {
	const { name, sameAs } = linkedWork(work, id);
	return { "@type": kindOf(work).schema, "@id": id, name, sameAs };
}

/** A journal, with volume and issue between it and the work; or a book. */
function partOf(work: CslItem): Linked | undefined {
	const name = work["container-title"];
	if (name === undefined) return undefined;
	if (!work.type.startsWith("article")) return { "@type": work.type === "chapter" ? "Book" : "CreativeWork", name: plain(name) };
	const journal: Linked = { "@type": "Periodical", name: plain(name), issn: work.ISSN };
	const volume: Linked =
		work.volume === undefined ? journal : { "@type": "PublicationVolume", volumeNumber: String(work.volume), isPartOf: journal };
	return work.issue === undefined ? volume : { "@type": "PublicationIssue", issueNumber: String(work.issue), isPartOf: volume };
}
