import { cp, readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csv } from "../../src/derive/data/csv.ts";
import { policy } from "../../src/layouts/policy.ts";
import { launch } from "../browser/chromium.ts";
import { fixtures } from "../unit/cases.ts";
import { command, filesIn, host, temporaryFolder } from "./site.ts";

// A knowledge base in which everything that a contributor writes is an attack, as far as `check` lets it pass.
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: Awaited<ReturnType<typeof host>>;
let browser: Browser;
let pages: string[];
const dist = () => join(folder.path, "dist");

beforeAll(async () => {
	folder = await temporaryFolder();
	for (const name of ["tea", "hostile"]) await cp(join(fixtures, name), join(folder.path, "kb"), { recursive: true });
	// A name that not every system can check out.
	await writeFile(join(folder.path, 'kb/public/a"onload=window.__pwned=1 x.txt'), "<script>window.__pwned=1</script>\n");
	const { code, err } = await command("build", ["--kb", join(folder.path, "kb"), "--out", dist()]);
	expect(err).toBe("");
	expect(code).toBe(0);
	pages = (await filesIn(dist())).filter((file) => file.endsWith(".html"));
	site = await host(dist(), "/tea/");
	browser = await launch();
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
	await folder?.remove();
});

/** A page on which everything is told that an attack would bring about. */
async function watched(): Promise<{ page: Page; told: string[] }> {
	const page = await (await browser.newContext()).newPage();
	const told: string[] = [];
	page.on("dialog", (dialog) => {
		told.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") told.push(message.text());
	});
	page.on("pageerror", (error) => told.push(error.message));
	page.on("request", (one) => {
		if (!/^(?:blob:)?http:\/\/127\.0\.0\.1:/.test(one.url())) told.push(`request: ${one.url()}`);
	});
	return { page, told };
}

/** What in a page as it is now could run, lead to another kind of address, or has run; of styles the policy tells. Evaluated in the browser. */
const inspect = `(() => {
	const told = [];
	if ("__pwned" in window || "pwned" in window) told.push("it ran");
	for (const element of document.querySelectorAll("*")) {
		for (const { name, value } of element.attributes) {
			if (/^on/i.test(name)) told.push(element.tagName + " has " + name);
			if (/^(?:href|src|action|xlink:href|formaction|data)$/.test(name) && /^\\s*(?:javascript|data|vbscript|file)\\s*:/i.test(value)) told.push(name + "=" + value);
		}
		if (/^(?:IFRAME|OBJECT|EMBED|BASE|FRAME|APPLET)$/.test(element.tagName)) told.push(element.tagName);
	}
	for (const script of document.scripts)
		if (!script.src && !/json/.test(script.type) && !script.text.startsWith("try{const theme=")) told.push("a script: " + script.text);
	for (const image of document.images) if (!image.src.startsWith(location.origin + "/tea/")) told.push("an image: " + image.src);
	return told;
})()`;

test("nothing that a contributor wrote runs, loads or leads astray on any page", async () => {
	const { page, told } = await watched();
	expect(pages.length).toBeGreaterThan(20);
	const faults: string[] = [];
	for (const file of pages) {
		await page.goto(
			`${site.origin}/tea/${file
				.replace(/index\.html$/, "")
				.split("/")
				.map(encodeURIComponent)
				.join("/")}`,
			{
				waitUntil: "networkidle",
			},
		);
		const found: string[] = await page.evaluate(inspect);
		for (const fault of [...found, ...told.splice(0)]) faults.push(`${file}: ${fault}`);
	}
	expect(faults).toEqual([]);
});

test("the tripwire finds what it looks for", async () => {
	const { page } = await watched();
	await page.setContent('<img onerror="pwned=1" src="x"><a href="javascript:1">a</a><iframe></iframe><script>window.__pwned=1</script>');
	expect(await page.evaluate(inspect)).toHaveLength(6);
});

