import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { newBase } from "../../src/scaffold/base.ts";
import { Form, Refusal, type Terminal } from "../../src/scaffold/form.ts";
import { importTable } from "../../src/scaffold/import.ts";
import { newPage } from "../../src/scaffold/page.ts";
import { newRecord } from "../../src/scaffold/record.ts";
import { newReference } from "../../src/scaffold/reference.ts";
import { newTerm } from "../../src/scaffold/term.ts";
import { openTerminal } from "../../src/scaffold/terminal.ts";
import { command, filesIn, root, temporaryFolder } from "../site/site.ts";
import { tea } from "./overlay.ts";

const folders: { remove(): Promise<void> }[] = [];
afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

async function base(files: Readonly<Record<string, string>> = {}): Promise<string> {
	const kb = await tea(files);
	folders.push(kb);
	return kb.path;
}

/** Runs a command with a terminal on which these lines are typed. Gives what it printed. */
async function typed(lines: readonly string[], run: (terminal: Terminal) => Promise<unknown>): Promise<string> {
	const input = new PassThrough();
	const output = new PassThrough();
	let printed = "";
	output.on("data", (chunk) => {
		printed += String(chunk);
	});
	const terminal = openTerminal(input, output);
	input.end(lines.map((line) => `${line}\n`).join(""));
	try {
		await run(terminal);
	} finally {
		terminal.close();
	}
	return printed;
}

const none = { facet: [], measurement: [] };
const golden = (name: string) => join(root, "tests/golden/new", name);
const textOf = (dir: string, file: string) => readFile(join(dir, file), "utf8");
const errorsIn = async (dir: string) => (await load(dir)).problems.sorted().filter(({ severity }) => severity === "error");

describe("a new record", () => {
	const flags = { name: "Gyokuro: first harvest", study: "10.5555/tea.2019.12" };
	const lists = {
		facet: ["origin=Nippon", "cultivar=yabukita"],
		measurement: [
			"caffeine=33.10; place=Table 1; how=table; basis=dry leaf",
			"w_t=>20; time=2 min; in=mehta2021; place=Fig. 3; how=figure",
		],
	};

	test("is written from flags, every field explained, beside the records of its main term, and passes check", async () => {
		const dir = await base();
		const { file } = await newRecord(dir, new Form(flags), lists);
		expect(file).toBe("content/records/green/gyokuro-first-harvest.yaml");
		expect(await errorsIn(dir)).toEqual([]);
		await expect(await textOf(dir, file)).toMatchFileSnapshot(golden("record.yaml"));
	});

	test("without measurements names all that can be added", async () => {
		const dir = await base();
		const { file } = await newRecord(dir, new Form({ name: "1906", study: "sato2019" }), none);
		expect(await errorsIn(dir)).toEqual([]);
		await expect(await textOf(dir, file)).toMatchFileSnapshot(golden("record-bare.yaml"));
	});

	test("is asked for on a terminal: a slip of the pen is taken back, what is unknown is told, ? lists what there is", async () => {
		const dir = await base();
		const answers = [
			"Gyokuro",
			"",
			"?",
			"satto2019",
			"y",
			"Jappan",
			"y",
			"",
			"",
			"",
			"brewed",
			"lots",
			"20",
			"3 min",
			"",
			"",
			"Table 1",
			"tabel",
			"table",
			"",
		];
		const printed = await typed(answers, (terminal) => newRecord(dir, new Form({}, terminal), none));
		await expect(printed).toMatchFileSnapshot(golden("dialogue.txt"));
		const { kb } = await load(dir);
		const record = kb?.records.get("gyokuro");
		expect([record?.study, record?.facets.get("origin")?.[0]?.id, record?.measurements[0]?.quantity.text]).toEqual([
			"sato2019",
			"japan",
			"20",
		]);
	});

	test("is not written where the answers end before the questions", async () => {
		const dir = await base();
		const before = await filesIn(dir);
		await expect(typed(["Gyokuro"], (terminal) => newRecord(dir, new Form({}, terminal), none))).rejects.toThrow(Refusal);
		expect(await filesIn(dir)).toEqual(before);
	});

	test.each([
		["names every missing flag at once", {}, none, "--name, --study are missing"],
		[
			"tells all that is wrong at once",
			{ name: "x", id: "../../x", study: "satto2019" },
			none,
			/--id: "\.\.\/\.\.\/x" cannot be an id[\s\S]*--study: .*Did you mean "sato2019"/,
		],
		["leaves a record alone that is there", { name: "Sencha", study: "sato2019" }, none, 'There is already a tea "sencha"'],
		["does not leave its folder", { name: "x", study: "sato2019", folder: "../y" }, none, '"../y" cannot be a folder'],
		[
			"says how to add a term",
			{ name: "x", study: "sato2019" },
			{ ...none, facet: ["origin=Ceylon"] },
			"npm run new -- term --facet origin --label Ceylon",
		],
		[
			"refuses a facet that is not declared",
			{ name: "x", study: "sato2019" },
			{ ...none, facet: ["taste=good"] },
			'"taste" is not a facet',
		],
		[
			"wants the conditions that a metric needs",
			{ name: "x", study: "sato2019" },
			{ ...none, measurement: ["brewed=3; place=p; how=text"] },
			"brewed needs the condition time",
		],
		[
			"refuses a value out of range",
			{ name: "x", study: "sato2019" },
			{ ...none, measurement: ["caffeine=99; place=p; how=text"] },
			"outside the range",
		],
		["refuses what cannot be seen", { name: "x\u202ey", study: "sato2019" }, none, "cannot be seen"],
	])("%s, and writes nothing", async (_, given, more, message) => {
		const dir = await base();
		const before = await filesIn(dir);
		await expect(newRecord(dir, new Form(given), more)).rejects.toThrow(message);
		expect(await filesIn(dir)).toEqual(before);
	});

	test.each([
		"yes",
		"null",
		"~",
		"- a",
		"a: b",
		"a #b",
		"'",
		'"',
		"[x]",
		"{x}",
		"0x1F",
		"1e3",
		"*a",
		"&a",
		"!a",
		"| a",
		"%a",
		"@a",
		"`a",
		"a\\",
		"true",
		"煎茶",
	])("keeps the name %s as it is", async (name) => {
		const dir = await base();
		await newRecord(dir, new Form({ name, id: "probe", study: "sato2019" }), none);
		expect((await load(dir)).kb?.records.get("probe")?.name).toBe(name);
	});

	test("is not written into a knowledge base that has errors", async () => {
		const dir = await base({ "content/records/bad.yaml": "name: x\n" });
		await expect(newRecord(dir, new Form(flags), lists)).rejects.toThrow(/content\/records\/bad\.yaml[\s\S]*mend them first/);
	});

	test("passes check in the first knowledge base, too, with as many facets as it has", async () => {
		const kb = await temporaryFolder();
		folders.push(kb);
		for (const name of ["content", "references", "public"]) await cp(join(root, name), join(kb.path, name), { recursive: true });
		const known = (await load(kb.path)).kb;
		const [record] = known?.records.values() ?? [];
		const facet = [...(record?.facets ?? [])].map(([id, terms]) => `${id}=${terms.map((term) => term.label).join(", ")}`);
		const { file } = await newRecord(kb.path, new Form({ name: "Probe", study: record?.study ?? "" }), { ...none, facet });
		expect(file).toBe(record?.place.file.replace(/[^/]+$/, "probe.yaml"));
		expect(await errorsIn(kb.path)).toEqual([]);
	});
});

