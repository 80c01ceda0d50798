import { z } from "astro/zod";
import type { Stage } from "../src/stage/stage.ts";

/** The stages of a build, in their order. */
export const stageNames = ["read", "validate", "derive", "render", "index", "verify"] as const satisfies readonly Stage[];

/** What a stage of a build took, in seconds. */
export interface StageTime {
	wall: number;
	/** CPU time of the building process meanwhile; two stages that go on side by side each hold that of both. */
	cpu: number;
}

/** What the stages of a build took. */
export type StageTimes = Partial<Record<Stage, StageTime>>;

const entries = z.array(z.object({ name: z.string(), duration: z.number(), detail: z.unknown() }));
const detail = z.object({ cpu: z.number() });

/** What the stages took, from the entries of `performance` as JSON. */
export function stagesOf(json: string): StageTimes {
	const all = entries.parse(JSON.parse(json));
	return Object.fromEntries(
		stageNames.flatMap((stage) => {
			const found = all.filter(({ name }) => name === stage);
			if (found.length === 0) return [];
			const sum = (of: (entry: (typeof found)[number]) => number) => found.reduce((total, entry) => total + of(entry), 0) / 1000;
			return [[stage, { wall: sum(({ duration }) => duration), cpu: sum((entry) => detail.parse(entry.detail).cpu) }]];
		}),
	);
}
