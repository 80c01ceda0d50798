import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { putAside } from "../aside.ts";
import { forget, nodeFlags } from "../build.ts";
import { contentsOf } from "../folder.ts";
import { writeKnowledgeBase } from "../made/kb.ts";
import { madeUpLibrary } from "../made/library.ts";
import { madeUpPage } from "../made/pages.ts";
import { best, type Measured, type Run, rounds } from "../measure.ts";

/** What a site of some pages took, from one of the generators that are compared. */
export interface PeerResult {
	name: string;
	measured: Measured;
	/** Bytes of the finished site. */
	output: number;
}

const here = import.meta.dirname;
const root = join(here, "../..");
/** Git-ignored, as are all folders of this name. */
const work = join(here, ".cache");
const entries = 500;

/** A project beside this file that makes a site of the made-up pages. */
interface Peer {
	name: string;
	folder: string;
	/** Where it looks for pages, below its folder. */
	pages: string;
	/** Where it looks for the library, if it knows citations. */
	library?: string;
}

const peers: Peer[] = [
	// The citations of its pages stay text as they are written: the same words to read, and nothing done for them. To leave them
	// out would spare it reading them, which each generator of sites does.
	{ name: "Astro + MDX + KaTeX, no citations", folder: join(here, "bare"), pages: "src/content/pages" },
	{ name: "Starlight + rehype-citation", folder: join(here, "starlight"), pages: "src/content/docs", library: "references.bib" },
];

/**
 * Builds the same made-up pages, with a library of 500 entries, with this project and with each of the peers, in turns,
 * each in full: what earlier builds kept is removed. Gives the best build of each, this project's first. What the peers
 * need is installed where it is not there yet. Throws where a build fails.
 */
export async function measurePeers(pages: number, run: Run): Promise<PeerResult[]> {
	// npm writes this file last: an install that was broken off is done again.
	if (!(await exists(join(here, "node_modules/.package-lock.json")))) await run("npm", ["ci"], { cwd: here });
	for (const peer of peers) await writePages(peer, pages);
	const results: PeerResult[] = [];
	for (let round = 0; round < rounds; round++) {
		results.push(await ours(pages, run));
		for (const peer of peers) results.push(await theirs(peer, run));
	}
	return [...Map.groupBy(results, ({ name }) => name).values()].map(best);
}

async function ours(pages: number, run: Run): Promise<PeerResult> {
	const [kb, out] = [join(work, "kb"), join(work, "dist")];
	await writeKnowledgeBase(kb, { records: 0, pages, entries, style: "chemistry" });
	await forget(kb, out);
	const measured = await run(process.execPath, [...nodeFlags, join(root, "src/cli/build.ts"), "--kb", kb, "--out", out], { cwd: root });
	return { name: "Ours", measured, output: (await contentsOf(out)).bytes };
}

async function theirs({ name, folder }: Peer, run: Run): Promise<PeerResult> {
	const out = join(folder, "dist");
	for (const kept of [
		out,
		join(folder, ".astro"),
		join(folder, "node_modules"),
		join(here, "node_modules/.astro"),
		join(here, "node_modules/.vite"),
	])
		await putAside(kept);
	const measured = await run(process.execPath, [join(here, "node_modules/astro/bin/astro.mjs"), "build"], {
		cwd: folder,
		// As in our own builds: it talks to nobody.
		env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", ASTRO_DISABLE_UPDATE_CHECK: "true" },
	});
	return { name, measured, output: (await contentsOf(out)).bytes };
}

async function writePages(peer: Peer, pages: number): Promise<void> {
	const folder = join(peer.folder, peer.pages);
	await rm(folder, { recursive: true, force: true });
	for (let index = 0; index < pages; index++) {
		const { title, summary, body } = madeUpPage(index, entries);
		const file = join(folder, `made-up/part-${Math.floor(index / 50) + 1}/page-${index + 1}.mdx`);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `---\ntitle: ${title}\ndescription: ${summary}\n---\n\n${body}\n`);
	}
	if (peer.library !== undefined) await writeFile(join(peer.folder, peer.library), `${madeUpLibrary(entries)}\n`);
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
