import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, type BuiltSite, builtSite } from "./built.ts";
import { pageOf } from "./site.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

describe("disagreements", () => {
	test("are counted by kind on every page, and each kind leads to where it begins; without JavaScript, too", async () => {
		const { page, complaints, close } = await site.open("/disagreements/", { javaScriptEnabled: false });
		const kinds = await page
			.locator("main .chips a")
			.evaluateAll((links) =>
				links.map((link) => [link.getAttribute("href") ?? "", Number(link.querySelector(".count")?.textContent)] as const),
			);
		const all = Number(/\d+/.exec((await page.locator(".lead").textContent()) ?? "")?.[0]);
		expect(kinds.reduce((sum, [, count]) => sum + count, 0)).toBe(all);
		const seen = new Set<string>();
		for (const [to, count] of kinds) {
			await page.goto(`${site.origin}${to}`);
			expect(await page.locator("h2:target").textContent()).toContain(`(${count})`);
		}
		const pages = Number(await page.locator(".pager a").last().textContent());
		for (let number = 1; number <= pages; number++) {
			await page.goto(`${site.origin}/disagreements/${number === 1 ? "" : `page/${number}/`}`);
			const ids = await page.locator(".disagreement").evaluateAll((articles) => articles.map(({ id }) => id));
			expect(ids.length).toBeLessThanOrEqual(40);
			expect(await page.locator("main > .note").first().textContent()).toBe(
				`${seen.size + 1} to ${seen.size + ids.length} of ${all} stand here.`,
			);
			for (const id of ids) seen.add(id);
			expect(await page.locator("main .chips a").count()).toBe(kinds.length);
		}
		expect(seen.size).toBe(all);
		expect(complaints).toEqual([]);
		await close();
	});

	test("are found by an address that names another page, as it was before they moved", async () => {
		const last = await pageOf(site.dist, "disagreements/page/5/index.html");
		const { id } = [...last.querySelectorAll(".disagreement")].at(-1) ?? {};
		const { page, complaints, close } = await site.open(`/disagreements/#${id}`);
		await page.waitForURL(`**/disagreements/page/5/#${id}`);
		expect(await page.locator(".disagreement:target").isVisible()).toBe(true);
		await page.goto(`${site.origin}/disagreements/#none-of-this-name`, { waitUntil: "networkidle" });
		expect(new URL(page.url()).pathname).toBe("/disagreements/");
		expect(complaints).toEqual([]);
		await close();
	});
});

test.each([
	["/disagreements/", [1, 2, "…", 5]],
	["/disagreements/page/2/", [1, 2, 3, 4, 5]],
	["/disagreements/page/3/", [1, 2, 3, 4, 5]],
	["/disagreements/page/5/", [1, "…", 4, 5]],
] as const)("%s leads to the first page, the last and its neighbours", async (path, numbers) => {
	const document = await pageOf(site.dist, `${path.slice(1)}index.html`);
	const items = [...document.querySelectorAll(".pager li")];
	expect(items.map(({ textContent }) => textContent)).toEqual(numbers.map(String));
	expect(items.flatMap((item) => (item.querySelector("[aria-current=page]") === null ? [] : [`${item.textContent}`]))).toEqual([
		/\d+/.exec(path)?.[0] ?? "1",
	]);
	expect(items.filter((item) => item.querySelector("a") === null && item.getAttribute("aria-hidden") !== "true")).toEqual([]);
});

test.each([
	["/disagreements/", "light"],
	["/disagreements/page/2/", "dark"],
	["/references/deng2025/uses/", "light"],
	["/references/deng2025/uses/page/2/", "dark"],
] as const)("%s has nothing that axe finds in the %s theme, and fits 320 pixels", async (path, colorScheme) => {
	const { page, complaints, close } = await site.open(path, { colorScheme, viewport: { width: 320, height: 700 } });
	expect(await axeFaults(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	expect(complaints).toEqual([]);
	await close();
});
