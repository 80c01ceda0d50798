import type { KnowledgeBase } from "../../model/types.ts";
import { shortName } from "../library.ts";
import type { DataFile } from "./package.ts";
import type { Field } from "./table.ts";

/**
 * `datapackage.json`: the description of all files, as version 1 of the Data Package standard has it, which every tool
 * for it understands; the tables are tabular data resources.
 */
export function descriptor(
	kb: KnowledgeBase,
	{ files, version, folder }: { files: ReadonlyMap<string, DataFile>; version: string; folder: string },
) {
	const { site } = kb;
	return {
		profile: "data-package",
		name: packageName(site.title),
		title: site.title,
		description: site.description,
		homepage: folder,
		version,
		...(kb.changed === undefined ? {} : { created: kb.changed }),
		...(site.licence === undefined ? {} : { licenses: [licence(site.licence)] }),
		...(kb.works.size === 0 ? {} : { sources: sourcesOf(kb) }),
		resources: [...files.values()].map(resource),
	};
}

/** A name of lower-case letters, digits and hyphens, as the standard wants it. */
function packageName(title: string): string {
	const name = title
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
	return name === "" ? "data" : name;
}

function licence({ name, url }: { name: string; url: string }) {
	const id = name.replace(/\s+/g, "-");
	return { ...(/^[-a-zA-Z0-9._]+$/.test(id) ? { name: id } : {}), path: url, title: name };
}

/** The documents that values were read in, in the library's order. */
function sourcesOf(kb: KnowledgeBase) {
	const read = new Set(
		[...kb.records.values()].flatMap(({ measurements }) => measurements.flatMap(({ readings }) => readings.map((reading) => reading.in))),
	);
	return [...kb.works.values()]
		.filter(({ key }) => read.has(key))
		.map((work) => ({
			title: [shortName(work), work.csl.title].filter(Boolean).join(": "),
			...(work.csl.DOI === undefined ? {} : { path: `https://doi.org/${work.csl.DOI}` }),
		}));
}

function resource({ name, title, description, mediatype, content, hash, table }: DataFile) {
	const about = {
		name: table === undefined ? name : name.replace(/\.csv$/, ""),
		path: name,
		title,
		description,
		format: name.split(".").at(-1) ?? "",
		mediatype,
		encoding: "utf-8",
		bytes: content.length,
		hash: `sha256:${hash}`,
	};
	if (table === undefined) return { profile: "data-resource", ...about };
	return {
		profile: "tabular-data-resource",
		...about,
		dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true, header: true, caseSensitiveHeader: true },
		schema: {
			fields: table.fields.map(fieldOf),
			missingValues: [""],
			primaryKey: table.primaryKey,
			...(table.foreignKeys.length === 0
				? {}
				: {
						foreignKeys: table.foreignKeys.map(({ field, table: other, key }) => ({
							fields: field,
							reference: { resource: other, fields: key },
						})),
					}),
		},
	};
}

function fieldOf({ name, type, description, unit, constraints }: Field) {
	return { name, type, description, ...(unit === undefined ? {} : { unit }), ...(constraints === undefined ? {} : { constraints }) };
}
