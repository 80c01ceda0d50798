import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suggestion } from "../problem/nearest.ts";
import { firstLine, git, repositoryOf } from "./git.ts";
import { folders } from "./history.ts";

/** A revision cannot be had: its message says why, and what to do. */
export class RevisionError extends Error {}

/**
 * Lays the files that a knowledge base had at a git revision into a temporary folder, for as long as `use` takes; the
 * folder goes in any case, also when the run is stopped. `main...` is where the branch left main. Attributes that leave
 * files out of archives do not count. Throws a RevisionError.
 */
export async function atRevision<T>(dir: string, revision: string, use: (folder: string) => Promise<T>): Promise<T> {
	const repository = await repositoryOf(dir);
	if (repository === undefined)
		throw new RevisionError(`${dir} is not in a git repository, or git is not installed: there is no revision to compare with.`);
	if (typeof repository === "string") throw new RevisionError(`Git cannot read the repository of ${dir}: ${repository}.`);
	const commit = await commitOf(dir, revision, repository.shallow);
	const temporary = await mkdtemp(join(tmpdir(), "atlas-revision-"));
	const stop = (signal: NodeJS.Signals) => {
		rmSync(temporary, { recursive: true, force: true });
		process.kill(process.pid, signal);
	};
	const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
	for (const signal of signals) process.once(signal, stop);
	try {
		await checkOut(dir, commit, repository.folder, temporary);
		return await use(join(temporary, "files", repository.folder));
	} finally {
		for (const signal of signals) process.off(signal, stop);
		await rm(temporary, { recursive: true, force: true });
	}
}

async function commitOf(dir: string, revision: string, shallow: boolean): Promise<string> {
	const branch = /^(.+)\.\.\.$/.exec(revision)?.[1];
	const { code, out } = await git(dir, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${branch ?? revision}^{commit}`]);
	const fetch =
		"It is a shallow clone and may lack it: git fetch --unshallow brings all, git fetch origin NAME a branch; in GitHub Actions set fetch-depth: 0.";
	if (code !== 0) {
		const names = (await git(dir, ["for-each-ref", "--format=%(refname:short)"])).out.split("\n").filter(Boolean);
		throw new RevisionError(
			`"${branch ?? revision}" is no revision of this repository.${shallow ? ` ${fetch}` : suggestion(branch ?? revision, names)}`,
		);
	}
	if (branch === undefined) return out.trim();
	const base = await git(dir, ["merge-base", out.trim(), "HEAD"]);
	if (base.code !== 0) throw new RevisionError(`"${branch}" and this branch have no commit in common.${shallow ? ` ${fetch}` : ""}`);
	return base.out.trim();
}

/** Through an index of its own, which leaves the repository's alone. */
async function checkOut(dir: string, commit: string, folder: string, temporary: string): Promise<void> {
	const env = { GIT_INDEX_FILE: join(temporary, "index") };
	const top = (await git(dir, ["rev-parse", "--show-toplevel"])).out.replace(/\n$/, "");
	checked(await git(top, ["read-tree", commit], { env }));
	const paths = folders.map((name) => `:(top,literal)${folder}${name}`);
	const { out } = checked(await git(top, ["ls-files", "-z", "--", ...paths], { env }));
	checked(await git(top, ["checkout-index", "-z", "--stdin", `--prefix=${join(temporary, "files")}/`], { env, input: out }));
}

function checked<R extends { code: number | undefined; err: string }>(run: R): R {
	if (run.code !== 0) throw new RevisionError(`Git could not lay out the old files: ${firstLine(run.err)}.`);
	return run;
}
