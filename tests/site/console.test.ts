import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltSite, builtSite } from "./built.ts";
import { addressesOf } from "./kinds.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

test("no page of the site makes the browser complain, asks for what is not there, or asks another host", async () => {
	const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
	const faults: string[] = [];
	const left = await addressesOf(site.dist);
	const visited = left.length;
	/** Takes one address after another in a tab of its own. What the pages share stays in the browser's memory. */
	const tab = async () => {
		const page = await context.newPage();
		let address = "";
		const complain = (what: string) => faults.push(`${address}: ${what}`);
		// Breaches of the policy are among the console's errors.
		page.on("console", (message) => {
			if (["error", "warning"].includes(message.type())) complain(message.text());
		});
		page.on("pageerror", (error) => complain(error.message));
		// An icon still on its way when the tab goes on to the next page is given up by us, not refused by the site.
		page.on("requestfailed", (request) => {
			const why = request.failure()?.errorText;
			if (why !== "net::ERR_ABORTED") complain(`${request.url()} failed: ${why}`);
		});
		page.on("request", (request) => {
			if (new URL(request.url()).origin !== site.origin && !request.url().startsWith("data:")) complain(`asked for ${request.url()}`);
		});
		page.on("response", (response) => {
			if (response.status() >= 400) complain(`${response.url()} answered ${response.status()}`);
		});
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			address = next;
			await page.goto(`${site.origin}${address}`, { waitUntil: "load" });
			// What a script does after it was loaded, it does in the next two frames or asks for.
			await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
		}
	};
	await Promise.all([tab(), tab(), tab()]);
	await context.close();
	expect(faults).toEqual([]);
	expect(visited).toBeGreaterThan(100);
});
