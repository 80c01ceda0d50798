import type { Arrangement } from "../model/arrangement.ts";
import { valueIn } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord } from "../model/types.ts";
import { central } from "../quantity/quantity.ts";
import { type Family, families, type Rankable, rank } from "./arrange.ts";
import { compared, decidingConditions } from "./compared.ts";
import { tierText } from "./guard.ts";

/** Records that stand together in a table, and what they have in common. */
export interface Grouped {
	/** What they have in common besides the study; "" where there is nothing to say. */
	title: string;
	/** Of a group by study: its key. */
	study: string | undefined;
	families: Family<StudiedRecord>[];
}

/** The groups of a table, in order. */
export function grouped(records: readonly StudiedRecord[], { group, order }: Arrangement, kb: KnowledgeBase): Grouped[] {
	const all = families(records.map((record) => ({ record, id: record.id, controlOf: record.relations.get("control_of") ?? [] }))).map(
		([{ record }, ...controls]): Family<StudiedRecord> => [record, ...controls.map((control) => control.record)],
	);
	if (order?.kind === "name") all.sort(([a], [b]) => a.name.localeCompare(b.name, "en"));
	const split =
		group?.kind === "study"
			? groupsBy(all, ({ study }) => ({ title: "", study }))
			: group?.kind === "facet"
				? groupsBy(all, ({ facets }) => ({ title: facets.get(group.facet.id)?.[0]?.label ?? `${group.facet.label} not given` }))
				: [{ title: "", study: undefined, families: all }];
	const ranking =
		order?.kind === "value" ? order : group?.kind === "tiers" ? ({ column: group.column, within: "all" } as const) : undefined;
	if (ranking === undefined) return split;
	return split.flatMap(({ title, study, families: members }) => {
		const valueFor = (record: StudiedRecord) => rankable(record, ranking.column, kb);
		const falling = ranking.column.metric.better !== "lower";
		const { ranked, alone } = rank(members, valueFor, decidingConditions(kb), { within: ranking.within, falling });
		const tiers = ranked.map(({ tier, families: best }) => ({
			title: [title, tierText(tier)].filter(Boolean).join(": "),
			study,
			families: order?.kind === "value" ? best : members.filter((family) => best.includes(family)),
		}));
		const rest = ranked.length === 0 ? title : [title, "not measured alike with any other"].filter(Boolean).join(": ");
		return alone.length === 0 ? tiers : [...tiers, { title: rest, study, families: alone }];
	});
}

/** The value by which a column ranks a record: one that was measured and is not in doubt. */
export function rankable(record: StudiedRecord, column: Parameters<typeof valueIn>[1], kb: KnowledgeBase): Rankable | undefined {
	const value = valueIn(record, column, kb);
	if (value === undefined || value.doubt !== undefined || (value.kind === "reported" && value.nature !== "measured")) return undefined;
	return { ...compared({ record, value }, kb), number: central(value.quantity) };
}

function groupsBy(all: readonly Family<StudiedRecord>[], by: (head: StudiedRecord) => { title: string; study?: string }): Grouped[] {
	const groups = new Map<string, Grouped>();
	for (const family of all) {
		const { title, study } = by(family[0]);
		const key = study ?? title;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, { title, study, families: [family] });
		else group.families.push(family);
	}
	return [...groups.values()];
}
