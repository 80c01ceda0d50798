import { certainties, disagreementKinds } from "../../schema/disagreement.ts";
import type { DisagreementView } from "../disagreements.ts";
import { type DescribedTable, fill } from "./table.ts";

const required = { required: true } as const;

/** Every disagreement, a row each. */
export function disagreementsTable(all: readonly DisagreementView[]): DescribedTable {
	return fill<DisagreementView>(
		{
			title: "Disagreements",
			description: "Where sources differ, or print what cannot be right: a row each.",
			primaryKey: ["id"],
			foreignKeys: [],
		},
		[
			{ name: "id", type: "string", description: "Its anchor on the page of disagreements.", constraints: required, value: ({ id }) => id },
			{
				name: "kind",
				type: "string",
				description: "What it is about.",
				constraints: { required: true, enum: [...disagreementKinds] },
				value: ({ kind }) => kind,
			},
			{
				name: "rule",
				type: "string",
				description: "The rule that found it. Empty where it was noted by hand.",
				constraints: { enum: ["readings", "computed", "trend", "twice"] },
				value: ({ rule }) => rule,
			},
			{
				name: "about",
				type: "string",
				description: "What it concerns: record or record#measurement_id, separated by semicolons.",
				value: ({ subjects }) => subjects.join("; "),
			},
			{ name: "what", type: "string", description: "What disagrees.", constraints: required, value: ({ what }) => what },
			{
				name: "printed",
				type: "string",
				description: "What is printed where: key, place: text, separated by semicolons.",
				value: ({ printed }) =>
					printed.map(({ citation, place, text }) => `${citation?.keys.join(", ") ?? ""}, ${place}: ${text}`).join("; "),
			},
			{ name: "shown", type: "string", description: "What is shown here.", constraints: required, value: ({ shown }) => shown },
			{ name: "evidence", type: "string", description: "Why.", constraints: required, value: ({ evidence }) => evidence },
			{
				name: "sure",
				type: "string",
				description: "How sure: printed in the source; arithmetic or physics; other knowledge.",
				constraints: { required: true, enum: [...certainties] },
				value: ({ sure }) => sure,
			},
		],
		all,
	);
}
