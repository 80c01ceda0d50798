import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fixtures } from "./cases.ts";

/** A register of DOIs on this machine: what it was asked, and how many questions it had at once at most. */
export interface Register {
	address: string;
	asked: { path: string; query: URLSearchParams; accept: string; agent: string }[];
	atOnce: number;
	close(): Promise<void>;
}

/** What a register answers: a recorded answer by its name, or something of its own. */
export type Reply = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** Starts a register; where it has no reply to a path it does not know the work, as doi.org says it. */
export async function startRegister(reply: (path: string, query: URLSearchParams) => Reply | undefined): Promise<Register> {
	const register: Register = { address: "", asked: [], atOnce: 0, close: () => Promise.resolve() };
	let open = 0;
	const server = createServer(async (request, response) => {
		open++;
		register.atOnce = Math.max(register.atOnce, open);
		response.on("close", () => {
			open--;
		});
		const url = new URL(request.url ?? "/", "http://localhost");
		const path = decodeURIComponent(url.pathname);
		const { accept = "", "user-agent": agent = "" } = request.headers;
		register.asked.push({ path, query: url.searchParams, accept, agent });
		const given = reply(path, url.searchParams);
		if (given === undefined) response.writeHead(404, { "content-type": "text/html" }).end("<h1>DOI Not Found</h1>");
		else if (typeof given !== "string") given(request, response);
		else {
			const type = path.startsWith("/works") ? "application/json" : "application/vnd.citationstyles.csl+json";
			response.writeHead(200, { "content-type": type }).end(await readFile(join(fixtures, "crossref", `${given}.json`)));
		}
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const address = server.address();
	register.address = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
	register.close = () =>
		new Promise((resolve) => {
			server.closeAllConnections();
			server.close(() => resolve());
		});
	return register;
}
