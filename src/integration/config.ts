import { fileURLToPath } from "node:url";
import type { AstroUserConfig } from "astro";
import { present, type Session } from "./session.ts";
import { atlasVite } from "./vite.ts";

/** What the scripts of several pages share is a file or two: left alone, every set of pages that shares something has one more. */
const sharedScripts = [
	// First, as a file takes along what it imports.
	{ name: "formula", test: /\/src\/(?:formula|html|quantity)\// },
	{ name: "tables", test: /\/src\/(?:derive\/|client\/(?:element|uncover)\.ts)/ },
	{ name: "records", test: /\/src\/client\/(?:cells|csv|records)\.ts/ },
	{ name: "search", test: /\/src\/search\/|\/src\/client\/search-(?:ask|hits)\.ts/ },
];

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Astro's configuration for a session whose knowledge base was read. */
export function siteConfig(
	session: Session,
	options: { outDir?: string; cacheDir?: string; report?: (text: string) => void } = {},
): AstroUserConfig {
	present(session);
	return {
		root,
		site: new URL(session.views.site.url).origin,
		base: session.base === "" ? "/" : session.base,
		publicDir: `${session.dir}/public`,
		...(options.outDir === undefined ? {} : { outDir: options.outDir }),
		...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
		trailingSlash: "always",
		build: { format: "directory", assets: "assets", concurrency: 8 },
		compressHTML: false,
		devToolbar: { enabled: false },
		vite: {
			plugins: [atlasVite(session, options.report ?? (() => {}))],
			server: {
				fs: { allow: [root, session.dir] },
				// What is made there nobody edits, and to watch as many files takes longer than all else.
				watch: { ignored: [".cache", "bench", "dist"].map((folder) => `${root}${folder}/**`) },
			},
			build: { assetsInlineLimit: 0 },
			environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: sharedScripts } } } } } },
			logLevel: "warn",
		},
	};
}
