import { readFileSync } from "node:fs";
import type { Drawing } from "../chart/drawing.ts";
import type { formatReferences } from "../cite/references.ts";
import type { ChartView } from "../derive/chart/view.ts";
import { derive, type Views } from "../derive/derive.ts";
import { formatLibrary, type PageView } from "../derive/pages.ts";
import { type Segment, setPage } from "../markdown/setting.ts";
import { type Loaded, load } from "../model/load.ts";
import type { KnowledgeBase } from "../model/types.ts";
import type { Problems } from "../problem/problem.ts";
import { begin } from "../stage/stage.ts";
import { fingerprint, keepFormatted, readFormatted } from "./formatted.ts";

/** A knowledge base as it was last read, and all that is derived from it. */
export class Session {
	readonly dir: string;
	/** What was read last, sound or not. */
	loaded: Loaded | undefined;
	#views: Views | undefined;
	#references: { made: ReturnType<typeof formatReferences>; from: string } | undefined;
	readonly #cache: string | undefined;
	#kept: ReadonlySet<string> = new Set();
	#base: { of: string; path: string } | undefined;

	/** @param cache a folder that keeps what was parsed and formatted from one run to the next; without it each run does that anew */
	constructor(dir: string, cache?: string) {
		this.dir = dir;
		this.#cache = cache;
	}

	/** Reads the knowledge base anew. Where it has errors the last sound views stay. Says whether it is sound. */
	async read(): Promise<boolean> {
		this.loaded = await load(this.dir, undefined, this.#cache);
		const { kb } = this.loaded;
		if (kb === undefined) return false;
		const deriveDone = begin("derive");
		const references = this.#format(kb);
		this.#views = derive(kb, references);
		deriveDone();
		if (this.#cache !== undefined && this.#references !== undefined)
			keepFormatted(this.#cache, this.#references.from, references.formatted);
		return true;
	}

	/** The problems found when it was read last; nothing before that. */
	get problems(): Problems | undefined {
		return this.loaded?.problems;
	}

	/** The address of the site, as site.yaml says; nothing where that cannot be read. */
	get address(): string | undefined {
		return this.loaded?.read.site?.url;
	}

	/** The last sound views. Throws where there are none yet. */
	get views(): Views {
		if (this.#views === undefined) throw new Error("The knowledge base was not read, or has errors.");
		return this.#views;
	}

	/** The site's base path, without a slash at its end. */
	get base(): string {
		// Every link asks for it.
		const { url } = this.views.site;
		if (this.#base?.of !== url) this.#base = { of: url, path: new URL(url).pathname.replace(/\/$/, "") };
		return this.#base.path;
	}

	/** Names the addresses whose files are there from the last build, as they would be made again: they are not rendered. */
	keep(addresses: ReadonlySet<string>): void {
		this.#kept = addresses;
	}

	/** Whether the file at an address is to be rendered. */
	isDue(address: string): boolean {
		return !this.#kept.has(address);
	}

	/** Sets the text of a page that somebody wrote. */
	setPage({ tree, uses }: PageView): Segment[] {
		const { leadsTo, formulas, units } = this.views;
		return setPage(tree(), {
			base: this.base,
			leadsTo,
			citation(use) {
				const view = uses[use];
				return view?.kind === "citation" ? view.citation : undefined;
			},
			formulas,
			units,
		});
	}

	/**
	 * Draws a chart; here, since pages are rendered elsewhere and hold no drawing library. That is large, and loaded when
	 * it is first asked for.
	 */
	async drawChart(view: ChartView, drawing: Drawing): Promise<string> {
		const { drawChart } = await import("../chart/chart.ts");
		return drawChart(view, drawing);
	}

	/** A chart as an SVG file of its own, its links leading to the published site. */
	async chartFile(view: ChartView): Promise<string> {
		const { chartFile } = await import("../chart/file.ts");
		const { colours, url } = this.views.site;
		const style = (name: string) => readFileSync(new URL(`../styles/${name}.css`, import.meta.url), "utf8");
		const drawing: Drawing = {
			width: 720,
			href: (path) => `${url.replace(/\/$/, "")}${path}`,
			shape: (group) => colours[group ?? ""]?.shape ?? "circle",
		};
		return chartFile(view, drawing, {
			css: style("chart-marks"),
			variables: style("base"),
			colours: new Map(Object.entries(colours).map(([id, { light }]) => [id, light])),
		});
	}

	/** Formatting a library costs more than anything else: it is done again only when the library or the style changes. */
	#format(kb: KnowledgeBase) {
		const from = fingerprint(kb);
		if (this.#references?.from !== from) {
			const known = this.#cache === undefined ? undefined : readFormatted(this.#cache, from);
			this.#references = { made: formatLibrary(kb, known), from };
		}
		return this.#references.made;
	}
}

// Astro renders pages in modules of its own, in the same process: this is where they find the session.
const slot = Symbol.for("atlas.session");

/** Makes a session the one that pages see. */
export function present(session: Session): void {
	Reflect.set(globalThis, slot, session);
}

/** The session that pages see. */
export function presented(): Session {
	const session: unknown = Reflect.get(globalThis, slot);
	if (!isSession(session)) throw new Error("No knowledge base was read. Use the commands in package.json: they read it first.");
	return session;
}

// Not `instanceof`: the bundle that renders pages holds a copy of the class.
function isSession(value: unknown): value is Session {
	return typeof value === "object" && value !== null && "views" in value && "dir" in value;
}
