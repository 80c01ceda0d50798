import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseHTML } from "linkedom";

/** The generator's folder, which is also the first knowledge base's. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A new folder that `remove` takes away. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
	const path = await mkdtemp(join(tmpdir(), "atlas-"));
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Copies a fixture to a folder elsewhere. */
export function copyFixture(name: string, to: string): Promise<void> {
	return cp(join(root, "tests/fixtures", name), to, { recursive: true });
}

/** What a command is started with: Vitest's own variables would change what Vite does. */
export const environment = Object.fromEntries(
	Object.entries(process.env).filter(
		([name]) => !["NODE_ENV", "MODE", "BASE_URL", "DEV", "PROD", "SSR", "TEST"].includes(name) && !name.startsWith("VITE"),
	),
);

/** Runs one of the commands in src/cli as a process, with further environment variables, from some folder. */
export function command(
	name: string,
	flags: readonly string[],
	variables: Readonly<Record<string, string>> = {},
	cwd = root,
): Promise<{ code: number | null; out: string; err: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, "src/cli", `${name}.ts`), ...flags], {
			cwd,
			env: { ...environment, ...variables },
		});
		let out = "";
		let err = "";
		child.stdout.on("data", (chunk) => {
			out += String(chunk);
		});
		child.stderr.on("data", (chunk) => {
			err += String(chunk);
		});
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, out, err }));
	});
}

/** All files below a folder, with `/`. */
export async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(folder.length + 1)
				.replaceAll("\\", "/"),
		);
}

/** The path that the pages of a built site expect to be served below. */
export async function basePath(folder: string): Promise<string> {
	const canonical = (await pageOf(folder, "index.html")).querySelector("link[rel=canonical]")?.getAttribute("href");
	return new URL(canonical ?? "/", "http://localhost").pathname;
}

/** One page of a built site. */
export async function pageOf(folder: string, file: string): Promise<Document> {
	return parseHTML(await readFile(join(folder, file), "utf8")).document;
}

/**
 * Follows every internal link of a built site. Gives what is wrong: dead links and anchors, ids that occur twice,
 * links without the base path, and what would be loaded from elsewhere.
 */
export async function faultsOf(folder: string, base: string): Promise<string[]> {
	const files = new Set(await filesIn(folder));
	const pages = new Map<string, Document>();
	for (const file of files) if (file.endsWith(".html")) pages.set(file, await pageOf(folder, file));
	const ids = new Map([...pages].map(([file, document]) => [file, [...document.querySelectorAll("[id]")].map(({ id }) => id)]));
	const faults: string[] = [];
	for (const [file, document] of pages) {
		const own = ids.get(file) ?? [];
		for (const id of new Set(own.filter((one, index) => own.indexOf(one) !== index))) faults.push(`${file}: the id ${id} occurs twice`);
		for (const element of document.querySelectorAll("[src], link[href]:not([rel=canonical])")) {
			const url = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
			if (/^(?:[a-z]+:)?\/\//i.test(url)) faults.push(`${file}: ${url} is loaded from elsewhere`);
			else if (!files.has(url.slice(base.length))) faults.push(`${file}: ${url} is not there`);
		}
		for (const link of document.querySelectorAll("a[href]")) {
			const url = link.getAttribute("href") ?? "";
			if (/^[a-z]+:/i.test(url)) continue;
			const [path = "", anchor] = url.split("#");
			if (path !== "" && !path.startsWith(base)) {
				faults.push(`${file}: ${url} lacks the base path`);
				continue;
			}
			const target = path === "" ? file : targetOf(path.slice(base.length).replace(/\?.*$/, ""));
			if (!files.has(target)) faults.push(`${file}: ${url} leads nowhere`);
			else if (anchor !== undefined && anchor !== "" && !(ids.get(target) ?? []).includes(decodeURIComponent(anchor)))
				faults.push(`${file}: ${url} has no such anchor`);
		}
	}
	return faults;
}

/** The file that a plain static host gives for an address, from the site's root without its first slash. */
export function targetOf(path: string): string {
	const decoded = decodeURIComponent(path);
	return decoded === "" || decoded.endsWith("/") ? `${decoded}index.html` : decoded;
}

/** What a host says that a file is, by the end of its name. */
export const types: Readonly<Record<string, string>> = {
	".html": "text/html",
	".css": "text/css",
	".js": "text/javascript",
	".svg": "image/svg+xml",
	".json": "application/json",
	".txt": "text/plain",
};

/** Serves a folder below a base path as a plain static host does, 404.html included. On a slow line HTML arrives piece by piece. */
export async function host(
	folder: string,
	base: string,
	line: "fast" | "slow" = "fast",
): Promise<{ origin: string; close(): Promise<void> }> {
	const server: Server = createServer(async (request, response) => {
		const path = new URL(request.url ?? "/", "http://localhost").pathname;
		const file = path.startsWith(base) ? targetOf(path.slice(base.length)) : "404.html";
		try {
			const body = await readFile(join(folder, file));
			response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
			const slowly = line === "slow" && extname(file) === ".html";
			for (let from = 0; slowly && from < body.length; from += 8_000) {
				response.write(body.subarray(from, from + 8_000));
				await new Promise((resolve) => setTimeout(resolve, 60));
			}
			response.end(slowly ? undefined : body);
		} catch {
			response.writeHead(404, { "content-type": "text/html" }).end(await readFile(join(folder, "404.html")));
		}
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return {
		origin: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
