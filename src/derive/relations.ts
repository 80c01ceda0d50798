import type { Piece } from "../formula/formula.ts";
import type { KnowledgeBase, StudiedRecord } from "../model/types.ts";
import { type Relation, relations } from "../schema/record.ts";
import { recordPath } from "./paths.ts";

export interface RelationView {
	label: string;
	records: { name: Piece[]; to: string }[];
}

const relationLabels: Record<Relation, [forward: string, backward: string]> = {
	control_of: ["Control of", "Controls"],
	component_of: ["Component of", "Components"],
	variant_of: ["Variant of", "Variants"],
};

/** Records by what others say of them: which are variants, controls, components of it. */
export type Backward = (relation: Relation, id: string) => readonly StudiedRecord[];

/** Gathers the relations of all records from their other end, once. */
export function backward(kb: KnowledgeBase): Backward {
	const found = new Map<string, StudiedRecord[]>();
	for (const record of kb.records.values()) {
		for (const [relation, ids] of record.relations) {
			for (const id of ids) {
				const key = `${relation} ${id}`;
				const others = found.get(key);
				if (others === undefined) found.set(key, [record]);
				else others.push(record);
			}
		}
	}
	return (relation, id) => found.get(`${relation} ${id}`) ?? [];
}

/** How a record stands to others, from either end. */
export function relationsOf(record: StudiedRecord, others: Backward, kb: KnowledgeBase): RelationView[] {
	const link = ({ id, pieces }: StudiedRecord) => ({ name: pieces, to: recordPath(id, kb) });
	const forward = [...record.relations].map(([relation, ids]) => ({
		label: relationLabels[relation][0],
		records: ids.flatMap((id) => kb.records.get(id) ?? []).map(link),
	}));
	const back = relations.map((relation) => ({ label: relationLabels[relation][1], records: others(relation, record.id).map(link) }));
	return [...forward, ...back.filter(({ records }) => records.length > 0)];
}
