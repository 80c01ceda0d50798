import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../src/cli/site.ts";
import { putAside } from "./aside.ts";
import { type Contents, contentsOf } from "./folder.ts";
import { type Measured, measured } from "./measure.ts";
import { type StageTimes, stagesOf } from "./stages.ts";

/** What building a knowledge base took, and what came of it. */
export interface Built {
	measured: Measured;
	stages: StageTimes;
	contents: Contents;
}

const root = join(import.meta.dirname, "..");

/** What Node is given for a build, as in package.json. */
export const nodeFlags = ["--max-semi-space-size=64"];

/** Takes away what earlier builds of a knowledge base left, so that the next one is a full one. */
export async function forget(kb: string, out: string): Promise<void> {
	await putAside(cacheFolder(kb));
	await putAside(out);
}

/** Builds a knowledge base (an absolute path) with the project's own command. Throws where that fails, with what it printed. */
export async function build(kb: string, out: string): Promise<Built> {
	const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
	try {
		const file = join(folder, "stages.json");
		const took = await measured(
			process.execPath,
			[...nodeFlags, "--import", join(import.meta.dirname, "preload.ts"), join(root, "src/cli/build.ts"), "--kb", kb, "--out", out],
			{ cwd: root, env: { ...process.env, STAGES: file } },
		);
		return { measured: took, stages: stagesOf(await readFile(file, "utf8")), contents: await contentsOf(out) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
