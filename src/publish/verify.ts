import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { share } from "../threads/share.ts";
import { filesIn } from "./disk.ts";
import { decoded, type Fault, fileAt, type Inspected, inspect, isInspected } from "./inspect.ts";

/**
 * Checks a built site before anyone sees it: every internal link leads to a file and, where it names one, to an anchor in
 * it; no id stands twice on a page; sitemap, feed and data files are well-formed. `site` is its full address, as in
 * canonical links; `seen` is what is known of some of its files already. Gives what is wrong, by file, and what was seen.
 */
export async function verify(
	folder: string,
	site: URL,
	seen: readonly Inspected[] = [],
): Promise<{ faults: Fault[]; inspected: readonly Inspected[] }> {
	const files = new Set(filesIn(folder).map((file) => `/${file}`));
	const known = new Set(seen.map(({ file }) => file));
	const inspected = [
		...seen,
		...(await inspectAll(
			folder,
			[...files].filter((file) => isInspected(file) && !known.has(file)),
		)),
	].sort((a, b) => (a.file < b.file ? -1 : 1));
	const ids = new Map(inspected.flatMap(({ file, ids }) => (ids === undefined ? [] : [[file, ids] as const])));
	const base = site.pathname.replace(/\/$/, "");
	const judge = (to: string, file: string) => {
		// Where it stands matters for a relative link only, and to work it out takes as long as the rest.
		const from = to.startsWith("/") ? site : new URL(`${base}${file.replace(/index\.html$/, "")}`, site);
		const address = target(to, from);
		if (address === undefined || address.origin !== site.origin) return undefined;
		// A full address beside the site's base path is another site of the same host.
		if (/^[a-z]+:/i.test(to) && !address.pathname.startsWith(`${base}/`)) return undefined;
		return missing(address, base, files, ids);
	};
	// Most links lead from the site's root, and most pages hold the same ones.
	const judged = new Map<string, string | undefined>();
	const wrongWith = (to: string, file: string) => {
		if (to.startsWith("#")) return lost(to.slice(1), file, ids);
		if (!to.startsWith("/")) return judge(to, file);
		if (!judged.has(to)) judged.set(to, judge(to, file));
		return judged.get(to);
	};
	const faults = inspected.flatMap(({ file, links, faults }) => [
		...faults,
		...links.flatMap((to) => {
			const wrong = wrongWith(to, file);
			return wrong === undefined ? [] : [{ file, what: `the link to ${to} leads nowhere: ${wrong}` }];
		}),
	]);
	return { faults, inspected };
}

/** Inspects files in as many threads as there are processors, this one among them; gives what was found in any order. */
async function inspectAll(folder: string, files: readonly string[]): Promise<Inspected[]> {
	const found: Inspected[] = [];
	await share(batchesOf(folder, files), (inspected: Inspected[]) => found.push(...inspected), {
		threads: Math.max(1, Math.min(availableParallelism(), Math.ceil(files.length / perThread))),
		work: (batch) => Promise.all(batch.map((file) => inspect(folder, file))),
		script: new URL("./thread.ts", import.meta.url),
		data: folder,
	});
	return found;
}

/** How many files are worth a thread. */
const perThread = 200;
/** How many bytes a thread is given at once. */
const perBatch = 1_000_000;

/** Some files in batches, the largest first: so that no thread is left alone with them at the end. */
function batchesOf(folder: string, files: readonly string[]): string[][] {
	const sizes = new Map(files.map((file) => [file, statSync(join(folder, file)).size]));
	const batches: string[][] = [];
	let room = 0;
	for (const [file, size] of [...sizes].sort(([, one], [, other]) => other - one)) {
		if (room <= 0) {
			batches.push([]);
			room = perBatch;
		}
		batches.at(-1)?.push(file);
		room -= size;
	}
	return batches;
}

function missing(
	address: URL,
	base: string,
	files: ReadonlySet<string>,
	ids: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
	if (base !== "" && !address.pathname.startsWith(`${base}/`)) return `it is outside ${base}/`;
	const file = fileAt(address.pathname.slice(base.length));
	if (!files.has(file)) return `there is no ${file}`;
	return lost(address.hash.slice(1), file, ids);
}

function lost(hash: string, file: string, ids: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
	const anchor = decoded(hash);
	const own = ids.get(file);
	return anchor === "" || own === undefined || own.has(anchor) ? undefined : `${file} has no "${anchor}"`;
}

function target(to: string, from: URL): URL | undefined {
	try {
		return new URL(to, from);
	} catch {
		return undefined;
	}
}
