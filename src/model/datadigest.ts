import { createHash } from "node:crypto";
import type { Source } from "../read/source.ts";

/** A digest of those files that data come from, all but pages and drawings, whatever their order. */
export function dataDigest(sources: Iterable<Source>): string {
	const digest = createHash("sha256");
	const files = [...sources].filter(({ file }) => !/\.(?:mdx|svg)$/.test(file)).sort((a, b) => (a.file < b.file ? -1 : 1));
	for (const { file, text } of files) digest.update(JSON.stringify([file, text]));
	return digest.digest("hex");
}
