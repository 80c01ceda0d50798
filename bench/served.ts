import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { basePath, targetOf, types } from "../tests/site/site.ts";

/** A built site, served. */
export interface Served {
	/** The address of its home, with a slash at its end. */
	home: string;
	close(): void;
}

/** Serves a built site at its base path as a good static host does: text as brotli, assets to be kept for a year. Each file is compressed once. */
export async function serve(dist: string): Promise<Served> {
	const base = await basePath(dist);
	const kept = new Map<string, { body: Buffer; headers: Record<string, string> }>();
	const answer = async (file: string) => {
		const body = await readFile(join(dist, file));
		const type = types[extname(file)];
		const headers = {
			"content-type": type ?? "application/octet-stream",
			"cache-control": file.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
		};
		return type === undefined ? { body, headers } : { body: brotliCompressSync(body), headers: { ...headers, "content-encoding": "br" } };
	};
	const server = createServer(async ({ url = "/" }, response) => {
		const file = targetOf(new URL(url, "http://localhost").pathname.slice(base.length));
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
