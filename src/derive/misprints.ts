import type { KnowledgeBase } from "../model/types.ts";
import { recordPath } from "./paths.ts";

/** A place where a document cites a study under the number of another work. */
export interface Misprint {
	/** The document: a key of the library. */
	document: string;
	/** The number that is printed. */
	number: string;
	/** Where in the document. */
	place: string;
	/** What was read there. */
	name: string;
	to: string;
}

/** All such places by the study that is meant, each place of a document once for a record. */
export function misprintsOf(kb: KnowledgeBase): Map<string, Misprint[]> {
	const found = new Map<string, Misprint[]>();
	for (const { id, study, name, measurements, process, observations } of kb.records.values()) {
		const path = recordPath(id, kb);
		const places = [
			...measurements.flatMap((value) =>
				value.readings.map((reading) => ({
					document: reading.in,
					number: reading.citedAs,
					place: reading.at,
					name,
					to: `${path}#${value.id}`,
				})),
			),
			...[...process, ...observations].flatMap(({ read = [] }) =>
				read.map((reading) => ({
					document: reading.in,
					number: reading.cited_as === undefined ? undefined : String(reading.cited_as),
					place: reading.place,
					name,
					to: path,
				})),
			),
		];
		const list = found.get(study) ?? [];
		for (const { number, ...place } of places) {
			if (number === undefined || kb.works.get(study)?.numbered.get(place.document)?.includes(number)) continue;
			const known = list.some((one) => one.document === place.document && one.place === place.place && one.name === name);
			if (!known) list.push({ number, ...place });
		}
		if (list.length > 0) found.set(study, list);
	}
	return found;
}
