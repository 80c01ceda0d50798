import { createHash } from "node:crypto";
import { z } from "astro/zod";
import type { KnowledgeBase } from "../../model/types.ts";
import { publishedRecords } from "../../schema/published.ts";
import { csv } from "./csv.ts";
import { descriptor } from "./descriptor.ts";
import { type Example, examples } from "./examples.ts";
import { type NestedObject, nestedObjects } from "./nested.ts";
import { publishedRecord } from "./published.ts";
import type { DescribedTable } from "./table.ts";

/** A file below /data/. */
export interface DataFile {
	name: string;
	title: string;
	description: string;
	mediatype: string;
	/** UTF-8: of a large knowledge base half of what the text would take. */
	content: Buffer<ArrayBuffer>;
	/** SHA-256 of its bytes, hexadecimal. */
	hash: string;
	/** Of a table: its columns, and how many rows it has. */
	table: (Omit<DescribedTable, "rows"> & { rows: number }) | undefined;
}

/** What the site publishes for machines. */
export interface DataPackage {
	/** All files but the package's own description, by name. */
	files: Map<string, DataFile>;
	/** The beginning of a hash over all files: another version holds other data. */
	version: string;
	/** When the knowledge base last changed, where that is known: ISO 8601. */
	date: string | undefined;
	/** Where the files are, with a slash at the end. */
	folder: string;
	/** datapackage.json. */
	descriptor: string;
	/** The fields of records.json, object by object. */
	nested: NestedObject[];
	examples: Example[];
}

/** Files that are no tables: what they are. */
const others: Record<string, Pick<DataFile, "title" | "description" | "mediatype">> = {
	"records.json": {
		title: "Records",
		description: "Everything about every record, readings and conditions included, nested.",
		mediatype: "application/json",
	},
	"records.schema.json": { title: "Schema of records.json", description: "JSON Schema, 2020-12.", mediatype: "application/schema+json" },
	"references.bib": {
		title: "References, BibTeX",
		description: "The library as BibTeX: the keys are those of study and read_in.",
		mediatype: "application/x-bibtex",
	},
	"references.json": {
		title: "References, CSL-JSON",
		description: "The library as reference managers and citeproc read it.",
		mediatype: "application/vnd.citationstyles.csl+json",
	},
	"references.ris": {
		title: "References, RIS",
		description: "The library for other reference managers.",
		mediatype: "application/x-research-info-systems",
	},
};

/** Puts the files together: tables, and texts by name, to which the records are added. */
export function dataPackage(kb: KnowledgeBase, given: { tables: Map<string, DescribedTable>; texts: Map<string, string> }): DataPackage {
	const schema = z.toJSONSchema(publishedRecords);
	const texts = new Map([
		["records.json", lines([...kb.records.values()].map((record) => publishedRecord(record, kb)))],
		["records.schema.json", json(schema)],
		...given.texts,
	]);
	const files = new Map([
		...[...given.tables].map(([name, { rows, ...table }]) => {
			const text = csv({ columns: table.fields.map((field) => field.name), rows });
			return [name, file(name, text, { ...table, mediatype: "text/csv" }, { ...table, rows: rows.length })] as const;
		}),
		...[...texts].map(
			([name, text]) => [name, file(name, text, others[name] ?? { title: name, description: name, mediatype: "text/plain" })] as const,
		),
	]);
	const version = hashOf([...files.values()].map(({ name, hash }) => `${hash}  ${name}\n`).join("")).slice(0, 12);
	const folder = `${kb.site.url.replace(/\/$/, "")}/data/`;
	return {
		files,
		version,
		date: kb.changed,
		folder,
		descriptor: json(descriptor(kb, { files, version, folder })),
		nested: nestedObjects(schema),
		examples: examples(folder, kb),
	};
}

function file(
	name: string,
	text: string,
	{ title, description, mediatype }: Pick<DataFile, "title" | "description" | "mediatype">,
	table?: DataFile["table"],
): DataFile {
	const content = Buffer.from(text);
	return { name, title, description, mediatype, content, hash: hashOf(content), table };
}

function json(value: unknown): string {
	return `${JSON.stringify(value, null, "\t")}\n`;
}

/** A list with one item on each line. */
function lines(items: readonly unknown[]): string {
	return `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]\n`;
}

function hashOf(content: string | Buffer): string {
	return createHash("sha256").update(content).digest("hex");
}
