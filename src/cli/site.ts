import "./quiet.ts";
import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "astro";
import { siteConfig } from "../integration/config.ts";
import { Session } from "../integration/session.ts";
import { print, summary } from "../problem/print.ts";
import { searchEntries } from "../search/entries.ts";
import { writeIndex } from "../search/pagefind.ts";
import { publish } from "./publish.ts";

const generator = fileURLToPath(new URL("../..", import.meta.url));

/** Reads a knowledge base and prints its problems. Gives the session, or nothing where there are errors. */
export async function openSession(dir: string): Promise<Session | undefined> {
	const session = new Session(dir, cacheFolder(dir));
	const sound = await session.read();
	const problems = session.problems?.sorted() ?? [];
	if (problems.length > 0) console.error(`${print(problems, "text")}\n${summary(problems)}`);
	return sound ? session : undefined;
}

/** Each knowledge base has a cache of its own. */
export function cacheFolder(dir: string): string {
	return join(generator, ".cache", `${basename(dir)}-${createHash("sha256").update(dir).digest("hex").slice(0, 8)}`);
}

/** Builds a knowledge base into a folder: whole, or not at all. Gives the session, or nothing where there are errors. */
export async function buildSite(dir: string, out: string): Promise<Session | undefined> {
	const session = await openSession(dir);
	if (session === undefined) {
		console.error(`Nothing was built; ${basename(out)} is as it was.`);
		return undefined;
	}
	await publish(resolve(out), async (folder) => {
		await build({ ...siteConfig(session, { outDir: folder, cacheDir: cacheFolder(dir) }), configFile: false, logLevel: "warn" });
		await writeIndex(searchEntries(session.views), session.views.site.language, join(folder, "pagefind"));
	});
	return session;
}
