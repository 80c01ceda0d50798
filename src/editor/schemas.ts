import type { Loaded } from "../model/load.ts";
import { conditionsSchema } from "../schema/condition.ts";
import { disagreementsSchema } from "../schema/disagreement.ts";
import { metricsSchema } from "../schema/metric.ts";
import { pageSchema } from "../schema/page.ts";
import { recordSchema } from "../schema/record.ts";
import { siteSchema } from "../schema/site.ts";
import { vocabularySchema } from "../schema/vocabulary.ts";
import { definitions } from "./definitions.ts";
import { type JsonSchema, jsonSchema } from "./jsonschema.ts";

/** The kinds of files that have a schema, and where in a knowledge base they are; of a page it is the frontmatter's. */
export const schemaFiles = {
	site: ["content/site.yaml"],
	metrics: ["content/metrics.yaml"],
	conditions: ["content/conditions.yaml"],
	vocabulary: ["content/vocabulary/*.yaml"],
	record: ["content/records/**/*.yaml", "content/records/**/*.yml"],
	disagreements: ["content/disagreements/*.yaml"],
	page: ["content/**/*.mdx"],
} as const;

export type SchemaName = keyof typeof schemaFiles;

export const schemaNames = [
	"site",
	"metrics",
	"conditions",
	"vocabulary",
	"record",
	"disagreements",
	"page",
] as const satisfies SchemaName[];

/** For each kind of file its JSON Schema, with what the knowledge base declares. */
export function editorSchemas(loaded: Pick<Loaded, "declared" | "problems">): Record<SchemaName, JsonSchema> {
	const { declared, problems } = loaded;
	const named = definitions(loaded);
	const converting = [...declared.conditions.values()].flatMap(({ converts }) => converts.map(({ by }) => by));
	const record = recordSchema({ fields: converting, conditions: declared.conditions.keys(), open: problems.isUnread("condition") });
	return {
		site: jsonSchema(siteSchema, named),
		metrics: jsonSchema(metricsSchema, named),
		conditions: jsonSchema(conditionsSchema, named),
		vocabulary: jsonSchema(vocabularySchema, named),
		record: jsonSchema(record, named),
		disagreements: jsonSchema(disagreementsSchema, named),
		page: jsonSchema(pageSchema, named),
	};
}
