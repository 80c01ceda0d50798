import { basename, join, resolve } from "node:path";
import { suggestion } from "../problem/nearest.ts";
import { Problems } from "../problem/problem.ts";
import { parseBibtex } from "../read/bibtex.ts";
import { listFiles, readSource } from "../read/files.ts";
import { parsePage } from "../read/mdx.ts";
import type { Source } from "../read/source.ts";
import { validate } from "../read/validate.ts";
import { parseYaml, type Yaml } from "../read/yaml.ts";
import { type Site, siteSchema } from "../schema/site.ts";
import { listAddresses } from "./addresses.ts";
import { checkPages, checkRelations } from "./crosschecks.ts";
import { readConditionDeclarations, readFacet, readMetrics } from "./declarations.ts";
import { deriveValues } from "./derived.ts";
import { readDisagreements } from "./disagreements.ts";
import { readLibrary, readStyle } from "./library.ts";
import { readPage } from "./page.ts";
import { readColumns } from "./query.ts";
import { readRecord } from "./record.ts";
import type { Facet, KnowledgeBase, Page, StudiedRecord } from "./types.ts";

/** A knowledge base, or nothing where there are errors; and all problems. */
export interface Loaded {
	kb: KnowledgeBase | undefined;
	problems: Problems;
}

/** Reads and checks the knowledge base in a folder. Every problem is found in one go; any error means no model. */
export async function load(folder: string): Promise<Loaded> {
	const dir = resolve(folder);
	const problems = new Problems();
	const [content, references, publicFiles] = await Promise.all([
		listFiles(dir, "content"),
		listFiles(dir, "references"),
		listFiles(dir, "public"),
	]);
	const texts = [...content.filter((file) => /\.(?:ya?ml|mdx)$/.test(file)), ...references.filter((file) => /\.(?:bib|csl)$/.test(file))];
	const sources = new Map<string, Source>();
	for (const source of await Promise.all(texts.map((file) => readSource(dir, file, problems))))
		if (source !== undefined) sources.set(source.file, source);

	const yaml = (file: string): Yaml | undefined => {
		const source = sources.get(file);
		if (source === undefined && !texts.includes(file))
			problems.add("file-missing", { file, line: 1, column: 1 }, `${file} is not there; every knowledge base needs it.`);
		return source && parseYaml(source, problems);
	};
	const siteYaml = yaml("content/site.yaml");
	const site: Site | undefined = siteYaml && validate(siteSchema, siteYaml, problems);

	const declaredFacets = new Map<string, Facet>();
	for (const file of content.filter((name) => /^content\/vocabulary\/[^/]+\.yaml$/.test(name))) {
		const id = basename(file, ".yaml");
		const parsed = yaml(file);
		const facet = parsed && readFacet(id, parsed, problems);
		if (facet !== undefined) declaredFacets.set(id, facet);
	}
	// The facet that orders the site comes first everywhere.
	const leading = site?.tree === undefined ? undefined : declaredFacets.get(site.tree);
	if (site?.tree !== undefined && leading === undefined && siteYaml !== undefined)
		problems.add(
			"unknown-facet",
			siteYaml.place(["tree"]),
			`"${site.tree}" is not a facet.${suggestion(site.tree, declaredFacets.keys())}`,
		);
	const facets = new Map([...(leading === undefined ? [] : [[leading.id, leading] as const]), ...declaredFacets]);
	const conditionsYaml = yaml("content/conditions.yaml");
	const conditions = conditionsYaml === undefined ? new Map() : readConditionDeclarations(conditionsYaml, facets, problems);
	const metricsYaml = yaml("content/metrics.yaml");
	const metrics = metricsYaml === undefined ? new Map() : readMetrics(metricsYaml, conditions, facets, problems);

	const bibFiles = references.filter((file) => file.endsWith(".bib")).flatMap((file) => sources.get(file) ?? []);
	const works = readLibrary(
		bibFiles.map((source) => parseBibtex(source, problems)),
		problems,
	);
	const styles = new Map(
		references
			.filter((file) => file.endsWith(".csl"))
			.flatMap((file) => (sources.has(file) ? [[basename(file, ".csl"), sources.get(file)] as const] : []))
			.flatMap(([name, source]) => (source === undefined ? [] : [[name, source] as const])),
	);
	const style = site && siteYaml && readStyle(site.citations.style, styles, siteYaml.place(["citations", "style"]), problems);

	const records = new Map<string, StudiedRecord>();
	for (const file of content.filter((name) => /^content\/records\/.+\.ya?ml$/.test(name))) {
		const id = basename(file).replace(/\.ya?ml$/, "");
		const parsed = yaml(file);
		const start = { file, line: 1, column: 1 };
		if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
			problems.add("file-name", start, `"${id}" cannot be a record's id. Use lower-case letters, digits and single hyphens.`);
		if (records.has(id)) problems.add("duplicate-id", start, `Another record has the id "${id}": ${records.get(id)?.place.file}.`);
		const record = parsed && readRecord(id, parsed, { metrics, conditions, facets, works }, problems);
		if (record !== undefined) records.set(id, { ...record, derived: deriveValues(record, metrics, conditions) });
	}

	const ids = new Set<string>();
	const disagreements = content
		.filter((name) => /^content\/disagreements\/[^/]+\.yaml$/.test(name))
		.flatMap((file) => {
			const parsed = yaml(file);
			return parsed === undefined ? [] : readDisagreements(parsed, { records, works, ids }, problems);
		});

	const pages: Page[] = [];
	for (const file of content.filter((name) => name.endsWith(".mdx"))) {
		const source = sources.get(file);
		const parsed = source && parsePage(source, problems);
		const page = parsed && readPage(parsed, join(dir, file), facets, problems);
		if (page !== undefined) pages.push(page);
		// A term's page takes the term's place in the site.
		if (page?.termOf !== undefined) page.termOf.path = page.path;
	}
	if (site === undefined) return { kb: undefined, problems };
	const addresses = listAddresses({ site, facets, records, works, pages, publicFiles }, problems);
	const model = {
		metrics,
		conditions,
		facets,
		works,
		records,
		disagreements,
		pages: new Map(pages.map((page) => [page.path, page])),
		addresses,
	};
	if (siteYaml !== undefined) readColumns(site.record.columns, model, siteYaml.place(["record", "columns"]), problems);
	checkRelations(model, problems);
	checkPages(model, problems);
	if (problems.hasErrors || style === undefined) return { kb: undefined, problems };
	return { kb: { dir, site, style, ...model }, problems };
}
