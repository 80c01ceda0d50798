/// <reference types="astro/client" />
declare module "virtual:atlas" {
	/** The knowledge base as it was last read. */
	export const session: () => import("./session.ts").Session;
}
declare module "virtual:atlas/pages" {
	/** The modules of the MDX pages that are to be rendered, by address. */
	export const pages: Record<string, () => Promise<{ Content: import("astro/runtime/server/index.js").AstroComponentFactory }>>;
}
declare module "virtual:atlas/colours.css";
