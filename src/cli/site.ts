import "./quiet.ts";
import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { refreshSchemas } from "../editor/write.ts";
import { Session } from "../integration/session.ts";
import { print, summary } from "../problem/print.ts";
import { strictly } from "../problem/problem.ts";
import { isFull } from "../publish/disk.ts";
import { publish } from "../publish/swap.ts";
import { makeSite, Unsound } from "./make.ts";
import { onTerminal } from "./terminal.ts";

const generator = fileURLToPath(new URL("../..", import.meta.url));

/** Reads a knowledge base and prints its problems. Gives the session, or nothing where there are errors; or warnings, if strict. */
export async function openSession(dir: string, strict = false): Promise<Session | undefined> {
	const session = new Session(dir, cacheFolder(dir));
	const sound = await session.read();
	await keepSchemas(session);
	const told = session.problems?.sorted() ?? [];
	const problems = strict ? strictly(told) : told;
	const printing = { ...onTerminal(process.stderr), site: session.address };
	if (problems.length > 0) console.error(`${print(problems, "text", printing)}\n${summary(problems)}`);
	if (sound && session.views.history.note !== undefined) console.log(session.views.history.note);
	return sound && !(strict && problems.length > 0) ? session : undefined;
}

/** Writes the schemas for editors anew where what was read has changed them. */
export async function keepSchemas({ dir, loaded }: Session): Promise<void> {
	if (loaded !== undefined) await refreshSchemas(dir, loaded);
}

/** Each knowledge base has a cache of its own. */
export function cacheFolder(dir: string): string {
	return join(generator, ".cache", `${basename(dir)}-${createHash("sha256").update(dir).digest("hex").slice(0, 8)}`);
}

/** Builds a knowledge base into a folder: whole, or not at all. Gives the session, or nothing where there are errors. */
export async function buildSite(dir: string, out: string, strict = false): Promise<Session | undefined> {
	const session = await openSession(dir, strict);
	if (session === undefined) {
		console.error(`Nothing was built; ${basename(out)} is as it was.`);
		return undefined;
	}
	const target = resolve(out);
	// Astro keeps what it builds for itself below the folder where a command runs, finds packages from there, and renames
	// it into the site: so it builds below the generator, each run in a folder of its own, wherever the site is to be.
	process.chdir(generator);
	const cache = cacheFolder(dir);
	try {
		await publish(target, {
			make: (folder) => makeSite(session, folder, target, cache),
			earlier: join(cache, "earlier"),
			waiting: () => console.error(`Another run is building ${basename(out)}; waiting for it.`),
		});
	} catch (error) {
		if (isFull(error)) {
			console.error(`A disk is full (${error.message}). ${basename(out)} is as it was. Make room, and run this again.`);
			return undefined;
		}
		if (!(error instanceof Unsound)) throw error;
		console.error(error.faults.map(({ file, what }) => `${file}: ${what}`).join("\n"));
		console.error(
			`The pages that were built are not sound; ${basename(out)} is as it was. This is a fault of the generator: please report it.`,
		);
		return undefined;
	}
	return session;
}
