import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { completeLibrary } from "../../src/lookup/complete.ts";
import { serverAt } from "../../src/lookup/server.ts";
import { load } from "../../src/model/load.ts";
import { command, root } from "../site/site.ts";
import { tea } from "./overlay.ts";
import { type Register, type Reply, startRegister } from "./register.ts";

const dois: Record<string, string> = {
	"/10.5555/tea.2024.oolong": "doi-article",
	"/10.5555/tea.2024.e1206": "doi-article-number",
	"/10.5555/tea.2022.mml": "doi-mathml",
	"/10.5555/tea.2019.99": "doi-sato-2019",
	"/10.1007/978-3-540-00000-1_7": "doi-chapter",
	"/10.5555/infusions.1987.402": "doi-known-place",
	"/10.5281/zenodo.7654321": "doi-datacite",
	"/works/10.5555/tea.2015.3": "doi-work-title",
};
const busy: Reply = (_, response) => response.writeHead(429, { "retry-after": "9999" }).end();
const broken: Reply = (_, response) => response.writeHead(500).end();

let register: Register;
let kb: Awaited<ReturnType<typeof tea>>;

beforeAll(async () => {
	register = await startRegister((path, query) => {
		if (path.includes("busy")) return busy;
		if (path.includes("broken")) return broken;
		const asked = query.get("query.bibliographic");
		if (asked === null) return dois[path];
		if (asked.includes("Failing")) return broken;
		return (
			["brown1987", "bora2021", "lin2018", "kim2017"].map((key) => `query-${key}`).find((name) => asked.includes(authorOf(name))) ??
			"query-none"
		);
	});
});
afterAll(() => register.close());
beforeEach(async () => {
	kb = await tea();
	register.asked.length = 0;
	register.atOnce = 0;
});
afterEach(() => kb.remove());

function authorOf(name: string): string {
	const family = /query-([a-z]+)/.exec(name)?.[1] ?? "";
	return `${family.charAt(0).toUpperCase()}${family.slice(1)}`;
}

function cite(...flags: string[]) {
	return command("cite", ["--kb", kb.path, ...flags], { CITE_DOI_SERVER: register.address, CITE_CROSSREF_SERVER: register.address });
}

const library = "references/library.bib";
const text = (file = library) => readFile(join(kb.path, file), "utf8");

test("An entry is appended in the style of those there, and the library passes check", async () => {
	const before = await text();
	const { code, out, err } = await cite("10.5555/tea.2024.oolong");
	expect(err).toBe("");
	expect(code).toBe(0);
	expect(out).toBe("references/library.bib:32 safarova2024 added (10.5555/tea.2024.oolong). Cite it as [@safarova2024].\n");
	expect(await text()).toBe(`${before}
@article{safarova2024,
  author  = {Šafářová, Ai-Min and Ødegård, Łukasz and García Márquez, José María and {The Kettle Consortium}},
  title   = {Oxidation of {Al\\textsubscript{2}O\\textsubscript{3}-lined} pots \\& the taste of oolong in {Fuji-Kawaguchiko}},
  journal = {Journal of Tea Leaves},
  year    = {2024},
  volume  = {17},
  pages   = {244--251},
  doi     = {10.5555/tea.2024.oolong}
}
`);
	const checked = await load(kb.path);
	expect(checked.problems.all.filter(({ severity }) => severity === "error")).toEqual([]);
	expect(checked.kb?.works.get("safarova2024")?.csl.title).toBe(
		"Oxidation of Al<sub>2</sub>O<sub>3</sub>-lined pots & the taste of oolong in Fuji-Kawaguchiko",
	);
});

