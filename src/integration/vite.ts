import { relative } from "node:path";
import type { EnvironmentModuleGraph, Plugin, ViteDevServer } from "vite";
import { type Printing, print, summary } from "../problem/print.ts";
import type { Site } from "../schema/site.ts";
import { presented, type Session } from "./session.ts";

/** `virtual:atlas`: hands the session over as it is. */
const sessionModule = "virtual:atlas";
/** `virtual:atlas/colours.css`: the data colours of site.yaml. */
const coloursModule = "virtual:atlas/colours.css";

/** What Vite needs to know: the pages' modules, where packages are for a knowledge base elsewhere, and what to do on a change. */
export function atlasVite(session: Session, report: (text: string) => void): Plugin {
	let server: ViteDevServer | undefined;
	// One change comes once for each of Vite's environments: it is read once, and changes are read one after another.
	const readings = new Map<number, Promise<boolean>>();
	let last: Promise<unknown> = Promise.resolve();
	// How often it was read anew, and how often it had been when a page was last asked for: a page that is only just loading hears
	// of no change before it has connected, and is then told to load again.
	let [read, asked] = [0, 0];
	const readAt = (stamp: number): Promise<boolean> => {
		const known = readings.get(stamp);
		if (known !== undefined) return known;
		const sound = last.then(async () => {
			const sound = await reread(session, report, server);
			if (sound) read++;
			return sound;
		});
		last = sound;
		readings.set(stamp, sound);
		return sound;
	};
	return {
		name: "atlas",
		enforce: "pre",
		resolveId: (id) => (id === sessionModule || id === coloursModule ? `\0${id}` : undefined),
		load(id) {
			// What a script loads later it just loads: Vite's helper, which preloads it, is larger than the script itself.
			if (id === "\0vite/preload-helper.js") return "export const __vitePreload = (load) => load();";
			if (id === `\0${sessionModule}`) return 'export const session = () => globalThis[Symbol.for("atlas.session")];';
			if (id === `\0${coloursModule}`) return colours(presented().views.site.colours);
			return undefined;
		},
		configureServer(started) {
			server = started;
			server.watcher.add(["content", "references", "public"].map((folder) => `${session.dir}/${folder}`));
			server.middlewares.use((request, _, next) => {
				if (request.headers.accept?.includes("text/html")) asked = read;
				next();
			});
			server.ws.on("connection", () => {
				if (asked < read) started.environments.client.hot.send({ type: "full-reload" });
				// A reader who opens a page while there are problems sees them there too.
				else tell(session, started);
			});
		},
		hotUpdate: {
			order: "pre",
			async handler({ file, timestamp }) {
				if (!/^(?:content|references|public)\//.test(relative(session.dir, file))) return undefined;
				const sound = await readAt(timestamp);
				if (sound) invalidate(this.environment.moduleGraph, timestamp);
				if (this.environment.name !== "client") {
					// Astro forgets the paths of its routes on this event.
					this.environment.hot.send("astro:content-changed", {});
				} else if (server !== undefined) {
					if (sound) this.environment.hot.send({ type: "full-reload" });
					else tell(session, server);
				}
				return [];
			},
		},
	};
}

function colours(declared: Site["colours"]): string {
	return Object.entries(declared)
		.map(([term, { light, dark }]) => `.group-${term} { --group: light-dark(${light}, ${dark}); }`)
		.join("\n");
}

async function reread(session: Session, report: (text: string) => void, server: ViteDevServer | undefined): Promise<boolean> {
	const sound = await session.read();
	const problems = session.problems?.sorted() ?? [];
	report(problems.length === 0 ? "No problems." : `${print(problems, "text", printing(server))}\n${summary(problems)}`);
	return sound;
}

/** The one module that holds something of what was read. */
function invalidate(graph: EnvironmentModuleGraph, timestamp: number): void {
	const module = graph.getModuleById(`\0${coloursModule}`);
	if (module !== undefined) graph.invalidateModule(module, undefined, timestamp, true);
}

/** While it is edited, the site's own copy here explains the codes. */
function printing(server: ViteDevServer | undefined): Printing {
	return { site: server?.resolvedUrls?.local[0], columns: 100 };
}

/** Shows the problems over the page in the browser. */
function tell(session: Session, server: ViteDevServer): void {
	const problems = session.problems?.sorted().filter(({ severity }) => severity === "error") ?? [];
	const [first] = problems;
	if (first === undefined) return;
	server.environments.client.hot.send({
		type: "error",
		err: {
			message: `${summary(problems)}\n\n${print(problems, "text", printing(server))}`,
			stack: "",
			plugin: "check",
			id: `${session.dir}/${first.place.file}`,
			loc: { file: `${session.dir}/${first.place.file}`, line: first.place.line, column: first.place.column },
		},
	});
}
