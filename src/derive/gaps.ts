import { type Column, readColumns } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord } from "../model/types.ts";
import { Problems } from "../problem/problem.ts";
import { compared, decidingConditions } from "./compared.ts";

/** What the sources of a record do not give, by label. */
export interface Gaps {
	/** Deciding conditions that are given for no value. */
	never: string[];
	/** Deciding conditions that are given for some values only. */
	partly: { label: string; given: number; of: number }[];
	/** Quantities and facets of the site's tables of records that are not given; of a quantity, whether it was computed here. */
	missing: { label: string; computed: boolean }[];
}

/** The columns of the site's tables of records: what a record is expected to give. */
export function expectedColumns(kb: KnowledgeBase): Column[] {
	return readColumns(kb.site.record.columns, kb, { file: "content/site.yaml", line: 1, column: 1 }, new Problems());
}

/** What the sources of a record do not give: the conditions that decide, and what the site's tables show of records. */
export function gapsOf(record: StudiedRecord, kb: KnowledgeBase): Gaps {
	const values = record.measurements.map((value) => compared({ record, value }, kb));
	const counts = decidingConditions(kb).map(({ id, label }) => {
		const open = values.filter(({ settled }) => !settled.includes(id));
		return { label, given: open.filter(({ at }) => at[id] !== undefined).length, of: open.length };
	});
	const missing = expectedColumns(kb).flatMap((column): Gaps["missing"] => {
		if (column.kind === "study") return [];
		if (column.kind === "facet") return record.facets.has(column.facet.id) ? [] : [{ label: column.facet.label, computed: false }];
		const has = (values: readonly { metric: { id: string } }[]) => values.some(({ metric }) => metric.id === column.metric.id);
		return has(record.measurements) ? [] : [{ label: column.metric.label, computed: has(record.derived) }];
	});
	return {
		never: counts.filter(({ given, of }) => of > 0 && given === 0).map(({ label }) => label),
		partly: counts.filter(({ given, of }) => given > 0 && given < of),
		missing,
	};
}
