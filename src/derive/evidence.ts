import { type Query, select } from "../model/query.ts";
import type { KnowledgeBase } from "../model/types.ts";

/** How much stands behind a statement: counts, each of which can be checked. */
export interface Evidence {
	records: number;
	controls: number;
	studies: number;
	values: number;
	/** Values whose readings differ, or about which a disagreement was noted. */
	disagreements: number;
	/** Values that are not to be relied on. */
	doubtful: number;
}

export function evidence(query: Query, kb: KnowledgeBase): Evidence {
	const records = select(kb.records.values(), query);
	const values = records.flatMap(({ measurements }) => measurements);
	return {
		records: records.length,
		controls: records.filter(({ relations }) => relations.has("control_of") || relations.has("component_of")).length,
		studies: new Set(records.map(({ study }) => study)).size,
		values: values.length,
		disagreements: values.filter(({ disagrees }) => disagrees).length,
		doubtful: values.filter(({ doubt }) => doubt !== undefined).length,
	};
}