test("Several DOIs, however they are pasted, are added in their order, one question at a time", async () => {
	const pasted = [
		"https://doi.org/10.5555/tea.2024.e1206",
		"doi:10.5555/TEA.2022.mml",
		"10.5555/tea.2019.99",
		"10.5555/tea.2019.99",
		"10.1007/978-3-540-00000-1_7",
		"10.5281/zenodo.7654321",
	];
	const { code, err } = await cite(...pasted);
	expect(err).toBe("");
	expect(code).toBe(0);
	expect(register.asked.map(({ path }) => path)).toEqual([
		"/10.5555/tea.2024.e1206",
		"/10.5555/tea.2022.mml",
		"/10.5555/tea.2019.99",
		"/10.1007/978-3-540-00000-1_7",
		"/10.5281/zenodo.7654321",
	]);
	expect(register.atOnce).toBe(1);
	await expect((await text()).slice((await readFile(join(root, "tests/fixtures/tea", library), "utf8")).length)).toMatchFileSnapshot(
		"../golden/cite/added.bib",
	);
	const checked = await load(kb.path);
	expect(checked.problems.all.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("What is wrong with one DOI is told, and the others are added", async () => {
	const { code, out, err } = await cite(
		"10.5555/TEA.2019.12",
		"10.5555/nobody",
		"10.5555/broken",
		"10.5555/infusions.1987.402",
		"10.5555/tea.2022.mml",
	);
	expect(code).toBe(1);
	expect(out).toContain("brown2022 added");
	expect(err.replaceAll(register.address, "SERVER")).toBe(
		[
			"10.5555/tea.2019.12: It is in the library already: sato2019 (references/library.bib:4).",
			"10.5555/nobody: SERVER does not know it (status 404). Compare it with the DOI that is printed.",
			"10.5555/broken: SERVER failed (status 500). Try again later.",
			"10.5555/infusions.1987.402: The library has it without its DOI: brown1987 (references/library.bib:24). Put the DOI there, or let npm run cite -- --complete do it.",
			"",
		].join("\n"),
	);
});

test("A busy server is left alone, and what was found before is added", async () => {
	const { code, out, err } = await cite("10.5555/tea.2022.mml", "10.5555/busy", "10.5555/tea.2019.99");
	expect(code).toBe(3);
	expect(out).toContain("brown2022 added");
	expect(err).toMatch(/10\.5555\/busy: .* asks to be left alone for 9999 s/);
	expect(register.asked).toHaveLength(2);
});

test("Without a network both commands say so, change nothing and end with 3", async () => {
	const before = await text();
	const nowhere = await startRegister(() => undefined);
	await nowhere.close();
	const variables = { CITE_DOI_SERVER: nowhere.address, CITE_CROSSREF_SERVER: nowhere.address };
	for (const flags of [["10.5555/tea.2022.mml"], ["--complete"]]) {
		const { code, out, err } = await command("cite", ["--kb", kb.path, ...flags], variables);
		expect(code).toBe(3);
		expect(out).toBe("");
		expect(err).toMatch(/No answer from http:.*: it refuses the connection .*This needs the network: try again with it/);
	}
	expect(await text()).toBe(before);
});

test.for([
	{
		title: "Line ends, byte-order mark and an end without a line end",
		raw: "\ufeff@misc{a, title = {A}, year = 2001}\r\n\r\n@misc{b, title = {B}, year = 2002}",
	},
	{ title: "A blank line at the end", raw: "@misc{a, title = {A}, year = 2001}\n\n" },
	{ title: "Comments behind the last entry", raw: "@misc{a, title = {A}, year = 2001}\n% the end\n" },
	{ title: "A file without an entry", raw: "" },
])("What was in the file stays byte for byte: $title", async ({ raw }) => {
	await writeFile(join(kb.path, "references/z.bib"), raw);
	const { code, err } = await cite("10.5555/tea.2022.mml");
	expect(err).toBe("");
	expect(code).toBe(0);
	const after = await text("references/z.bib");
	expect(after.startsWith(raw)).toBe(true);
	expect(after.includes("\r\n")).toBe(raw.includes("\r\n"));
	expect(/[^\r]\n/.test(after)).toBe(!raw.includes("\r\n"));
	expect(after.endsWith("\n")).toBe(raw === "" || raw.endsWith("\n"));
	expect(after.slice(raw.length).replaceAll("\r\n", "\n")).toMatch(/^(?:\n|\n\n)?@article\{brown2022,\n/);
	expect(after.replaceAll("\r\n", "\n")).not.toContain("\n\n\n");
});

test("The last file is the one that is added to, unless another is named", async () => {
	await writeFile(join(kb.path, "references/z.bib"), "% more\n");
	await cite("10.5555/tea.2022.mml");
	expect(await text("references/z.bib")).toContain("brown2022");
	await cite("--file", "library.bib", "10.5555/tea.2019.99");
	expect(await text()).toContain("sato2019b");
});

test("An entry that cannot be read is left where it is, and what follows it is still added", async () => {
	const open = `${await text()}\n@article{sato2019b, title = {Never closed\n`;
	await writeFile(join(kb.path, library), open);
	const { code, out, err } = await cite("10.5555/tea.2019.99");
	expect(err).toBe("");
	expect(code).toBe(0);
	expect(out).toContain("sato2019c added");
	expect((await text()).startsWith(open)).toBe(true);
});

test("An entry that would be a mistake in the library is not added, and the mistake is told", async () => {
	const same = `${await text()}\n@misc{steam, author = {Sato, Akira and Ito, Kei}, title = {Steam and the Green of Tea}, year = {2019}}\n`;
	await writeFile(join(kb.path, library), same);
	const { code, out, err } = await cite("10.5555/tea.2019.99");
	expect(code).toBe(1);
	expect(out).toBe("");
	expect(err).toContain('"sato2019b" is the same work as "steam" (references/library.bib:32): the same author, year and title.');
	expect(err).toContain("Nothing was added, since check would not pass with it.");
	expect(await text()).toBe(same);
});

test("A file that is not UTF-8 is not added to", async () => {
	const latin = Buffer.from("@misc{a, title = {caf\u00e9}, year = 2001}\n", "latin1");
	await writeFile(join(kb.path, "references/z.bib"), latin);
	const { code, err } = await cite("10.5555/tea.2022.mml");
	expect(code).toBe(1);
	expect(err).toContain("references/z.bib:1:22 This character is not UTF-8");
	expect(await readFile(join(kb.path, "references/z.bib"))).toEqual(latin);
});

test.for([
	{ flags: [], says: "Give one or more DOIs" },
	{ flags: ["smith2020"], says: '"smith2020" is not a DOI' },
	{ flags: ["--complet"], says: 'There is no flag --complet. Did you mean "complete"?' },
	{ flags: ["--complete=yes"], says: "--complete takes no value" },
	{ flags: ["--complete", "10.5555/a"], says: "it takes no DOI" },
	{ flags: ["--file", "libary.bib", "10.5555/a"], says: 'Did you mean "references/library.bib"?' },
])("A wrong call is told how to call it: $flags", async ({ flags, says }) => {
	const { code, err } = await cite(...flags);
	expect(code).toBe(2);
	expect(err).toContain(says);
	expect(register.asked).toEqual([]);
});

const more = `@comment{kept}
@string{jtl = {Journal of Tea Leaves}}
@article{bora2021,
    author = "Bora, A.",
    journal = "J. Adv. Tea Leaves",
    volume = 25,   pages = {e2007460},
    year = 2021,
}

@article{chen2015, author = {Chen, Wei}, journal = jtl, volume = {8}, year = {2015}, doi = {10.5555/tea.2015.3}, pages = {33--41}}
@article{lin2018, author = {Lin, Mei}, journal = {Kettle Lett.}, volume = {9}, year = {2018}, pages = {50}}
@article{kim2017, author = {Kim, Jo}, journal = {Kettle Lett.}, volume = {8}, year = {2017}, pages = {12}}
@article{gone1999, author = {Gone, I.}, journal = {Kettle Lett.}, volume = {1}, year = {1999}, pages = {1}}
@book{smith2001, author = {Smith, J.}, title = {A book}, publisher = {Press}, year = {2001}}
`;

test("What is found comes as a patch that changes nothing else, is told, and can be applied; a second run finds nothing more", async () => {
	await writeFile(join(kb.path, "references/more.bib"), `\ufeff${more.replaceAll("\n", "\r\n")}`);
	const before = [await text(), await text("references/more.bib")];
	const { code, out, err } = await cite("--complete");
	expect(code).toBe(0);
	expect([await text(), await text("references/more.bib")], "no file is changed").toEqual(before);
	expect(register.atOnce).toBe(1);
	await expect(out.replaceAll("\r", "␍")).toMatchFileSnapshot("../golden/cite/complete.patch.txt");
	await expect(err.replaceAll(register.address, "SERVER")).toMatchFileSnapshot("../golden/cite/complete.txt");
	await apply(kb.path, out);
	const checked = await load(kb.path);
	expect(checked.problems.all.filter(({ severity }) => severity === "error")).toEqual([]);
	const again = await cite("--complete");
	expect(again.out).toBe("");
	expect(again.err).toContain("0 found");
});

test("A server that fails again and again is left alone, with what was found before", async () => {
	const failing = ["a", "b", "c", "d"].map(
		(key) => `@article{${key}, author = {Failing, F.}, journal = {J}, volume = {1}, pages = {1${key}}, year = {2000}}\n`,
	);
	await writeFile(join(kb.path, "references/more.bib"), failing.join(""));
	const { code, out, err } = await cite("--complete");
	expect(code).toBe(1);
	expect(out).toContain("+  title   = {Hot water and its uses},");
	expect(err).toContain("Looked up 4: 1 found, 0 not found, 0 left out, 3 failed. Not looked up: 1; run it again later.");
});

test("One file can be completed alone", async () => {
	await writeFile(join(kb.path, "references/more.bib"), more);
	const { out } = await cite("--complete", "--file", "references/library.bib");
	expect(out.match(/^--- .*$/gm)).toEqual(["--- a/references/library.bib"]);
});

test("The whole library of this repository can be completed: the patch applies and takes no line away", async () => {
	const raw = await readFile(join(root, library), "utf8");
	await writeFile(join(kb.path, library), raw);
	const crossref = await startRegister((path, query) => (_, response) => {
		const [, page = ""] = / (\S+)$/.exec(query.get("query.bibliographic") ?? "") ?? [];
		const entry = raw.split(/\n(?=@)/).find((one) => one.includes(`pages    = {${page.replace("-", "--")}}`)) ?? "";
		const field = (name: string) => new RegExp(`^ +${name} += \\{(.*)\\}`, "m").exec(entry)?.[1];
		const item = {
			DOI: path === "/works" ? `10.5555/${page}` : path.slice("/works/".length),
			title: [`Work on page ${page} with SiO<sub>2</sub>`],
			"container-title": [field("journal")],
			volume: field("volume"),
			page,
			author: [{ family: field("author")?.split(",")[0] }],
			issued: { "date-parts": [[Number(field("year"))]] },
		};
		const message = path === "/works" ? { items: [item] } : item;
		response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ message }));
	});
	try {
		let patch = "";
		const notes: string[] = [];
		const output = { result: (part: string) => (patch += part), note: (line: string) => notes.push(line) };
		expect(await completeLibrary(kb.path, [library], serverAt(crossref.address, undefined), output)).toBe(0);
		expect(patch.split("\n").filter((line) => /^-(?!-- )/.test(line))).toEqual([]);
		await apply(kb.path, patch);
		const lines = (await text()).split("\n");
		expect(lines.filter((line) => !/^ {2}(?:title {4}|doi {6})= /.test(line)).join("\n")).toBe(
			raw
				.split("\n")
				.filter((line) => !/^ {2}(?:title {4}|doi {6})= /.test(line))
				.join("\n"),
		);
		const found = Number(/(\d+) found/.exec(notes.at(-1) ?? "")?.[1]);
		expect(found, notes.join("\n")).toBeGreaterThan(80);
	} finally {
		await crossref.close();
	}
});

/** Applies a patch as the reader of the README does. */
async function apply(folder: string, patch: string): Promise<void> {
	const file = join(folder, "found.patch");
	await writeFile(file, patch);
	await promisify(execFile)("git", ["apply", "--whitespace=nowarn", file], { cwd: folder });
}
