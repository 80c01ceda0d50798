import { firstLine, git, repositoryOf } from "./git.ts";

/** The folders of a knowledge base. */
export const folders = ["content", "references", "public"] as const;

/** What git knows of the files of a knowledge base. Never the time of a build: the same commit always makes the same site. */
export interface History {
	/** When any of its files last changed: ISO 8601, in UTC. Nothing without a history, or where some are not committed. */
	changed: string | undefined;
	/** When each file last changed; one that is not committed as it is has no date. */
	updated: ReadonlyMap<string, string>;
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
	const none: History = { changed: undefined, updated: new Map(), folder: "", note: undefined };
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
		git(dir, ["log", "-z", "--format=%x01%ct", "--name-status", "-M100%", "--relative", "--", ...folders]),
		git(dir, ["status", "-z", "--porcelain", "--untracked-files=all", "--no-renames", "--", ...folders]),
	]);
	if (status.code !== 0)
		return { ...none, folder, note: `Git does not give the history (${firstLine(status.err)}), so pages carry no dates.` };
	// A repository without a commit has no history yet.
	const { latest, updated } = log.code === 0 ? lastChanges(log.out) : { latest: undefined, updated: new Map<string, string>() };
	const open = status.out.split("\0").flatMap((entry) => (entry.length > 3 ? [entry.slice(3 + folder.length)] : []));
	for (const file of open) updated.delete(file);
	if (open.length === 0) return { ...none, changed: latest, updated, folder };
	const note =
		open.length === 1
			? `${open[0]} is not committed: its page carries no date, nor does the site's version.`
			: `${open.length} files are not committed: their pages carry no date, nor does the site's version.`;
	return { changed: undefined, updated, folder, note };
}

/** The newest commit's time, and that of the newest commit that changed each file, from git's log with its NULs. */
export function lastChanges(log: string): { latest: string | undefined; updated: Map<string, string> } {
	const updated = new Map<string, string>();
	/** The name that a file has now, by one that it had. */
	const renamed = new Map<string, string>();
	let latest: string | undefined;
	let time = "";
	const parts = log.split("\0");
	for (let at = 0; at < parts.length; at++) {
		const part = (parts[at] ?? "").replace(/^\n/, "");
		if (part.startsWith("\u0001")) {
			time = new Date(Number(part.slice(1)) * 1000).toISOString();
			latest ??= time;
		} else if (part.startsWith("R")) {
			const [before = "", after = ""] = parts.slice(at + 1, at + 3);
			const now = renamed.get(after) ?? after;
			if (!updated.has(now)) renamed.set(before, now);
			at += 2;
		} else if (part !== "") {
			const file = parts[at + 1] ?? "";
			const now = renamed.get(file) ?? file;
			if (!updated.has(now)) updated.set(now, time);
			at += 1;
		}
	}
	return { latest, updated };
}