describe("a new term", () => {
	test("is added behind the others, whose lines stay as they are", async () => {
		const dir = await base();
		const before = await textOf(dir, "content/vocabulary/origin.yaml");
		await newTerm(dir, new Form({ facet: "origins", label: "Ceylon", parent: "South Asia", synonyms: "Sri Lanka; Lanka" }));
		expect(await textOf(dir, "content/vocabulary/origin.yaml")).toBe(
			`${before}  - { id: ceylon, label: Ceylon, synonyms: [Sri Lanka, Lanka], parent: south-asia }\n`,
		);
		expect((await load(dir)).kb?.facets.get("origin")?.terms.get("ceylon")?.parent).toBe("south-asia");
	});

	test.each([
		["a term that is there under another name", { facet: "origin", label: "nippon" }, '"nippon" is there already: japan'],
		["a facet that is not declared", { facet: "orgin", label: "Ceylon" }, 'Did you mean "origin"?'],
		["nothing at all", {}, "--facet, --label"],
	])("refuses %s", async (_, flags, message) => {
		await expect(newTerm(await base(), new Form(flags))).rejects.toThrow(message);
	});
});

describe("a new page", () => {
	test("is written with its head explained, at its term's address", async () => {
		const dir = await base();
		const { file } = await newPage(dir, new Form({ title: "Tea from Assam", term: "origin/assam", summary: "Malty." }));
		expect(file).toBe("content/origins/assam.mdx");
		expect(await errorsIn(dir)).toEqual([]);
		await expect(await textOf(dir, file)).toMatchFileSnapshot(golden("page.mdx"));
	});

	test.each([
		["an address outside the site", { title: "x", path: "../x" }, "cannot be an address"],
		["an address that is taken", { title: "x", path: "origins/japan" }, "There is already a page at /origins/japan/"],
		["a term that has a page", { title: "x", term: "origin/japan" }, "has a page already"],
		["markup in a summary that is no page", { title: "x", summary: "{process.exit()}" }, "mdx-code"],
	])("refuses %s", async (_, flags, message) => {
		await expect(newPage(await base(), new Form(flags))).rejects.toThrow(message);
	});
});

