import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, type BuiltSite, builtSite } from "./built.ts";
import { pageOf } from "./site.ts";

let site: BuiltSite;
beforeAll(async () => {
	site = await builtSite();
});
afterAll(() => site?.close());

const document = (path: string) => pageOf(site.dist, `${path.slice(1)}index.html`);
const texts = (of: { querySelectorAll(selector: string): Iterable<{ textContent: string | null }> }, selector: string) =>
	[...of.querySelectorAll(selector)].map(({ textContent }) => (textContent ?? "").replace(/\s+/g, " ").trim());

/** Records of different kinds. */
const records = {
	"a rich one with a full cell": "/electrodes/si-mof/",
	"one with few values": "/electrodes/li4-4si-nsi/",
	"a control": "/electrodes/si-control-lialo2/",
	"one without a number": "/electrodes/si-cnf/",
	"one with a long name": "/electrodes/nanoporous-si-ca/",
};

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
	test.each(Object.entries(records))("the page of a record, %s, has nothing that axe finds, and fits a phone", async (_, path) => {
		const { page, complaints, close } = await site.open(path, { colorScheme, viewport: { width: 390, height: 844 } });
		expect(await axeFaults(page)).toEqual([]);
		expect(complaints).toEqual([]);
		expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await close();
	});
});

test("the figures of the head stand on the first screen, each with its conditions or that they are not given", async () => {
	const { page, close } = await site.open("/electrodes/si-mof/", { viewport: { width: 390, height: 844 } });
	const box = await page.locator(".figures").boundingBox();
	expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(844);
	await close();
	for (const path of Object.values(records)) {
		for (const figure of (await document(path)).querySelectorAll(".figures > div"))
			expect(texts(figure, ".conditions").join("")).not.toBe("");
	}
});

test("a record and its control show the same pairs, each with a link to the other", async () => {
	const [made, bare] = [await document("/electrodes/si-lialo2/"), await document("/electrodes/si-control-lialo2/")];
	expect(texts(made, ".beside tbody tr").length).toBeGreaterThan(2);
	expect(texts(made, ".beside tbody td")).toEqual(texts(bare, ".beside tbody td"));
	expect(made.querySelector(".beside thead a")?.getAttribute("href")).toBe("/electrodes/si-control-lialo2/");
	expect(bare.querySelector(".beside thead a")?.getAttribute("href")).toBe("/electrodes/si-lialo2/");
});

test("a value of a full cell never stands among the figures of the head, nor where it would be ranked", async () => {
	const page = await document("/electrodes/si-mof/");
	expect(texts(page, ".measurements").join()).toContain("full cell");
	expect(texts(page, ".figures, .standing").join()).not.toContain("full cell");
});

test("a record leads to the comparison with its control", async () => {
	const links = [...(await document("/electrodes/si-vg/")).querySelectorAll('a[href^="/compare/"]')].map((link) =>
		link.getAttribute("href"),
	);
	expect(links).toContain("/compare/?e=si-vg,si-control-vg");
});

test("each measurement can be reported, with its own values filled in", async () => {
	const rows = [...(await document("/electrodes/si-mof/")).querySelectorAll(".measurements tbody tr")];
	expect(rows.length).toBeGreaterThan(5);
	for (const row of rows) {
		const given = new URL(row.querySelector("a.report")?.getAttribute("href") ?? "").searchParams;
		expect(given.get("page")).toMatch(new RegExp(`/electrodes/si-mof/#${row.id}$`));
		expect(given.get("measurement")).toMatch(new RegExp(`^${row.id}:`));
		for (const field of ["record", "shown", "source"]) expect(given.get(field), field).toBeTruthy();
	}
});
