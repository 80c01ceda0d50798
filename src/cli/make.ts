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
	digestsOf,
	digestsOfNamed,
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
	const digests = digestsOf(ingredients(session.views), generatorDigest());
	let kept = unchanged(last, digests);
	const entriesThere = unchanged(last, digestsOfNamed(notedBelow(last, index)));
	let entries: string[] = [];
	await inWorkshop(cacheDir, async (workshop) => {
		const [pages, search] = [join(workshop, "pages"), join(workshop, "search")];
		const render = async () => {
			session.keep(kept);
			await build({ ...siteConfig(session, { outDir: pages, cacheDir }), configFile: false, logLevel: "warn" });
			// What was kept names scripts and styles: where these have other names now, nothing can be kept.
			if (kept.size === 0 || String(assetsOf(pages)) === String(last.assets)) return;
			kept = new Set();
			await render();
		};
		// What is searched is indexed in a thread and a process of its own while pages are rendered.
		const [renderDone, indexDone] = [begin("render"), begin("index")];
		const makeIndex = async () => {
			const there = new Set([...entriesThere].map((address) => address.slice(index.length)));
			entries = (await writeSearch(session.views, { folder: search, cache: cacheDir, there })).map((file) => `${index}${file}`);
		};
		await Promise.all([render().then(renderDone), makeIndex().then(indexDone)]);
		await move(pages, folder);
		await move(search, join(folder, "pagefind"));
	});
	takeOver(last, [...kept, ...entries.filter((address) => entriesThere.has(address))], folder);
	await writeLists(session, folder);
	const verifyDone = begin("verify");
	const { faults, inspected } = await verify(folder, new URL(session.views.site.url), seenBefore(last, kept));
	verifyDone();
	if (faults.length > 0) throw new Unsound(faults);
	await noteBuild(note, folder, new Map([...digests, ...digestsOfNamed(entries)]), inspected);
}

/** Where the index of the search is. */
const index = "/pagefind/";

/** What lists the whole site for machines: sitemap, llms.txt, and the feed of changes. */
async function writeLists({ views }: Session, folder: string): Promise<void> {
	const { addresses, site, changes, llms } = views;
	const pages = addresses.flatMap(({ kind, path }) => (["file", "table", "print"].includes(kind) ? [] : [path]));
	await writeFile(join(folder, "sitemap.xml"), sitemap(pages, new URL(site.url)));
	await writeFile(join(folder, "llms.txt"), llms);
	if (changes !== undefined) await writeFile(join(folder, feedPath), atom(changes.all, changes.last, site));
}
