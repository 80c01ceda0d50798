import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "astro/zod";
import { generatorDigest } from "../cache/generator.ts";
import type { Formatted } from "../cite/references.ts";
import type { KnowledgeBase } from "../model/types.ts";

// Formatting a library of ten thousand works takes half a minute in an author–date style: what it gave is kept.

const shape = z.object({
	made: z.string(),
	formatted: z.object({
		kind: z.enum(["numeric", "label", "author-date"]),
		list: z.array(z.tuple([z.string(), z.string(), z.string()])),
		citations: z.record(z.string(), z.string()),
		names: z.record(z.string(), z.string()),
	}),
});

/** What everything that is formatted depends on: the works, the style, the language, and the generator itself. */
export function fingerprint({ works, style, site }: Pick<KnowledgeBase, "works" | "style" | "site">): string {
	const hash = createHash("sha256").update(generatorDigest(["cite"]));
	return hash.update(JSON.stringify([style, site.language, [...works.values()].map(({ csl }) => csl)])).digest("hex");
}

/** What was formatted before from the same; nothing where there is none, or it cannot be read. */
export function readFormatted(folder: string, made: string): Formatted | undefined {
	try {
		const kept = shape.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
		return kept.made === made ? kept.formatted : undefined;
	} catch {
		return undefined;
	}
}

/** Keeps what was formatted; that it cannot be kept is no mistake of anybody's. */
export function keepFormatted(folder: string, made: string, formatted: Formatted): void {
	try {
		mkdirSync(folder, { recursive: true });
		const path = join(folder, `${file}.${process.pid}`);
		writeFileSync(path, JSON.stringify({ made, formatted }));
		renameSync(path, join(folder, file));
	} catch {
		// The next run formats again.
	}
}

const file = "references.json";
