import { execFile } from "node:child_process";

/** What a run of git gave; `code` is undefined where git could not be started. */
export interface Run {
	code: number | undefined;
	out: string;
	err: string;
}

/** The repository that a folder is in. */
export interface Repository {
	/** The folder's path in it, with `/` at its end; empty at its top. */
	folder: string;
	/** Whether its history is cut off. */
	shallow: boolean;
}

/** What a hook, or a command that runs us, sets for its own repository; ours is the one that the folder is in. */
const foreign = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"];

/** Runs git in a folder, whatever its user has set. Never throws. */
export function git(dir: string, args: readonly string[], given: { env?: Record<string, string>; input?: string } = {}): Promise<Run> {
	const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.includes(name))), LC_ALL: "C", ...given.env };
	return new Promise((done) => {
		const settings = ["-c", "log.showSignature=false", "-c", "core.quotePath=false", "--no-optional-locks"];
		const child = execFile(
			"git",
			["-C", dir, ...settings, ...args],
			{ env, timeout: 120_000, maxBuffer: Number.POSITIVE_INFINITY },
			(error, out, err) => done({ code: error === null ? 0 : typeof error.code === "number" ? error.code : undefined, out, err }),
		);
		// A git that ends before it has read everything says why itself.
		child.stdin?.on("error", () => {});
		child.stdin?.end(given.input ?? "");
	});
}

/** The repository that a folder is in; a sentence where git refuses to read it; nothing where there is none, or no git. */
export async function repositoryOf(dir: string): Promise<Repository | string | undefined> {
	const { code, out, err } = await git(dir, ["rev-parse", "--is-shallow-repository", "--show-prefix"]);
	if (code === 0) {
		const [shallow = "", folder = ""] = out.split("\n");
		return { folder, shallow: shallow === "true" };
	}
	return code === undefined || /not a git repository/i.test(err) ? undefined : firstLine(err);
}

/** What git says, in a line. */
export function firstLine(text: string): string {
	return (text.split("\n")[0] ?? "").replace(/^(?:fatal|error): /, "").replace(/\.$/, "");
}
