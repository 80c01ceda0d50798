import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "astro/zod";
import { parse } from "yaml";
import { root } from "../site/site.ts";

/** Where the knowledge bases for tests are. */
export const fixtures = join(root, "tests/fixtures");

/** The cases of a table in tests/cases: each has a title, a sentence of the contract, and what the schema says. */
export function casesOf<S extends z.ZodRawShape>(table: string, shape: S) {
	const schema = z.array(z.strictObject({ title: z.string(), ...shape })).min(1);
	return schema.parse(parse(readFileSync(join(root, "tests/cases", `${table}.yaml`), "utf8")));
}
