import type { Facet, StudiedRecord } from "./types.ts";

/**
 * Records in the order in which they are shown: by the main term of the tree's facet, studies together, and within a
 * study what the study is about before its controls and components.
 */
export function inOrder(
	records: ReadonlyMap<string, StudiedRecord>,
	tree: string | undefined,
	facets: ReadonlyMap<string, Facet>,
): Map<string, StudiedRecord> {
	const positions = (names: Iterable<string>) => new Map([...new Set(names)].map((name, index) => [name, index]));
	const terms = positions(facets.get(tree ?? "")?.terms.keys() ?? []);
	const studies = positions([...records.values()].map(({ study }) => study));
	const place = (record: StudiedRecord) => terms.get(record.facets.get(tree ?? "")?.[0]?.id ?? "") ?? -1;
	const study = (record: StudiedRecord) => studies.get(record.study) ?? -1;
	const aside = ({ relations }: StudiedRecord) => Number(relations.has("control_of") || relations.has("component_of"));
	return new Map([...records].sort(([, a], [, b]) => place(a) - place(b) || study(a) - study(b) || aside(a) - aside(b)));
}
