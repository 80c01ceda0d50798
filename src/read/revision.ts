import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * When the files of a knowledge base last changed, by its git history: ISO 8601, in UTC. Nothing where there is no
 * history. Never the time of a build, so that the same files always make the same site.
 */
export async function lastChange(dir: string): Promise<string | undefined> {
	try {
		const { stdout } = await promisify(execFile)("git", ["-C", dir, "log", "-1", "--format=%cI", "--", "content", "references", "public"], {
			timeout: 10_000,
		});
		const time = Date.parse(stdout.trim());
		return Number.isNaN(time) ? undefined : new Date(time).toISOString();
	} catch {
		return undefined;
	}
}