test("every page has the policy, and the policy lets no script of the markup run", async () => {
	expect(policy).toContain("default-src 'none'");
	expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe-inline|unsafe-eval(?!')|\*|https?:|data:/);
	for (const file of pages) {
		const html = await readFile(join(dist(), file), "utf8");
		expect(html.split('http-equiv="Content-Security-Policy"'), file).toHaveLength(2);
		expect(html.indexOf("Content-Security-Policy"), file).toBeLessThan(html.indexOf("<title>"));
	}
});

test("search, the explorer, compare and the cards of citations show payloads as text", async () => {
	const { page, told } = await watched();
	const check = async (what: string) => expect([...(await page.evaluate<string[]>(inspect)), ...told.splice(0)], what).toEqual([]);
	for (const typed of [
		"<script>window.__pwned=1</script>",
		'"><img src=x onerror=window.__pwned=1>',
		"__proto__",
		"constructor",
		"(((((",
	]) {
		await page.goto(`${site.origin}/tea/search/?q=${encodeURIComponent(typed)}`, { waitUntil: "networkidle" });
		await page.waitForTimeout(300);
		await check(`search for ${typed}`);
	}
	await page.goto(`${site.origin}/tea/search/?q=sencha&origin=${encodeURIComponent("<img src=x onerror=window.__pwned=1>")}`, {
		waitUntil: "networkidle",
	});
	await check("a filter in the address");
	await page.goto(`${site.origin}/tea/teas/`, { waitUntil: "networkidle" });
	for (const summary of await page.locator("#explorer summary").all()) if (await summary.isVisible()) await summary.click();
	await check("the explorer");
	await page.goto(
		`${site.origin}/tea/compare/?e=sencha,constructor,${encodeURIComponent("<img src=x onerror=window.__pwned=1>")},__proto__`,
		{
			waitUntil: "networkidle",
		},
	);
	await check("compare");
	await page.goto(`${site.origin}/tea/`, { waitUntil: "networkidle" });
	await page.locator("a.cite").first().click();
	await page.locator("#citation-card").waitFor();
	expect(await page.locator("#citation-card").textContent()).toContain("<script>");
	await check("a citation's card");
});

test("charts and drawings that are opened as files run nothing", async () => {
	const { page, told } = await watched();
	const drawings = (await filesIn(dist())).filter((file) => file.endsWith(".svg"));
	expect(drawings.length).toBeGreaterThan(1);
	for (const file of drawings) {
		await page.goto(`${site.origin}/tea/${file}`);
		expect(await page.evaluate("[document.documentElement.tagName, window.__pwned, document.scripts.length]"), file).toEqual([
			"svg",
			undefined,
			0,
		]);
		expect(await page.evaluate("document.querySelector('parsererror') === null"), file).toBe(true);
	}
	expect(told).toEqual([]);
});

test("no cell of a data file begins as a formula, nor does what stands behind a semicolon or a tab", async () => {
	const files = (await filesIn(dist())).filter((file) => file.endsWith(".csv"));
	expect(files.length).toBeGreaterThan(3);
	for (const file of files) {
		const text = await readFile(join(dist(), file), "utf8");
		expect(text, file).not.toMatch(/(?:^|[,;\t"\n])(?:[=@]|[+-](?![\d.]+[",;\r\n e%]))[\w(]/m);
	}
	expect(csv({ columns: ["a"], rows: [["=1+1"], ["a;=b"], ["-5 °C"], ["-1+cmd"], ["+1 mA h/g; -2"]] })).toBe(
		"a\r\n'=1+1\r\na;'=b\r\n-5 °C\r\n'-1+cmd\r\n+1 mA h/g; -2\r\n",
	);
});

/** A request whose path is sent as it is, without being put right. */
function raw(port: number, path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const sent = request({ host: "localhost", port, path, headers }, (response) => {
			let body = "";
			response.setEncoding("utf8").on("data", (chunk: string) => {
				body += chunk;
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
		});
		sent.on("error", reject).end();
	});
}

test("start serves what was built and nothing beside it", async () => {
	const { Session } = await import("../../src/integration/session.ts");
	const { serve } = await import("../../src/cli/serve.ts");
	const session = new Session(join(folder.path, "kb"));
	await session.read();
	const server = await serve(session, dist(), 5150);
	try {
		const port = Number(new URL(server.address).port);
		expect((await raw(port, "/tea/")).status).toBe(200);
		for (const path of [
			"/tea/../kb/content/site.yaml",
			"/tea/..%2fkb/content/site.yaml",
			"/tea/%2e%2e/kb/content/site.yaml",
			"/tea/..%5ckb/content/site.yaml",
			"/tea//../../kb/content/site.yaml",
			"/../../../../../../etc/passwd",
			"/tea/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
			"/tea/@fs/etc/passwd",
			"/@fs/etc/passwd",
			"/tea/index.html%00.txt",
			"/tea/%ff",
		]) {
			const { body } = await raw(port, path);
			expect(body, path).not.toMatch(/root:|record:\n/);
		}
		expect((await raw(port, "/tea/", { host: "evil.example" })).status, "another name for this machine").toBe(403);
	} finally {
		await server.stop();
	}
});
