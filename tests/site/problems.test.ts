import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codes } from "../../src/problem/codes.ts";
import { broken, tea } from "../unit/overlay.ts";
import { command, faultsOf, filesIn, pageOf, root, temporaryFolder } from "./site.ts";

let out: Awaited<ReturnType<typeof temporaryFolder>>;
let dist: string;
beforeAll(async () => {
	out = await temporaryFolder();
	dist = join(out.path, "dist");
	const { err } = await command("build", ["--kb", join(root, "tests/fixtures/tea"), "--out", dist]);
	expect(err).toBe("");
});
afterAll(() => out?.remove());

test("any site has a page for each code and one that lists them, in its sitemap, without a dead link", async () => {
	const files = await filesIn(dist);
	const list = await pageOf(dist, "contribute/problems/index.html");
	const linked = [...list.querySelectorAll("dl.problems dt a")].map((link) => link.getAttribute("href"));
	expect(linked).toEqual(Object.keys(codes).map((code) => `/tea/contribute/problems/${code}/`));
	for (const code of Object.keys(codes)) expect(files).toContain(`contribute/problems/${code}/index.html`);
	expect(await faultsOf(dist, "/tea/")).toEqual([]);
	const page = await pageOf(dist, "contribute/problems/unknown-term/index.html");
	expect(page.querySelector("pre.terminal")?.textContent).toContain("content/records/hojicha.yaml:3:20 unknown-term");
	expect(page.querySelector("h1")?.textContent).toBe("unknown-term");
});

test("under --strict a warning is an error, for check and for build", async () => {
	const kb = await broken("plain-number", "warned");
	const { code, out: told } = await command("check", ["--kb", kb.path, "--strict"]);
	expect(code).toBe(1);
	expect(told).toMatch(/^content\/spring\.mdx:5:21 plain-number "31 mg\/g"/m);
	expect((await command("check", ["--kb", kb.path])).code).toBe(0);
	const built = await command("build", ["--kb", kb.path, "--out", join(kb.path, "dist"), "--strict"]);
	expect(built.code).toBe(1);
	expect(built.err).toContain("Nothing was built");
	await kb.remove();
});

test("a page of a knowledge base at the address of such a page is told", async () => {
	const kb = await tea({ "content/contribute/problems/dead-link.mdx": "---\ntitle: Dead links\n---\n\nText.\n" });
	const { code, out: told } = await command("check", ["--kb", kb.path]);
	expect(code).toBe(1);
	expect(told).toContain("duplicate-address /contribute/problems/dead-link/ is already an address of the site itself.");
	await kb.remove();
});
