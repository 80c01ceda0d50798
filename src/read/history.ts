import { type Commit, logOptions, readCommits } from "./commits.ts";
import { firstLine, git, repositoryOf } from "./git.ts";

/** The folders of a knowledge base. */
export const folders = ["content", "references", "public"] as const;

/** What git knows of the files of a knowledge base. Never the time of a build: the same commit always makes the same site. */
export interface History {
	/** When any of its files last changed: ISO 8601, in UTC. Nothing without a history, or where some are not committed. */
	changed: string | undefined;
	/** When each file last changed; one that is not committed as it is has no date. */
	updated: ReadonlyMap<string, string>;
	/** The commits that changed them, newest first; none where the history is cut off. */
	commits: readonly Commit[];
	/** The knowledge base's folder in its repository, with `/` at its end; empty at its top. */
	folder: string;
	/** Why there are no dates, where one would expect them: a sentence. */
	note: string | undefined;
}

/**
 * Reads when the files of a knowledge base last changed: the time of the last commit that touched each. A file that was
 * only moved did not change. A shallow clone takes its oldest commit for the change of everything, so it gives no dates.
 */
export async function readHistory(dir: string): Promise<History> {
	const none: History = { changed: undefined, updated: new Map(), commits: [], folder: "", note: undefined };
	const repository = await repositoryOf(dir);
	if (repository === undefined) return none;
	if (typeof repository === "string") return { ...none, note: `Git does not give the history (${repository}), so pages carry no dates.` };
	const { folder, shallow } = repository;
	if (shallow)
		return {
			...none,
			folder,
			note: "This clone is shallow and does not know when files last changed, so pages carry no dates. Fetch the whole history: git fetch --unshallow, or fetch-depth: 0 in GitHub Actions.",
		};
	const [log, status] = await Promise.all([
		git(dir, ["log", ...logOptions, "--relative", "--", ...folders]),
		git(dir, ["status", "-z", "--porcelain", "--untracked-files=all", "--no-renames", "--", ...folders]),
	]);
	if (status.code !== 0)
		return { ...none, folder, note: `Git does not give the history (${firstLine(status.err)}), so pages carry no dates.` };
	// A repository without a commit has no history yet.
	const commits = log.code === 0 ? readCommits(log.out) : [];
	const updated = lastChanges(commits);
	const open = status.out.split("\0").flatMap((entry) => (entry.length > 3 ? [entry.slice(3 + folder.length)] : []));
	for (const file of open) updated.delete(file);
	if (open.length === 0) return { ...none, changed: commits[0]?.date, updated, commits, folder };
	const note =
		open.length === 1
			? `${open[0]} is not committed: its page carries no date, nor does the site's version.`
			: `${open.length} files are not committed: their pages carry no date, nor does the site's version.`;
	return { changed: undefined, updated, commits, folder, note };
}

/** The time of the newest commit that changed each file; to be moved is no change. */
function lastChanges(commits: readonly Commit[]): Map<string, string> {
	const updated = new Map<string, string>();
	for (const { date, changes } of commits) {
		for (const { file, kind } of changes) if (kind !== "moved" && !updated.has(file)) updated.set(file, date);
	}
	return updated;
}
