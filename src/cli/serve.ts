import { preview } from "astro";
import { siteConfig } from "../integration/config.ts";
import type { Session } from "../integration/session.ts";

/** Serves a built site under its base path. Gives its address. */
export async function serve(session: Session, out: string, port: number): Promise<{ address: string; stop(): Promise<void> }> {
	const server = await preview({ ...siteConfig(session, { outDir: out }), configFile: false, logLevel: "error", server: { port } });
	return { address: `http://localhost:${server.port}${new URL(session.views.site.url).pathname}`, stop: () => server.stop() };
}
