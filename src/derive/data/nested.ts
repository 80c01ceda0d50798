import { z } from "astro/zod";

/** An object of a nested file, with its fields. */
export interface NestedObject {
	/** What it is called. */
	title: string;
	/** Where it stands first: `[]`, `[].measurements[]`. */
	path: string;
	description: string;
	fields: { name: string; type: string; description: string; required: boolean }[];
}

/** What is read of a JSON Schema. */
const node = z.object({
	type: z.string().optional(),
	title: z.string().default("object"),
	description: z.string().default(""),
	enum: z.array(z.string()).optional(),
	properties: z.record(z.string(), z.unknown()).optional(),
	required: z.array(z.string()).default([]),
	items: z.unknown().optional(),
	additionalProperties: z.unknown().optional(),
});
type Node = z.output<typeof node>;

/** The objects that a JSON Schema of nested data describes, from the outside in, each once: the same one elsewhere is named. */
export function nestedObjects(schema: unknown): NestedObject[] {
	const objects: NestedObject[] = [];
	const known = new Map<string, string>();
	const visit = (part: unknown, path: string): string => {
		const { type = "", title, description, enum: values, properties, required, items, additionalProperties } = node.parse(part);
		if (values !== undefined) return `one of ${values.join(", ")}`;
		if (items !== undefined) return `list of ${visit(items, `${path}[]`)}`;
		if (type !== "object") return type;
		if (properties === undefined) return `by id: ${visit(additionalProperties ?? {}, `${path}.<id>`)}`;
		const same = known.get(JSON.stringify(properties));
		if (same !== undefined) return same;
		known.set(JSON.stringify(properties), title);
		const object: NestedObject = { title, path, description, fields: [] };
		objects.push(object);
		for (const [name, field] of Object.entries(properties))
			object.fields.push({
				name,
				type: visit(field, `${path}.${name}`),
				description: descriptionOf(node.parse(field)),
				required: required.includes(name),
			});
		return title;
	};
	visit(schema, "");
	return objects;
}

function descriptionOf({ description, items }: Node): string {
	return description === "" && items !== undefined ? node.parse(items).description : description;
}
