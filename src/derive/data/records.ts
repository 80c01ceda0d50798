import type { KnowledgeBase, StudiedRecord } from "../../model/types.ts";
import type { Relation } from "../../schema/record.ts";
import { recordPath } from "../paths.ts";
import { columnName } from "./conditions.ts";
import { type Column, type DescribedTable, fill, rounded } from "./table.ts";

const required = { required: true } as const;

const related: [relation: Relation, description: string][] = [
	["control_of", "Records that this one is the control of."],
	["component_of", "Records that this one is a component of."],
	["variant_of", "Records that this one is a variant of."],
];

/** Every record, a row each; several terms of a facet are separated by semicolons. */
export function recordsTable(kb: KnowledgeBase): DescribedTable {
	const { label, plural } = kb.site.record;
	return fill<StudiedRecord>(
		{
			title: plural.charAt(0).toUpperCase() + plural.slice(1),
			description: `Every ${label}: a row each. Several terms stand in one cell, separated by semicolons.`,
			primaryKey: ["record"],
			foreignKeys: [],
		},
		[
			{
				name: "record",
				type: "string",
				description: "Its id, the last part of its address.",
				constraints: required,
				value: ({ id }) => id,
			},
			{ name: "record_name", type: "string", description: "Its name.", constraints: required, value: ({ name }) => name },
			{ name: "aliases", type: "string", description: "Its other names.", value: ({ aliases }) => aliases.join("; ") },
			{
				name: "study",
				type: "string",
				description: "The primary paper: its key in references.bib.",
				constraints: required,
				value: ({ study }) => study,
			},
			...facetColumns(kb),
			{
				name: "elements",
				type: "string",
				description: "Elements in the formulas of its terms.",
				value: ({ elements }) => elements.join("; "),
			},
			...related.map(
				([name, description]): Column<StudiedRecord> => ({
					name,
					type: "string",
					description,
					value: ({ relations }) => relations.get(name)?.join("; "),
				}),
			),
			{
				name: "measurements",
				type: "integer",
				description: "How many values are reported of it.",
				constraints: { required: true, minimum: 0 },
				value: ({ measurements }) => measurements.length,
			},
			{ name: "remarks", type: "string", description: "What else is to be known.", value: ({ remarks }) => remarks },
			...convertingColumns(kb),
			{
				name: "url",
				type: "string",
				description: "Its page.",
				constraints: required,
				value: ({ id }) => `${kb.site.url.replace(/\/$/, "")}${recordPath(id, kb)}`,
			},
		],
		[...kb.records.values()],
	);
}

function facetColumns(kb: KnowledgeBase): Column<StudiedRecord>[] {
	return [...kb.facets.values()].map(({ id, label }) => ({
		name: columnName(id),
		type: "string",
		description: `Facet: ${label}. The main term comes first.`,
		value: ({ facets }) => (facets.get(id) ?? []).map((term) => term.id).join("; "),
	}));
}

/** Fields that convert a condition. */
function convertingColumns(kb: KnowledgeBase): Column<StudiedRecord>[] {
	const declared = new Map([...kb.conditions.values()].flatMap(({ converts }) => converts.map(({ by, field }) => [by, field] as const)));
	return [...declared].map(([id, { label, unit }]) => ({
		name: id,
		type: "number",
		unit,
		description: `${label}, where the source gives it.`,
		value: ({ fields }) => rounded(fields.find((field) => field.id === id)?.quantity.value),
	}));
}
