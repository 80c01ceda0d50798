import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "astro";
import { generatorDigest } from "../cache/generator.ts";
import { ingredients } from "../derive/ingredients.ts";
import { llmsText } from "../derive/llms.ts";
import { siteConfig } from "../integration/config.ts";
import type { Session } from "../integration/session.ts";
import { feedPath, llmsPath } from "../model/addresses.ts";
import { assemble } from "../publish/assemble.ts";
import { atom } from "../publish/atom.ts";
import { type Fault, fileAt } from "../publish/inspect.ts";
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
 * Makes the site of a session in a folder, over an earlier one where that is there. What the last build left where the site
 * will be, and would be made the same again, is taken from there: says whether that was most of it. Throws `Unsound` where
 * the result fails verification.
 * @param target where the site will be
 * @param cacheDir the knowledge base's cache
 */
export async function makeSite(session: Session, folder: string, target: string, cacheDir: string): Promise<boolean> {
	const note = join(cacheDir, "last-build.json");
	const last = await readLastBuild(note, target);
	const parts = await inWorkshop(cacheDir, async (workshop) => {
		const [search, pages] = [join(workshop, "search"), join(workshop, "pages")];
		// What is searched is indexed in a thread and a process of its own while pages are rendered.
		const [indexDone, renderDone] = [begin("index"), begin("render")];
		const [indexed, rendered] = await Promise.all([
			index(session, last, search, cacheDir).finally(indexDone),
			render(session, last, pages, cacheDir)
				.finally(renderDone)
				.then(async (rendered) => {
					const parts = [rendered, await list(session, last, pages)];
					await lay(parts, last, pages, folder);
					return parts;
				}),
		]);
		await lay([indexed], last, search, folder, indexPath);
		return [...rendered, indexed];
	});
	const kept = parts.flatMap((part) => [...part.kept]);
	const digests = new Map(parts.flatMap((part) => [...part.digests]));
	const verifyDone = begin("verify");
	const { faults, inspected } = await verify(folder, new URL(session.views.site.url), seenBefore(last, kept));
	verifyDone();
	if (faults.length > 0) throw new Unsound(faults);
	await noteBuild(note, folder, digests, inspected);
	return kept.length * 2 > digests.size;
}

/** Files by what they are made from, and which of them are to be taken from the last build. */
interface Part {
	digests: Digests;
	kept: ReadonlySet<string>;
}

/** Lays what was made and what was kept of some parts into the site's folder, or below an address in it. */
async function lay(parts: readonly Part[], last: LastBuild, made: string, folder: string, address = "/"): Promise<void> {
	const files = parts.flatMap(({ kept }) => [...kept].map((kept) => fileAt(kept).slice(address.length)));
	const apart = address === "/" ? indexPath.slice(1, -1) : undefined;
	const at = (site: string) => resolve(site, `.${address}`);
	await assemble(at(folder), { made, kept: { from: at(last.site), files }, apart });
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
async function list(session: Session, last: LastBuild, folder: string): Promise<Part> {
	const { views } = session;
	const { addresses, site, changes } = views;
	if (session.isDue(llmsPath)) await writeFile(join(folder, llmsPath), llmsText(views, views.data.files.values()));
	const pages = addresses.flatMap(({ kind, path }) => (["file", "table", "print"].includes(kind) ? [] : [path]));
	const texts = new Map([
		["/sitemap.xml", sitemap(pages, new URL(site.url))],
		...(changes === undefined ? [] : [[feedPath, atom(changes.all, changes.last, site)] as const]),
	]);
	const digests = digestsOfEach(new Map([...texts].map(([address, text]) => [address, () => text])), generatorDigest());
	const kept = unchanged(last, digests);
	for (const [address, text] of texts) if (!kept.has(address)) await writeFile(join(folder, address), text);
	return { digests, kept };
}
