import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sitemap } from "../../src/publish/sitemap.ts";
import { verify } from "../../src/publish/verify.ts";
import { temporaryFolder } from "../site/site.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder.remove());

/** What is found in a site with these files, below https://tea.example/guide/. */
async function faults(files: Record<string, string>): Promise<string[]> {
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder.path, name)), { recursive: true });
		await writeFile(join(folder.path, name), text);
	}
	return (await verify(folder.path, new URL("https://tea.example/guide/"))).faults.map(({ file, what }) => `${file}: ${what}`);
}

const green = '<main id="main"><h2 id="grün">Grün</h2></main>';
test.for<[title: string, page: string, found: string[]]>([
	["a page and an anchor that are there", '<a href="/guide/green/#gr%C3%BCn">a</a><a href="#top" id="top">b</a>', []],
	["a full address of the site itself", '<link rel="canonical" href="https://tea.example/guide/green/">', []],
	["other sites", '<a href="https://example.org/nowhere#x">a</a><a href="mailto:a@b.example">b</a>', []],
	["another site of the same host", '<a href="https://tea.example/other/">a</a>', []],
	["a question behind an address", '<a href="/guide/green/?q=x#main">a</a>', []],
	[
		"a page that is not there, once for each page",
		'<a href="/guide/black/">a</a><a href="/guide/black/">b</a>',
		["/index.html: the link to /guide/black/ leads nowhere: there is no /black/index.html"],
	],
	["a page without its slash", '<a href="/guide/green">a</a>', ["/index.html: the link to /guide/green leads nowhere: there is no /green"]],
	[
		"an anchor that is not there",
		'<a href="/guide/green/#red">a</a>',
		['/index.html: the link to /guide/green/#red leads nowhere: /green/index.html has no "red"'],
	],
	[
		"a file that is not there",
		'<script src="/guide/a.js"></script>',
		["/index.html: the link to /guide/a.js leads nowhere: there is no /a.js"],
	],
	[
		"an address outside the base path",
		'<a href="/green/">a</a>',
		["/index.html: the link to /green/ leads nowhere: it is outside /guide/"],
	],
	["an id that stands twice", '<p id="a"></p><p id="a"></p>', ['/index.html: the id "a" stands twice']],
])("a built site is looked through for %s", async ([, page, found]) => {
	expect(await faults({ "index.html": page, "green/index.html": green })).toEqual(found);
});

test("a sitemap has the full address of every page", () => {
	expect(sitemap(["/", "/a&b/"], new URL("https://tea.example/guide/"))).toBe(
		`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://tea.example/guide/</loc></url>
<url><loc>https://tea.example/guide/a&amp;b/</loc></url>
</urlset>
`,
	);
});

test.for<[file: string, sound: string, broken: string]>([
	["changes.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id></feed>', "<feed><id>a</feed>"],
	["sitemap.xml", "<urlset><url/></urlset>", "<urlset><url>a & b</url></urlset>"],
	["data/records.json", "[]", "[}"],
	["data/measurements.csv", 'a,b\r\n1,"2\r\n3"\r\n', "a,b\r\n1\r\n"],
	["japan/table-1.csv", "a,b\r\n1,2\r\n", "a,b\r\n1,2,3\r\n"],
	["llms.txt", "# Tea\n\n> Leaves.\n", "Tea"],
])("%s must be well-formed", async ([file, sound, broken]) => {
	expect(await faults({ [file]: sound })).toEqual([]);
	expect(await faults({ [file]: broken })).toEqual([expect.stringContaining(`/${file}: it is not well-formed`)]);
});

test("in as many files as several threads take, what is wrong is found in each, large and small", async () => {
	const page = (index: number) => `<a href="/guide/page-${(index + 1) % 500}/#a">on</a><p id="a">${"tea ".repeat(index * 5)}</p>`;
	const pages = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`page-${index}/index.html`, page(index)]));
	expect(await faults({ ...pages, "data/records.json": JSON.stringify("tea ".repeat(500_000)) })).toEqual([]);
	const gone = [3, 250, 499].map((index) => `page-${index}/index.html`);
	const broken = Object.fromEntries(gone.map((file) => [file, `${pages[file]}<a href="/guide/gone/">gone</a>`]));
	expect(await faults({ ...broken, "data/records.json": `"${"tea ".repeat(500_000)}` })).toEqual([
		expect.stringContaining("/data/records.json: it is not well-formed"),
		...gone.sort().map((file) => `/${file}: the link to /guide/gone/ leads nowhere: there is no /gone/index.html`),
	]);
});