describe("a new reference", () => {
	test("is appended in the library's style, what its type needs left empty", async () => {
		const dir = await base();
		const before = await textOf(dir, "references/library.bib");
		await newReference(dir, new Form({ key: "smith2020", title: "On pots", author: "Smith, Jo" }));
		const after = await textOf(dir, "references/library.bib");
		expect(after.startsWith(before)).toBe(true);
		expect(await errorsIn(dir)).toEqual([]);
		await expect(after.slice(before.length)).toMatchFileSnapshot(golden("reference.bib"));
	});

	test.each([
		["a key that is there, in whatever case", { key: "Sato2019" }, 'already a work "Sato2019"'],
		["a DOI, which can be looked up", { key: "10.1000/182" }, "npm run cite -- 10.1000/182"],
		["a type that is none", { key: "a1", type: "artcle" }, 'Did you mean "article"?'],
		["a file of another folder", { key: "a1", file: "../x.bib" }, "There is no references/../x.bib"],
		["a value that would close its field", { key: "a1", title: "x}, doi = {y" }, "braces"],
	])("refuses %s", async (_, flags, message) => {
		await expect(newReference(await base(), new Form(flags))).rejects.toThrow(message);
	});
});

describe("a new knowledge base", () => {
	test("has no problem, and takes a new record and a table at once", async () => {
		const kb = await temporaryFolder();
		folders.push(kb);
		await newBase(kb.path);
		expect((await load(kb.path)).problems.sorted()).toEqual([]);
		await newRecord(kb.path, new Form({ name: "West Spring", study: "doe2020" }), none);
		expect(await errorsIn(kb.path)).toEqual([]);
		await expect(newBase(kb.path)).rejects.toThrow("is not empty");
	});

	test("builds", async () => {
		const kb = await temporaryFolder();
		folders.push(kb);
		await newBase(join(kb.path, "my-field"));
		const { code, err } = await command("build", ["--kb", join(kb.path, "my-field")]);
		expect([code, err]).toEqual([0, ""]);
		expect(await filesIn(join(kb.path, "my-field/dist"))).toContain("springs/upper-spring/index.html");
	});
});

describe("a table", () => {
	const table = [
		"Tea,DOI,Origin,Cultivar,Place,Caffeine in the leaf (g/kg),caffeine in the cup @ time=3 min,temperature (degF),brewed (mg/gg) @ time=5 min,Taste",
		'"Gyokuro, first",10.5555/tea.2019.12,Nippon,yabukita,Table 1,33.10,~20,176,21,good',
		'Darjeeling,mehta2021,Darjeling,assamica,"Table 2,',
		'left half",n/a,"1,620",212,99,',
		",mehta2021,assam,,,1,1,,,",
		"Nilgiri,smith1999,assam,,Table 3,20,,,,",
		"Keemun,sato2019,,,Table 4,61,,,,",
		"Assam,mehta2021,assam,,Table 2,35,,,,",
		"Darjeeling,mehta2021,south-asia,,Table 3,30,,,,",
	].join("\r\n");

	async function imported(text: string, dry = false) {
		const dir = await base({ "table.csv": `\ufeff${text}\r\n` });
		const before = await filesIn(dir);
		const told = await importTable(dir, { from: join(dir, "table.csv") }, dry);
		const files = (await filesIn(dir)).filter((file) => !before.includes(file)).sort();
		return { ...told, dir, files };
	}

	test("becomes records; all that has no place is told at once with its row and column, and the rest is sound", async () => {
		const { dir, note, code, files } = await imported(table);
		expect(code).toBe(1);
		await expect(note).toMatchFileSnapshot(golden("table.txt"));
		const texts = await Promise.all(files.map(async (file) => `# ${file}\n${await textOf(dir, file)}`));
		await expect(texts.join("\n")).toMatchFileSnapshot(golden("table.yaml"));
		expect(await errorsIn(dir)).toEqual([]);
	});

	test("is only printed where that is asked for", async () => {
		const { result, files } = await imported(table, true);
		expect(files).toEqual([]);
		expect(result).toContain('name: "Gyokuro, first"');
	});

	test.each([
		[
			"without names or studies",
			"caffeine\n1",
			/no column gives the records' names[\s\S]*no column gives the study[\s\S]*nothing says where/,
		],
		["that is no CSV", 'name,study\n"a,b', /table\.csv:\d+: /],
		["that is empty", "", "is empty"],
	])("%s is refused as a whole", async (_, text, message) => {
		const dir = await base({ "table.csv": text });
		await expect(importTable(dir, { from: join(dir, "table.csv") }, false)).rejects.toThrow(message);
	});
});

test("without a terminal the command names the flags that it lacks, and what can be new", async () => {
	const dir = await base();
	expect(await command("new", ["record", "--kb", dir])).toEqual({
		code: 2,
		out: "",
		err: "--name, --study are missing: give each as a flag, or run this on a terminal.\n",
	});
	const { code, err } = await command("new", ["recrod"]);
	expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "record"?')]);
});
