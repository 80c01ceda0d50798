import { z } from "astro/zod";
import { declared } from "../schema/declared.ts";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * A zod schema as a JSON Schema of draft 7, which editors know best: what a file may hold, before defaults are put in.
 * Where the schema stands for declared things it refers to the definitions, of which those that are needed come with it.
 */
export function jsonSchema(schema: z.ZodType, definitions: ReadonlyMap<string, JsonSchema>): JsonSchema {
	const needed = new Set<string>();
	const made = z.toJSONSchema(schema, {
		target: "draft-7",
		io: "input",
		unrepresentable: "any",
		override({ zodSchema, jsonSchema: json }) {
			// Where no alternative fits, an editor tells what is wrong with the first: one thing comes before a list of them.
			if (json.anyOf?.[0]?.type === "array") json.anyOf.reverse();
			if (json.pattern !== undefined || json.format !== undefined) {
				const message = patternMessage(zodSchema);
				if (message !== undefined) json.patternErrorMessage = message;
			}
			const binding = declared.get(zodSchema);
			if (binding !== undefined && definitions.has(binding.is)) {
				needed.add(binding.is);
				bind(json, binding.is, binding.open === true);
			}
			// Closed is closed: editors tell an unknown field best where this is false.
			if (isEmpty(json.additionalProperties)) json.additionalProperties = false;
		},
	});
	const used = [...definitions].filter(([name]) => needed.has(name));
	return { ...made, definitions: Object.fromEntries(used) };
}

/** Puts a reference in the place of a schema; an open one also allows what the schema itself does. */
function bind(json: JsonSchema, name: string, open: boolean): void {
	const { description, ...own } = json;
	const reference = { $ref: `#/definitions/${name}` };
	for (const key of Object.keys(json)) delete json[key];
	Object.assign(json, open ? { anyOf: [reference, own] } : reference, description === undefined ? {} : { description });
}

/** What `z.never()` becomes. */
function isEmpty(json: unknown): boolean {
	return typeof json === "object" && json !== null && "not" in json && JSON.stringify(json.not) === "{}";
}

/** The sentence that a schema has for a text of another form: what it says of one that nothing allows. */
function patternMessage(schema: z.core.$ZodType): string | undefined {
	const issue = z.safeParse(schema, "\0").error?.issues.find(({ code }) => code === "invalid_format");
	return issue?.message.startsWith("must be ") ? `It ${issue.message}` : undefined;
}
