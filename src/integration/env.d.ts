/// <reference types="astro/client" />
declare module "virtual:atlas" {
	import type { Session } from "./session.ts";
	/** The knowledge base as it was last read. */
	export const session: () => Session;
}
declare module "virtual:atlas/pages" {
	import type { AstroComponentFactory } from "astro/runtime/server/index.js";
	export const pages: Record<string, () => Promise<{ Content: AstroComponentFactory }>>;
}
declare module "virtual:atlas/colours.css";
