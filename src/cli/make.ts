import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "astro";
import { generatorDigest } from "../cache/generator.ts";
import { ingredients } from "../derive/ingredients.ts";
import { siteConfig } from "../integration/config.ts";
import type { Session } from "../integration/session.ts";
import { feedPath } from "../model/addresses.ts";
import { atom } from "../publish/atom.ts";
import { move } from "../publish/disk.ts";
import type { Fault } from "../publish/inspect.ts";
import {
	assetsOf,
	type Digests,
	digestsOf,
	digestsOfEach,
	digestsOfNamed,
	type LastBuild,
	noteBuild,
	notedBelow,
	readLastBuild,
	seenBefore,
	takeOver,
	unchanged,
} from "../publish/lastbuild.ts";
import { sitemap } from "../publish/sitemap.ts";
import { verify } from "../publish/verify.ts";
import { inWorkshop } from "../publish/workshop.ts";
import { writeSearch } from "../search/write.ts";
import { begin } from "../stage/stage.ts";

/** The site that was made must not be published. */
export class Unsound extends Error {
	readonly faults: readonly Fault[];

	constructor(faults: readonly Fault[]) {
		super(`The site has ${faults.length} faults.`);
		this.faults = faults;
	}
}

/**
 * Makes the site of a session in a new folder; what the last build left where the site will be, and would be made the same
 * again, is taken from there. Throws `Unsound` where the result fails verification.
 * @param target where the site will be
 * @param cacheDir the knowledge base's cache
 */
export async function makeSite(session: Session, folder: string, target: string, cacheDir: string): Promise<void> {
	const note = join(cacheDir, "last-build.json");
	const last = await readLastBuild(note, target);
	const made = await inWorkshop(cacheDir, async (workshop) => {
		const [search, pages] = [join(workshop, "search"), join(workshop, "pages")];
		// What is searched is indexed in a thread and a process of its own while pages are rendered.
		const [indexDone, renderDone] = [begin("index"), begin("render")];
		const both = await Promise.all([
			index(session, last, search, cacheDir).finally(indexDone),
			render(session, last, pages, cacheDir).finally(renderDone),
		]);
		await move(pages, folder);
		await move(search, join(folder, "pagefind"));
		return both;
	});
	made.push(await list(session, last, folder));
	const kept = made.flatMap((part) => [...part.kept]);
	takeOver(last, kept, folder);
	const verifyDone = begin("verify");
	const { faults, inspected } = await verify(folder, new URL(session.views.site.url), seenBefore(last, kept));
	verifyDone();
	if (faults.length > 0) throw new Unsound(faults);
	await noteBuild(note, folder, new Map(made.flatMap(({ digests }) => [...digests])), inspected);
}

/** What was made, and what of it is to be taken from the last build. */
interface Part {
	digests: Digests;
	kept: ReadonlySet<string>;
}

/** Writes the index of the search into a folder. */
async function index({ views }: Session, last: LastBuild, folder: string, cache: string): Promise<Part> {
	const there = unchanged(last, digestsOfNamed(notedBelow(last, indexPath)));
	const files = await writeSearch(views, { folder, cache, there: new Set([...there].map((address) => address.slice(indexPath.length))) });
	const addresses = files.map((file) => `${indexPath}${file}`);
	return { digests: digestsOfNamed(addresses), kept: new Set(addresses.filter((address) => there.has(address))) };
}

/** Where the index of the search is. */
const indexPath = "/pagefind/";

/** Renders into a folder what the last build did not leave the same. */
async function render(session: Session, last: LastBuild, outDir: string, cacheDir: string): Promise<Part> {
	const digests = digestsOf(ingredients(session.views), generatorDigest());
	const but = async (kept: ReadonlySet<string>) => {
		session.keep(kept);
		await build({ ...siteConfig(session, { outDir, cacheDir }), configFile: false, logLevel: "warn" });
		return { digests, kept };
	};
	const part = await but(unchanged(last, digests));
	// What was kept names scripts and styles: where these have other names now, nothing can be kept.
	return part.kept.size === 0 || String(assetsOf(outDir)) === String(last.assets) ? part : but(new Set());
}

/** Writes into a folder what lists the whole site for machines: sitemap, llms.txt, and the feed of changes. */
async function list({ views }: Session, last: LastBuild, folder: string): Promise<Part> {
	const { addresses, site, changes, llms } = views;
	const pages = addresses.flatMap(({ kind, path }) => (["file", "table", "print"].includes(kind) ? [] : [path]));
	const texts = new Map([
		["/sitemap.xml", sitemap(pages, new URL(site.url))],
		["/llms.txt", llms],
		...(changes === undefined ? [] : [[feedPath, atom(changes.all, changes.last, site)] as const]),
	]);
	const digests = digestsOfEach(new Map([...texts].map(([address, text]) => [address, () => text])), generatorDigest());
	const kept = unchanged(last, digests);
	for (const [address, text] of texts) if (!kept.has(address)) await writeFile(join(folder, address), text);
	return { digests, kept };
}
