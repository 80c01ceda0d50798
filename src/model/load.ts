import { basename, resolve } from "node:path";
import { suggestion } from "../problem/nearest.ts";
import { Problems } from "../problem/problem.ts";
import { monthNames, parseBibtex } from "../read/bibtex.ts";
import { listFiles, listLinks, readSource } from "../read/files.ts";
import { readHistory } from "../read/history.ts";
import { parseFiles } from "../read/parse.ts";
import { Source } from "../read/source.ts";
import { parseSvg } from "../read/svg.ts";
import { validate } from "../read/validate.ts";
import type { Yaml } from "../read/yaml.ts";
import { type Site, siteSchema } from "../schema/site.ts";
import { begin } from "../stage/stage.ts";
import { listAddresses } from "./addresses.ts";
import { checkPages } from "./crosschecks.ts";
import { dataDigest } from "./datadigest.ts";
import { readConditionDeclarations, readFacet, readMetrics } from "./declarations.ts";
import { deriveValues } from "./derived.ts";
import { readDisagreements } from "./disagreements.ts";
import { findDisagreements } from "./found.ts";
import { readLibrary } from "./library.ts";
import { reportPlainNumbers } from "./numbers.ts";
import { inOrder } from "./order.ts";
import { pagePath, readPage } from "./page.ts";
import { checkPublic } from "./public.ts";
import { readColumns } from "./query.ts";
import { type Declarations, recordReader } from "./record.ts";
import { readRecordChart } from "./recordchart.ts";
import { reportReferences } from "./reference.ts";
import { readStyle } from "./style.ts";
import type { Facet, KnowledgeBase, Page, StudiedRecord } from "./types.ts";
import { reportUnused } from "./unused.ts";

/** A knowledge base, or nothing where there are errors; what could be read of what it declares; and all problems. */
export interface Loaded {
	kb: KnowledgeBase | undefined;
	/** What could be read of it, sound or not. */
	read: Readable;
	declared: Declarations & {
		/** The names of its own citation styles. */
		styles: readonly string[];
	};
	problems: Problems;
}

/** The parts of a knowledge base that stand on their own. */
export type Readable = Omit<KnowledgeBase, "dir" | "changed" | "dataFrom" | "history" | "site" | "style" | "addresses"> & {
	site: Site | undefined;
};

/**
 * Reads and checks the knowledge base in a folder. Every problem is found in one go; any error means no model.
 * @param drafts texts by path that stand for files, there or not: so that a file can be checked before it is written
 * @param cache a folder that keeps what was read from one time to the next; without it everything is read anew
 */
