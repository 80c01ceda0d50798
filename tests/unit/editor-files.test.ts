import { readdir, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { z } from "astro/zod";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { schemaFiles, schemaNames } from "../../src/editor/schemas.ts";
import { refreshSchemas, writeSchemas } from "../../src/editor/write.ts";
import { load } from "../../src/model/load.ts";
import { command, root, temporaryFolder } from "../site/site.ts";
import { broken, tea } from "./overlay.ts";

const written = z.looseObject({ definitions: z.record(z.string(), z.looseObject({ enum: z.array(z.unknown()).optional() })) });

async function schema(dir: string, name: string) {
	return written.parse(JSON.parse(await readFile(join(dir, `.atlas/schemas/${name}.json`), "utf8")));
}

test("the command writes a schema for every kind of file, says what each is for, and keeps the folder out of git", async () => {
	const kb = await tea();
	const { code, out, err } = await command("schemas", ["--kb", kb.path]);
	expect([code, err]).toEqual([0, ""]);
	expect(out.trim().split("\n")).toEqual(schemaNames.map((name) => `.atlas/schemas/${name}.json  ${schemaFiles[name].join(" ")}`));
	for (const name of schemaNames) expect((await schema(kb.path, name)).$schema).toBe("http://json-schema.org/draft-07/schema#");
	expect(await readFile(join(kb.path, ".atlas/.gitignore"), "utf8")).toBe("*\n");
	await kb.remove();
});

test("check keeps them fresh: a new reference is there, and a schema that stays the same is left alone", async () => {
	const kb = await tea();
	await command("check", ["--kb", kb.path]);
	const before = (await stat(join(kb.path, ".atlas/schemas/conditions.json"))).mtimeMs;
	const more = "@article{new2026, author = {New, A.}, title = {Tea}, journal = {J. Tea}, year = {2026}, volume = {1}, pages = {1}}\n";
	const changed = await tea({ "references/more.bib": more });
	await writeSchemas(kb.path, await load(changed.path));
	expect((await schema(kb.path, "record")).definitions.work?.enum).toContain("new2026");
	expect((await stat(join(kb.path, ".atlas/schemas/conditions.json"))).mtimeMs).toBe(before);
	await Promise.all([kb.remove(), changed.remove()]);
});

test("a knowledge base with errors has schemas too, which allow every name where some could not be read", async () => {
	const kb = await broken("everything-at-once");
	const { code } = await command("schemas", ["--kb", kb.path]);
	expect(code).toBe(0);
	const { definitions } = await schema(kb.path, "record");
	expect(definitions.metric?.enum).toBeUndefined();
	expect(definitions.facets).toBeDefined();
	await kb.remove();
});

test("a folder that leads elsewhere is not written to", async () => {
	const kb = await tea();
	const elsewhere = await temporaryFolder();
	await symlink(elsewhere.path, join(kb.path, ".atlas"));
	const loaded = await load(kb.path);
	await expect(writeSchemas(kb.path, loaded)).rejects.toThrow(".atlas leads elsewhere: remove it");
	await refreshSchemas(kb.path, loaded);
	expect(await readdir(elsewhere.path)).toEqual([]);
	await Promise.all([kb.remove(), elsewhere.remove()]);
});

test("VS Code finds the schema of every kind of YAML file where the command writes it, in this knowledge base only", async () => {
	// JSON with comments and tabs: as YAML it is the same but for both.
	const text = (await readFile(join(root, ".vscode/settings.json"), "utf8")).replace(/^\s*\/\/.*$/gm, "").replaceAll("\t", " ");
	const settings = z.looseObject({ "yaml.schemas": z.record(z.string(), z.array(z.string())) }).parse(parse(text));
	const expected = schemaNames.flatMap((name) =>
		name === "page" ? [] : [[`./.atlas/schemas/${name}.json`, [...schemaFiles[name], "!tests/**", "!examples/**"]]],
	);
	expect(settings["yaml.schemas"]).toEqual(Object.fromEntries(expected));
});
