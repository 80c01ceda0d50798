import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "astro/zod";
import GithubSlugger from "github-slugger";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { load } from "../../src/model/load.ts";
import { root, temporaryFolder } from "../site/site.ts";

const read = (file: string) => readFile(join(root, file), "utf8");
const workflows = await Promise.all(
	(await readdir(join(root, ".github/workflows"))).map(async (file) => ({ file, text: await read(`.github/workflows/${file}`) })),
);
const documents = [
	"README.md",
	...(await readdir(join(root, ".github"))).filter((file) => file.endsWith(".md")).map((file) => `.github/${file}`),
];

const permissions = z.record(z.string(), z.enum(["read", "write"]));
const workflow = z.object({
	on: z.unknown(),
	permissions,
	jobs: z.record(
		z.string(),
		z.object({
			"timeout-minutes": z.number(),
			permissions: permissions.optional(),
			steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
		}),
	),
});

test.each(workflows)(
	"$file pins its actions by hash, has the least permissions and puts nothing from outside into a script",
	({ text }) => {
		const { permissions: all, jobs, on } = workflow.parse(parse(text));
		expect(Object.values(all), "writing is allowed to single jobs only").not.toContain("write");
		// It would run a stranger's pull request with the repository's own rights.
		expect(JSON.stringify(on)).not.toContain("pull_request_target");
		const steps = Object.values(jobs).flatMap((job) => job.steps);
		for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
		for (const [line] of text.matchAll(/uses: .*/g)) expect(line, "the version stands behind the hash").toMatch(/ # v\d+\.\d+\.\d+$/);
		for (const { run } of steps) expect(run ?? "").not.toContain("${{");
		for (const job of Object.values(jobs))
			if (Object.values(job.permissions ?? {}).includes("write"))
				expect(
					job.steps.filter(({ run }) => run !== undefined && /\bnpm\b|\bnode\b/.test(run)),
					"a job that may write runs no code of the repository",
				).toEqual([]);
	},
);

test("every command that the texts and workflows name is there", async () => {
	const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(await read("package.json")));
	const texts = [...(await Promise.all(documents.map(read))), ...workflows.map(({ text }) => text)];
	const named = texts.flatMap((text) => [...text.matchAll(/\bnpm run (?:-s )?([a-z]+)/g)].map(([, name = ""]) => name));
	expect(named.length).toBeGreaterThan(10);
	expect([...new Set(named)].filter((name) => scripts[name] === undefined)).toEqual([]);
});

test.each(documents)("every link of %s to a file or heading leads somewhere", async (file) => {
	const dead: string[] = [];
	for (const [, target = ""] of (await read(file)).matchAll(/\]\((?!https?:|\/)([^)\s]+)\)/g)) {
		const [path = "", anchor] = target.split("#");
		const text = await read(path === "" ? file : join(dirname(file), path)).catch(() => undefined);
		const slugger = new GithubSlugger();
		const anchors = [...(text ?? "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slugger.slug(heading));
		if (text === undefined || (anchor !== undefined && !anchors.includes(anchor))) dead.push(target);
	}
	expect(dead).toEqual([]);
});

test("the records that README and CONTRIBUTING show are sound", async () => {
	const examples = (await Promise.all(["README.md", ".github/CONTRIBUTING.md"].map(read))).flatMap((text) =>
		[...text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```/gm)]
			.map(([, indent = "", yaml = ""]) => yaml.replaceAll(new RegExp(`^${indent}`, "gm"), ""))
			.filter((yaml) => yaml.startsWith("name:")),
	);
	expect(examples).toHaveLength(2);
	const kb = await temporaryFolder();
	for (const folder of ["content", "references"]) await cp(join(root, folder), join(kb.path, folder), { recursive: true });
	await mkdir(join(kb.path, "content/records/examples"));
	await Promise.all(examples.map((yaml, index) => writeFile(join(kb.path, `content/records/examples/example-${index}.yaml`), yaml)));
	const { problems } = await load(kb.path);
	expect(problems.sorted()).toEqual([]);
	await kb.remove();
});

test("what is to be cited has the version and the addresses of the site", async () => {
	const citation = z
		.object({ version: z.string(), title: z.string(), url: z.string(), "repository-code": z.string(), "cff-version": z.literal("1.2.0") })
		.parse(parse(await read("CITATION.cff")));
	const site = z.object({ title: z.string(), url: z.string(), repository: z.string() }).parse(parse(await read("content/site.yaml")));
	const { version } = z.object({ version: z.string() }).parse(JSON.parse(await read("package.json")));
	expect(citation).toMatchObject({ version, title: site.title, url: site.url, "repository-code": site.repository });
});
