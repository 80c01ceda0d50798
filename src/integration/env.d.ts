/// <reference types="astro/client" />
declare module "virtual:atlas" {
	/** The knowledge base as it was last read. */
	export const session: () => import("./session.ts").Session;
}
declare module "virtual:atlas/colours.css";