export async function load(folder: string, drafts: ReadonlyMap<string, string> = new Map(), cache?: string): Promise<Loaded> {
	const readDone = begin("read");
	const dir = resolve(folder);
	const problems = new Problems();
	const [content, references, publicFiles, { changed, ...history }] = await Promise.all([
		withDrafts(listFiles(dir, "content"), "content/", drafts),
		withDrafts(listFiles(dir, "references"), "references/", drafts),
		listFiles(dir, "public"),
		readHistory(dir),
	]);
	const links = await Promise.all(["content", "references", "public"].map((name) => listLinks(dir, name)));
	for (const file of links.flat())
		problems.add(
			"file-link",
			{ file, line: 1, column: 1 },
			"This is a link, or no file at all, and what it leads to may lie outside the knowledge base. Put the file itself there.",
		);
	await checkPublic(dir, publicFiles, problems);
	for (const file of content.filter((name) => /\.(?:ya?ml|mdx?)$/.test(name) && !kinds.some((kind) => kind.test(name))))
		problems.add(
			"file-unknown",
			{ file, line: 1, column: 1 },
			"This file is of no kind that a knowledge base has, so nobody would read it. Give it the name or the folder that its kind has.",
		);
	const drawingFiles = content.filter((file) => /^content\/figures\/[^/]+\.svg$/.test(file));
	const texts = new Set([
		...content.filter((file) => /\.(?:ya?ml|mdx)$/.test(file)),
		...drawingFiles,
		...references.filter((file) => /\.(?:bib|csl)$/.test(file)),
	]);
	const sources = new Map<string, Source>();
	const sourceOf = (file: string, draft = drafts.get(file)) =>
		draft === undefined ? readSource(dir, file, problems) : new Source(file, draft);
	for (const source of await Promise.all([...texts].map((file) => sourceOf(file))))
		if (source !== undefined) sources.set(source.file, source);
	const parsed = await parseFiles(sources.values(), problems, { cache });
	readDone();

	const validateDone = begin("validate");
	const yaml = (file: string): Yaml | undefined => {
		if (!texts.has(file))
			problems.add(
				"file-missing",
				{ file, line: 1, column: 1 },
				`${file} is not there; every knowledge base needs it. Add it, or name with --kb the folder that holds content/.`,
			);
		return parsed.yaml(file);
	};
	const siteYaml = yaml("content/site.yaml");
	const site: Site | undefined = siteYaml && validate(siteSchema, siteYaml, problems);

	const declaredFacets = new Map<string, Facet>();
	for (const file of content.filter((name) => /^content\/vocabulary\/[^/]+\.yaml$/.test(name))) {
		const id = basename(file, ".yaml");
		const facet = readFacet(id, yaml(file), problems);
		if (facet !== undefined) declaredFacets.set(id, facet);
	}
	// The facet that orders the site comes first everywhere.
	const leading = site?.tree === undefined ? undefined : declaredFacets.get(site.tree);
	if (site?.tree !== undefined && leading === undefined && siteYaml !== undefined && !problems.isUnread("facet", site.tree))
		problems.add(
			"unknown-facet",
			siteYaml.place(["tree"]),
			`"${site.tree}" is not a facet.${suggestion(site.tree, declaredFacets.keys())}`,
		);
	const facets = new Map([...(leading === undefined ? [] : [[leading.id, leading] as const]), ...declaredFacets]);
	const conditions = readConditionDeclarations(yaml("content/conditions.yaml"), facets, problems);
	const metrics = readMetrics(yaml("content/metrics.yaml"), conditions, facets, problems);

	const bibFiles = references.filter((file) => file.endsWith(".bib"));
	if (bibFiles.some((file) => !sources.has(file))) problems.unread("work");
	const strings = monthNames();
	const works = readLibrary(
		bibFiles.flatMap((file) => sources.get(file) ?? []).map((source) => parseBibtex(source, problems, strings)),
		problems,
		cache,
	);
	const styles = new Map(
		references
			.filter((file) => file.endsWith(".csl"))
			.flatMap((file) => (sources.has(file) ? [[basename(file, ".csl"), sources.get(file)] as const] : []))
			.flatMap(([name, source]) => (source === undefined ? [] : [[name, source] as const])),
	);
	const style = site && siteYaml && readStyle(site.citations.style, styles, siteYaml.place(["citations", "style"]), problems);

	const read = new Map<string, StudiedRecord>();
	const recordFiles = content.filter((name) => /^content\/records\/.+\.ya?ml$/.test(name));
	const recordIds = new Set(recordFiles.map(recordId));
	const declared = { metrics, conditions, facets, works, records: recordIds, styles: [...styles.keys()] };
	const readRecord = recordReader(declared, problems);
	for (const file of recordFiles) {
		const id = recordId(file);
		const written = yaml(file);
		const start = { file, line: 1, column: 1 };
		if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
			problems.add("file-name", start, `"${id}" cannot be a record's id. Use lower-case letters, digits and single hyphens.`);
		const other = read.get(id);
		if (other !== undefined)
			problems.add("duplicate-id", start, `Another record has the id "${id}": ${other.place.file}. Rename one of them.`);
		const record = written && readRecord(id, written);
		if (record === undefined) {
			problems.unread("measurement", id);
			if (site !== undefined) problems.unread("address", `/${site.record.address}/${id}/`);
		} else if (other === undefined) read.set(id, { ...record, ...deriveValues(record, metrics, conditions) });
	}

	const records = inOrder(read, site?.tree, facets);
	const drawings = new Map<string, string>();
	for (const file of drawingFiles) {
		const source = sources.get(file);
		const drawing = source && parseSvg(source, problems);
		if (drawing !== undefined) drawings.set(basename(file, ".svg"), drawing);
	}
	const ids = new Set<string>();
	const disagreements = content
		.filter((name) => /^content\/disagreements\/[^/]+\.yaml$/.test(name))
		.flatMap((file) => {
			const written = yaml(file);
			return written === undefined ? [] : readDisagreements(written, { records, recordIds, works, ids }, problems);
		});

	// A value that a note is about carries the mark as one whose readings differ does.
	for (const name of disagreements.flatMap(({ about }) => about)) {
		const [id = "", measurement] = name.split("#");
		const noted = records.get(id)?.measurements.find((one) => one.id === measurement);
		if (noted !== undefined) noted.disagrees = true;
	}
	const found = findDisagreements(records.values(), disagreements);

	const pages: Page[] = [];
	for (const file of content.filter((name) => name.endsWith(".mdx"))) {
		const written = parsed.page(file);
		const page = written && readPage(written, facets, problems);
		if (page === undefined) problems.unread("address", pagePath(file));
		else pages.push(page);
		// A term's page takes the term's place in the site.
		if (page?.termOf !== undefined) page.termOf.path = page.path;
	}
	const addresses =
		site &&
		siteYaml &&
		listAddresses({ site, siteYaml, facets, records, works, disagreements, found, pages, publicFiles, history }, problems);
	const model = {
		metrics,
		conditions,
		facets,
		works,
		records,
		disagreements,
		found,
		drawings,
		pages: new Map(pages.map((page) => [page.path, page])),
	};
	if (site !== undefined && siteYaml !== undefined)
		readColumns(site.record.columns, model, siteYaml.place(["record", "columns"]), problems);
	if (site !== undefined && siteYaml !== undefined)
		readRecordChart(site, model, (end) => siteYaml.place(["record", "chart", end]), problems);
	checkPages(pages, { ...model, addresses, recordIds }, problems);
	const readable = { site, ...model };
	if (problems.hasErrors || site === undefined || style === undefined || addresses === undefined) {
		validateDone();
		return { kb: undefined, read: readable, declared, problems };
	}
	reportReferences(works.values(), problems);
	reportUnused(model, problems);
	reportPlainNumbers(pages, model, problems);
	validateDone();
	return {
		kb: { dir, changed, dataFrom: dataDigest(sources.values()), history, site, style, addresses, ...model },
		read: readable,
		declared,
		problems,
	};
}

/** The files of a folder, and those that are drafted there. */
async function withDrafts(files: Promise<string[]>, folder: string, drafts: ReadonlyMap<string, string>): Promise<string[]> {
	return [...new Set([...(await files), ...[...drafts.keys()].filter((file) => file.startsWith(folder))])].sort();
}

/** The files of `content/` that are read. */
const kinds = [
	/^content\/(?:site|metrics|conditions)\.yaml$/,
	/^content\/(?:vocabulary|disagreements)\/[^/]+\.yaml$/,
	/^content\/records\/.+\.ya?ml$/,
	/\.mdx$/,
];

/** A record's id is its file's name. */
function recordId(file: string): string {
	return basename(file).replace(/\.ya?ml$/, "");
}
