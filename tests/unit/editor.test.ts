import { readdir, readFile } from "node:fs/promises";
import { join, matchesGlob } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { z } from "astro/zod";
import { beforeAll, describe, expect, test } from "vitest";
import { editorSchemas, type SchemaName, schemaFiles, schemaNames } from "../../src/editor/schemas.ts";
import { type Loaded, load } from "../../src/model/load.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parsePage } from "../../src/read/mdx.ts";
import { Source } from "../../src/read/source.ts";
import { parseYaml, type Yaml } from "../../src/read/yaml.ts";
import { filesIn, root } from "../site/site.ts";
import { casesOf, fixtures } from "./cases.ts";
import { broken, tea } from "./overlay.ts";

type Validator = (yaml: Yaml) => readonly ErrorObject[];

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
/** Most knowledge bases here declare the same: what was compiled once serves them all. */
const compiled = new Map<string, ValidateFunction>();

/** Validates files of each kind against the schemas that an editor is given. */
function validators(loaded: Loaded): (name: SchemaName) => Validator {
	const schemas = editorSchemas(loaded);
	return (name) => (yaml) => {
		const text = JSON.stringify(schemas[name]);
		const validate = compiled.get(text) ?? ajv.compile(schemas[name]);
		compiled.set(text, validate);
		return validate(yaml.data ?? {}) ? [] : (validate.errors ?? []);
	};
}

/** The files of a knowledge base that have a schema and can be parsed. */
async function parsed(dir: string): Promise<{ file: string; name: SchemaName; yaml: Yaml }[]> {
	const files = (await filesIn(join(dir, "content")))
		.map((below) => `content/${below}`)
		.map((file) => ({
			file,
			name: schemaNames.find((name) => schemaFiles[name].some((glob) => matchesGlob(file, glob))),
		}));
	const read = files.map(async ({ file, name }) => {
		if (name === undefined) return [];
		const source = new Source(file, (await readFile(join(dir, file), "utf8")).replace(/\r\n/g, "\n"));
		const problems = new Problems();
		const yaml = name === "page" ? parsePage(source, problems)?.frontmatter : parseYaml(source, problems);
		return yaml === undefined ? [] : [{ file, name, yaml }];
	});
	return (await Promise.all(read)).flat();
}

/** Where an editor marks an error: as check does, the key of a field that there is not, or what lacks one. */
function mark({ instancePath, keyword, params }: ErrorObject, yaml: Yaml): string {
	const path = instancePath
		.split("/")
		.slice(1)
		.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
	const { line, column } = keyword === "additionalProperties" ? yaml.keyPlace([...path, params.additionalProperty]) : yaml.place(path);
	return `${line}:${column}`;
}

const sound = [root, ...["tea", "minimal"].map((name) => join(fixtures, name))];

test.for(sound)("an editor finds nothing wrong in a sound knowledge base", async (dir) => {
	const loaded = await load(dir);
	expect(loaded.kb).toBeDefined();
	const validator = validators(loaded);
	const files = await parsed(dir);
	expect(files.length).toBeGreaterThan(3);
	expect(
		files.flatMap(({ file, name, yaml }) => validator(name)(yaml).map((error) => `${file} ${mark(error, yaml)} ${error.message}`)),
	).toEqual([]);
});

/** The broken and blemished ones in which something has changed that schemas are made of, or made for. */
const sets = (
	await Promise.all(
		["broken", "warned"].map(async (set) =>
			(
				await readdir(join(fixtures, set))
			).map(async (name) => {
				const files = await filesIn(join(fixtures, set, name));
				return files.some((file) => /\.(?:yaml|bib)$/.test(file)) ? [[set, name] as const] : [];
			}),
		),
	).then((all) => Promise.all(all.flat()))
).flat();

test.for(sets)("an editor refuses no file that check finds nothing wrong in: %s, %s", async ([set, name]) => {
	const kb = await broken(name, set);
	const loaded = await load(kb.path);
	const validator = validators(loaded);
	const wrong = new Set(loaded.problems.all.flatMap(({ severity, place }) => (severity === "error" ? [place.file] : [])));
	const right = (await parsed(kb.path)).filter(({ file }) => !wrong.has(file));
	expect(right.flatMap(({ file, name, yaml }) => (validator(name)(yaml).length > 0 ? [file] : []))).toEqual([]);
	await kb.remove();
});

describe("a mistake is refused by check and by an editor, at the same place", () => {
	const cases = casesOf("editor", {
		file: z.string(),
		from: z.string(),
		to: z.string(),
		check: z.string(),
	});
	let validator: ReturnType<typeof validators>;
	beforeAll(async () => {
		// An editor knows the knowledge base as it was before the mistake.
		validator = validators(await load(join(fixtures, "tea")));
	});
	test.for(cases)("$title", async ({ file, from, to, check }) => {
		const text = await readFile(join(fixtures, "tea", file), "utf8");
		expect(text).toContain(from);
		const kb = await tea({ [file]: text.replace(from, to) });
		const { problems } = await load(kb.path);
		const told = problems.all.filter(({ place }) => place.file === file).map(({ code, place }) => `${place.line}:${place.column} ${code}`);
		expect(told).toContain(check);
		const found = (await parsed(kb.path)).find((one) => one.file === file);
		const marked = found === undefined ? [] : validator(found.name)(found.yaml).map((error) => mark(error, found.yaml));
		expect(marked).toContain(check.split(" ")[0]);
		await kb.remove();
	});
});

test("every field says what it is", async () => {
	const bare: string[] = [];
	const visit = (json: unknown, path: string): void => {
		if (typeof json !== "object" || json === null) return;
		for (const [key, value] of Object.entries(json)) {
			if (key === "properties" && !path.endsWith("/properties"))
				for (const [field, schema] of Object.entries(z.record(z.string(), z.looseObject({})).parse(value)))
					if (typeof schema.description !== "string") bare.push(`${path}/${field}`);
			visit(value, `${path}/${key}`);
		}
	};
	visit(editorSchemas(await load(join(fixtures, "tea"))), "");
	expect(bare).toEqual([]);
});

test("names come with what they mean, and conditions with their terms and units", async () => {
	const { record } = editorSchemas(await load(join(fixtures, "tea")));
	await expect(`${JSON.stringify(record.definitions, null, "\t")}\n`).toMatchFileSnapshot(
		join(root, "tests/golden/editor/definitions.json"),
	);
});
