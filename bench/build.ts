import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "astro/zod";
import { cacheFolder } from "../src/cli/site.ts";
import type { Stage } from "../src/stage/stage.ts";
import { type Contents, contentsOf } from "./folder.ts";
import { type Measured, measured } from "./measure.ts";

/** What a stage of a build took, in seconds. */
export interface StageTime {
	wall: number;
	/** CPU time of the building process meanwhile; two stages that go on side by side each hold that of both. */
	cpu: number;
}

/** What building a knowledge base took, and what came of it. */
export interface Built {
	measured: Measured;
	stages: Partial<Record<Stage, StageTime>>;
	contents: Contents;
}

const root = join(import.meta.dirname, "..");
/** The stages of a build, in their order. */
export const stageNames = ["read", "validate", "derive", "render", "index", "verify"] as const satisfies readonly Stage[];
const entries = z.array(z.object({ name: z.string(), duration: z.number(), detail: z.unknown() }));
const detail = z.object({ cpu: z.number() });

/** Takes away what earlier builds of a knowledge base left, so that the next one is a full one. */
export async function forget(kb: string, out: string): Promise<void> {
	await rm(cacheFolder(kb), { recursive: true, force: true });
	await rm(out, { recursive: true, force: true });
}

/** Builds a knowledge base (an absolute path) with the project's own command. Throws where that fails, with what it printed. */
export async function build(kb: string, out: string): Promise<Built> {
	const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
	try {
		const file = join(folder, "stages.json");
		const took = await measured(
			process.execPath,
			["--import", join(import.meta.dirname, "preload.ts"), join(root, "src/cli/build.ts"), "--kb", kb, "--out", out],
			{ cwd: root, env: { ...process.env, STAGES: file } },
		);
		return { measured: took, stages: stagesOf(await readFile(file, "utf8")), contents: await contentsOf(out) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** What the stages took, from the entries of `performance` as JSON. */
export function stagesOf(json: string): Built["stages"] {
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
