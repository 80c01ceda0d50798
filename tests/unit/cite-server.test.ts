import { expect, test } from "vitest";
import { type Limits, ServerError, serverAt } from "../../src/lookup/server.ts";
import { type Reply, startRegister } from "./register.ts";

/** What a server does with a question, and what is told of it. */
const refusals: { title: string; reply: Reply | undefined; limits?: Partial<Limits>; failure: string; message: RegExp }[] = [
	{ title: "A DOI that nobody knows is not known", reply: undefined, failure: "unknown", message: /does not know it \(status 404\)/ },
	{
		title: "A server that fails is named with its status",
		reply: (_, response) => response.writeHead(500).end("oops"),
		failure: "unusable",
		message: /failed \(status 500\)\. Try again later/,
	},
	{
		title: "A page instead of data is told as one",
		reply: (_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<h1>Sign in</h1>"),
		failure: "unusable",
		message: /answered with text\/html where JSON was asked for\. The work's registry may keep no data, or a proxy or a login page/,
	},
	{
		title: "An answer that is not whole JSON is told as that",
		reply: (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"title": "Steam and'),
		failure: "unusable",
		message: /answered with JSON that is not whole: it may have broken off/,
	},
	{
		title: "A registry that keeps no data of the kind is told as that",
		reply: (_, response) => response.writeHead(406).end(),
		failure: "unusable",
		message: /does not answer this \(status 406\)\. The work's registry may keep no data/,
	},
	{
		title: "An empty answer is told as that",
		reply: (_, response) => response.writeHead(204).end(),
		failure: "unusable",
		message: /answered with nothing \(status 204\)/,
	},
	{
		title: "A connection that breaks off in the answer is told as that",
		reply: (_, response) => {
			response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
			response.write('{"title"', () => response.destroy());
		},
		failure: "unreachable",
		message: /No answer from http:.*: it broke the connection off/,
	},
	{
		title: "A server that says nothing is left after a time",
		reply: () => {},
		limits: { timeout: 200 },
		failure: "unreachable",
		message: /none came within 0\.2 s\. This needs the network/,
	},
	{
		title: "A server that never ends its answer is left after a time",
		reply: (_, response) => {
			response.writeHead(200, { "content-type": "application/json" });
			const drip = setInterval(() => response.write(" "), 20);
			response.on("close", () => clearInterval(drip));
		},
		limits: { timeout: 300 },
		failure: "unreachable",
		message: /none came within 0\.3 s/,
	},
	{
		title: "An answer that is far too long is not read to its end",
		reply: (_, response) => {
			response.writeHead(200, { "content-type": "application/json" });
			const flood = () => {
				while (response.write("x".repeat(65_536)));
			};
			response.on("drain", flood);
			flood();
		},
		limits: { size: 1_000_000 },
		failure: "unusable",
		message: /longer than 1000000 bytes/,
	},
	{
		title: "Redirects that go round are followed no further",
		reply: (_, response) => response.writeHead(302, { location: "/again" }).end(),
		failure: "unreachable",
		message: /No answer from .*redirect count exceeded/,
	},
	{
		title: "A server that asks for too long a wait is left alone at once",
		reply: (_, response) => response.writeHead(429, { "retry-after": "3600" }).end(),
		failure: "busy",
		message: /is busy \(status 429\) and asks to be left alone for 3600 s/,
	},
	{
		title: "A server that stays busy is asked only so often",
		reply: (_, response) => response.writeHead(503, { "retry-after": "0" }).end(),
		failure: "busy",
		message: /is busy \(status 503\)/,
	},
];

test.for(refusals)("$title", async ({ reply, limits, failure, message }) => {
	const register = await startRegister(() => reply);
	try {
		const error = await serverAt(register.address, undefined, limits)
			.json("/10.5555/a", "application/json")
			.catch((thrown: unknown) => thrown);
		if (!(error instanceof ServerError)) throw error;
		expect(error.failure).toBe(failure);
		expect(error.message).toMatch(message);
		expect(register.asked.length).toBeLessThan(25);
	} finally {
		await register.close();
	}
});

test("A server that nobody runs is told as one that cannot be reached", async () => {
	const register = await startRegister(() => undefined);
	await register.close();
	await expect(serverAt(register.address, undefined).json("/10.5555/a", "application/json")).rejects.toMatchObject({
		failure: "unreachable",
		message: expect.stringMatching(/refuses the connection \(ECONNREFUSED\)/),
	});
});

test.for([
	{ title: "A busy server is asked again after the seconds that it says", after: () => "1", least: 1000 },
	{ title: "A busy server is asked again at the time that it says", after: () => new Date(Date.now() + 2000).toUTCString(), least: 900 },
])("$title", async ({ after, least }) => {
	const times: number[] = [];
	const register = await startRegister(() => (_, response) => {
		times.push(Date.now());
		if (times.length === 1) response.writeHead(429, { "retry-after": after() }).end();
		else response.writeHead(200, { "content-type": "application/json" }).end('{"is": "here"}');
	});
	try {
		expect(await serverAt(register.address, undefined).json("/a", "application/json")).toEqual({ is: "here" });
		expect(times).toHaveLength(2);
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(least);
	} finally {
		await register.close();
	}
});

test("A server is asked no faster than it says", async () => {
	const times: number[] = [];
	const register = await startRegister(() => (_, response) => {
		times.push(Date.now());
		response.writeHead(200, { "content-type": "application/json", "x-rate-limit-limit": "5", "x-rate-limit-interval": "1s" }).end("{}");
	});
	try {
		const server = serverAt(register.address, undefined);
		for (const path of ["/a", "/b", "/c"]) await server.json(path, "application/json");
		expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(390);
	} finally {
		await register.close();
	}
});

test("A server is told who asks, and the mail address where there is one", async () => {
	const register = await startRegister(() => (_, response) => {
		response.writeHead(200, { "content-type": "application/json" }).end("{}");
	});
	try {
		await serverAt(`${register.address}/`, "me@example.org").json("/a", "application/json");
		await serverAt(register.address, undefined).json("/a", "application/json");
		expect(register.asked.map(({ path, agent }) => `${path} ${agent}`)).toEqual([
			"/a knowledge-base-cite/1 (reference lookup; mailto:me@example.org)",
			"/a knowledge-base-cite/1 (reference lookup)",
		]);
	} finally {
		await register.close();
	}
});
