import { join } from "node:path";
import { DOMParser } from "linkedom";
import { expect, test } from "vitest";
import { changeViews, newestChanges } from "../../src/derive/changes.ts";
import { feedPath } from "../../src/model/addresses.ts";
import { load } from "../../src/model/load.ts";
import { atom } from "../../src/publish/atom.ts";
import type { Commit } from "../../src/read/commits.ts";
import { copyFixture, root, temporaryFolder } from "../site/site.ts";

const commit = (day: number, subject: string, ...changes: [kind: Commit["changes"][number]["kind"], file: string][]): Commit => ({
	hash: String(day).repeat(40),
	date: `2025-03-0${day}T10:00:00.000Z`,
	subject,
	changes: changes.map(([kind, file]) => ({ kind, file })),
});
const commits = [
	commit(4, "A drawing", ["changed", "content/figures/leaf.svg"]),
	commit(3, "Caffeine & <b>more</b>\u0007", ["changed", "content/origins/japan.mdx"], ["removed", "content/records/green/lost.yaml"]),
	commit(2, "Sencha", ["added", "content/records/green/sencha.yaml"], ["added", "references/library.bib"]),
	commit(1, "First", ["added", "content/origins/japan.mdx"]),
];

async function views() {
	const { kb } = await load(join(root, "tests/fixtures/tea"));
	if (kb === undefined) throw new Error("The fixture is not sound.");
	return { kb, changes: changeViews({ ...kb, history: { ...kb.history, commits } }) };
}

test("a commit tells what is new, changed and gone by the names that readers know; one of drawings alone tells nothing", async () => {
	const { changes } = await views();
	expect(changes.map(({ title }) => title)).toEqual([
		"Changed: Tea from Japan; removed: lost",
		"New tea: Sencha; changed: References",
		"New page: Tea from Japan",
	]);
	expect(newestChanges(changes).map(({ kind, name, date }) => [kind, name, date.slice(0, 10)])).toEqual([
		["changed", "Tea from Japan", "2025-03-03"],
		["added", "Sencha", "2025-03-02"],
	]);
});

test("the feed is Atom: well-formed, with what RFC 4287 requires, and nothing of a commit's message is markup", async () => {
	const { kb, changes } = await views();
	const text = atom(changes, "2025-03-04T10:00:00.000Z", kb.site);
	expect(text).not.toContain("\u0007");
	const document = new DOMParser().parseFromString(text, "text/xml");
	const one = (of: { children: Iterable<Element> }, name: string) => [...of.children].filter(({ tagName }) => tagName === name);
	const feed = document.documentElement;
	for (const name of ["id", "title", "updated", "author"]) expect(one(feed, name), name).toHaveLength(1);
	expect(one(feed, "link").map((link) => link.getAttribute("rel"))).toEqual(["self", "alternate"]);
	const entries = one(feed, "entry");
	expect(entries).toHaveLength(3);
	const ids = entries.map((entry) => one(entry, "id")[0]?.textContent ?? "");
	expect(new Set(ids).size).toBe(3);
	for (const id of ids) expect(id).toMatch(/^tag:[a-z.]+,\d{4}-\d\d-\d\d:commit\/\d{40}$/);
	for (const entry of entries) {
		for (const name of ["id", "title", "updated", "content"]) expect(one(entry, name), name).toHaveLength(1);
		expect(one(entry, "updated")[0]?.textContent).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		expect(one(entry, "link")[0]?.getAttribute("href")).toMatch(/^https?:\/\/.+\/tea\//);
	}
	expect(one(entries[0] ?? feed, "summary")[0]?.textContent).toBe("Caffeine & <b>more</b>");
	expect(one(entries[0] ?? feed, "content")[0]?.textContent).toContain("Caffeine &amp; &lt;b&gt;more");
	expect(atom(changes, "2025-03-04T10:00:00.000Z", kb.site)).toBe(text);
});

test("without a history there is no feed, and no address of one", async () => {
	const folder = await temporaryFolder();
	await copyFixture("tea", folder.path);
	const { kb } = await load(folder.path);
	await folder.remove();
	expect(kb?.history.commits).toEqual([]);
	expect(kb?.addresses.has(feedPath)).toBe(false);
	expect(kb?.addresses.has("/llms.txt")).toBe(true);
});
