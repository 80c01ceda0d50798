import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** A built site, served. */
export interface Served {
	/** The address of its home, with a slash at its end. */
	home: string;
	close(): void;
}

const types: Record<string, string> = {
	".html": "text/html",
	".css": "text/css",
	".js": "text/javascript",
	".svg": "image/svg+xml",
	".json": "application/json",
	".txt": "text/plain",
};

/** The base path of a built site, as its home says. Throws where it does not. */
export async function baseOf(dist: string): Promise<string> {
	const canonical = /<link rel="canonical" href="([^"]+)"/.exec(await readFile(join(dist, "index.html"), "utf8"))?.[1];
	if (canonical === undefined) throw new Error(`The home of ${dist} does not say what its address is.`);
	return new URL(canonical).pathname;
}

/** Serves a built site at its base path as a static host does: gzip for what is text; each file is compressed once. */
export async function serve(dist: string): Promise<Served> {
	const base = await baseOf(dist);
	const kept = new Map<string, { body: Buffer; headers: Record<string, string> }>();
	const answer = async (file: string) => {
		const body = await readFile(join(dist, file));
		const type = types[extname(file)];
		return type === undefined
			? { body, headers: { "content-type": "application/octet-stream" } }
			: { body: gzipSync(body), headers: { "content-type": type, "content-encoding": "gzip" } };
	};
	const server = createServer(async (request, response) => {
		const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
		const file = `${path.slice(base.length)}${path.endsWith("/") ? "index.html" : ""}`;
		try {
			const found = kept.get(file) ?? (await answer(file));
			kept.set(file, found);
			response.writeHead(200, found.headers).end(found.body);
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return {
		home: `http://127.0.0.1:${port}${base}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
