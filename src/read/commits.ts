/** A commit that changed files of a knowledge base. */
export interface Commit {
	hash: string;
	/** When it was committed: ISO 8601, in UTC. */
	date: string;
	/** The first line of its message. */
	subject: string;
	/** The files that it changed, by the names that they have now. */
	changes: { file: string; kind: "added" | "changed" | "moved" | "removed" }[];
}

/** Begins a commit in the log: no status begins so. */
const head = "\u0001";

/** What git is asked for a log that `readCommits` understands. */
export const logOptions = ["-z", `--format=${head}%H%x1f%ct%x1f%s`, "--name-status", "-M"] as const;

/**
 * Reads git's log, newest first: a header, then for each file its status and path (of a renamed one both paths), each
 * ended by NUL. A renamed file keeps its history. Commits without a changed file are left out.
 */
export function readCommits(log: string): Commit[] {
	const commits: Commit[] = [];
	/** The name that a file has now, by one that it had. */
	const names = new Map<string, string>();
	const fields = log.split("\0").values();
	let commit: Commit = { hash: "", date: "", subject: "", changes: [] };
	for (const field of fields) {
		if (field.startsWith(head)) {
			const [hash = "", seconds = "", ...subject] = field.slice(head.length).split("\u001f");
			commit = { hash, date: new Date(Number(seconds) * 1000).toISOString(), subject: subject.join(" "), changes: [] };
			continue;
		}
		const status = field.replace(/^\n/, "");
		if (status === "") continue;
		const before = fields.next().value ?? "";
		const path = /^[RC]/.test(status) ? (fields.next().value ?? "") : before;
		const file = names.get(path) ?? path;
		if (status.startsWith("R")) names.set(before, file);
		if (commit.changes.length === 0) commits.push(commit);
		commit.changes.push({ file, kind: kinds[status] ?? kinds[status.charAt(0)] ?? "changed" });
	}
	return commits;
}

const kinds: Readonly<Record<string, Commit["changes"][number]["kind"]>> = { A: "added", C: "added", D: "removed", R100: "moved" };
