import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import { validate } from "../read/validate.ts";
import type { Yaml } from "../read/yaml.ts";
import { type Disagreement, disagreementsSchema } from "../schema/disagreement.ts";
import type { StudiedRecord, Work } from "./types.ts";

/** What a note can be about. */
interface Known {
	records: Map<string, StudiedRecord>;
	/** The ids of all records, those that cannot be read among them. */
	recordIds: ReadonlySet<string>;
	works: Map<string, Work>;
}

/** Reads the disagreements that were noted by hand; what they name must exist. */
export function readDisagreements(yaml: Yaml, known: Known & { ids: Set<string> }, problems: Problems): Disagreement[] {
	const data = validate(disagreementsSchema, yaml, problems);
	for (const [index, { id, about, printed }] of (data?.disagreements ?? []).entries()) {
		const path = ["disagreements", index];
		if (known.ids.has(id))
			problems.add("duplicate-id", yaml.place([...path, "id"]), `There is already a disagreement "${id}". Rename one of them.`);
		known.ids.add(id);
		for (const [number, name] of about.entries()) checkSubject(name, known, yaml, [...path, "about", number], problems);
		for (const [number, place] of printed.entries()) {
			if (!known.works.has(place.in) && !problems.isUnread("work", place.in))
				problems.add(
					"unknown-citation",
					yaml.place([...path, "printed", number, "in"]),
					`"${place.in}" is not in the library.${suggestion(place.in, known.works.keys())}`,
				);
		}
	}
	return data?.disagreements ?? [];
}

function checkSubject(name: string, { records, recordIds, works }: Known, yaml: Yaml, path: (string | number)[], problems: Problems): void {
	if (name.startsWith("@")) {
		if (!works.has(name.slice(1)) && !problems.isUnread("work", name.slice(1)))
			problems.add(
				"unknown-citation",
				yaml.place(path),
				`"${name.slice(1)}" is not in the library.${suggestion(name.slice(1), works.keys())}`,
			);
		return;
	}
	const [id = "", measurement] = name.split("#");
	const record = records.get(id);
	if (!recordIds.has(id)) problems.add("unknown-record", yaml.place(path), `There is no record "${id}".${suggestion(id, recordIds)}`);
	else if (record === undefined || problems.isUnread("measurement", id)) return;
	else if (measurement !== undefined && !record.measurements.some((one) => one.id === measurement)) {
		problems.add(
			"unknown-record",
			yaml.place(path),
			`${id} has no measurement "${measurement}".${suggestion(
				measurement,
				record.measurements.map((one) => one.id),
			)}`,
		);
	}
}
