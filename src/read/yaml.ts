import type { z } from "astro/zod";
import { isAlias, isCollection, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { Source } from "./source.ts";

type Path = readonly PropertyKey[];

/** A parsed YAML text that remembers where everything stands and how scalars were written. */
export class Yaml {
	readonly source: Source;
	/** The plain value: objects, arrays, strings, numbers, booleans, null. */
	readonly data: unknown;
	readonly #root: Node | null;
	readonly #offset: number;

	constructor(source: Source, data: unknown, root: Node | null, offset: number) {
		this.source = source;
		this.data = data;
		this.#root = root;
		this.#offset = offset;
	}

	/** Where the value at a path stands; the nearest thing above it where there is none. */
	place(path: Path = []): Place {
		return this.source.place(this.#offset + (this.#find(path, false)?.range?.[0] ?? 0));
	}

	/** Where the key of a field stands. */
	keyPlace(path: Path): Place {
		return this.source.place(this.#offset + (this.#find(path, true)?.range?.[0] ?? 0));
	}

	/** A scalar as it is written in the file, so that 85.60 stays 85.60; without quotes. */
	written(path: Path): string | undefined {
		const node = this.#find(path, false);
		if (!isScalar(node)) return undefined;
		return node.type === "PLAIN" ? (node.source ?? String(node.value)) : String(node.value);
	}

	#find(path: Path, key: boolean): Node | undefined {
		let node = this.#root ?? undefined;
		for (const [index, step] of path.entries()) {
			if (isMap(node)) {
				const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
				if (pair === undefined) return node;
				const wanted = key && index === path.length - 1 ? pair.key : (pair.value ?? pair.key);
				node = isNode(wanted) ? wanted : node;
			} else if (isCollection(node)) {
				const item = node.items[Number(step)];
				const next = isPair(item) ? item.value : item;
				if (!isNode(next)) return node;
				node = next;
			} else return node;
		}
		return node;
	}
}

/**
 * Parses YAML 1.2 (core schema). Anchors, aliases, tags and merge keys are refused: content is data that can be read
 * top to bottom. Returns nothing when the text cannot be parsed; the problems say where.
 * `offset` is where the text begins in the source (for frontmatter).
 */
export function parseYaml(source: Source, problems: Problems, text = source.text, offset = 0): Yaml | undefined {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2", uniqueKeys: true });
	for (const error of document.errors) {
		const what = firstLine(error.message);
		problems.add("yaml-syntax", source.place(offset + error.pos[0]), `${what}${what.endsWith(".") ? "" : "."}`);
	}
	if (document.errors.length > 0) return undefined;
	let refused = false;
	visit(document, {
		Node(_, node) {
			const offending = isAlias(node) ? "An alias (*)" : node.anchor ? "An anchor (&)" : node.tag ? "A tag (!)" : undefined;
			if (offending === undefined) return;
			refused = true;
			problems.add("yaml-alias", source.place(offset + (node.range?.[0] ?? 0)), `${offending} is not allowed here. Write the value out.`);
		},
	});
	if (refused) return undefined;
	return new Yaml(source, document.toJS({ maxAliasCount: 0 }), document.contents, offset);
}

function firstLine(message: string): string {
	return message.split("\n")[0] ?? message;
}

/**
 * Checks parsed YAML against a schema. Every mismatch becomes a problem at its own place: an unknown field with the
 * nearest allowed one, a missing one at the object that lacks it. Returns nothing when anything does not fit.
 */
export function validate<S extends z.ZodType>(schema: S, yaml: Yaml, problems: Problems): z.output<S> | undefined {
	const result = schema.safeParse(yaml.data ?? {});
	if (result.success) return result.data;
	for (const issue of result.error.issues) report(issue, [], yaml, schema, problems);
	return undefined;
}

function report(issue: z.core.$ZodIssue, base: Path, yaml: Yaml, schema: z.ZodType, problems: Problems): void {
	const path = [...base, ...issue.path];
	switch (issue.code) {
		case "unrecognized_keys":
			for (const key of issue.keys) {
				const known = fieldsAt(schema, path);
				problems.add("field-unknown", yaml.keyPlace([...path, key]), `There is no field "${key}" here.${suggestion(key, known)}`);
			}
			return;
		case "invalid_union": {
			// The alternative that came closest says best what is wrong.
			const best = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
			if (best !== undefined && depth(best) > 0) {
				for (const inner of best) report(inner, path, yaml, schema, problems);
				return;
			}
			problems.add(
				"field-invalid",
				yaml.place(path),
				`${fieldName(path)} ${issue.message === "Invalid input" ? "is not of a form that is allowed here" : issue.message}.`,
			);
			return;
		}
		case "invalid_key":
		case "invalid_element":
			for (const inner of issue.issues) report(inner, path, yaml, schema, problems);
			return;
		case "invalid_type":
			if (valueAt(yaml.data, path) === undefined) {
				problems.add("field-missing", yaml.place(path), `${fieldName(path)} is missing: ${expected(issue.expected)} is needed.`);
				return;
			}
			problems.add("field-invalid", yaml.place(path), `${fieldName(path)} must be ${expected(issue.expected)}.`);
			return;
		case "invalid_value": {
			const given = valueAt(yaml.data, path);
			const allowed = issue.values.map(String);
			problems.add(
				"field-invalid",
				yaml.place(path),
				`${fieldName(path)} cannot be "${String(given)}".${suggestion(String(given), allowed)}`,
			);
			return;
		}
		default:
			problems.add("field-invalid", yaml.place(path), `${fieldName(path)} ${sentence(issue.message)}`);
	}
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
	return Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0)));
}

function sentence(message: string): string {
	return /[.!?]$/.test(message) ? message : `is not valid: ${message}.`;
}

function fieldName(path: Path): string {
	const names = path.filter((step) => typeof step !== "number");
	return names.length === 0 ? "The file" : `"${names.map(String).join(".")}"`;
}

const typeNames: Record<string, string> = {
	string: "a text",
	number: "a number",
	boolean: "true or false",
	object: "a mapping",
	record: "a mapping",
	array: "a list",
	map: "a mapping",
};

function expected(type: string): string {
	return typeNames[type] ?? `a ${type}`;
}

function valueAt(data: unknown, path: Path): unknown {
	let value = data;
	for (const step of path) {
		if (typeof value !== "object" || value === null) return undefined;
		value = Reflect.get(value, step);
	}
	return value;
}

/** The fields that a schema allows at a path, to suggest from. */
function fieldsAt(schema: z.ZodType, path: Path): string[] {
	const open: z.core.$ZodType[] = [schema];
	let level = [...unwrap(open)];
	for (const step of path) {
		const next: z.core.$ZodType[] = [];
		for (const type of level) {
			const def = definition(type);
			if (def.type === "object") {
				const inner = def.shape[String(step)] ?? def.catchall;
				if (inner) next.push(inner);
			} else if (def.type === "array") next.push(def.element);
			else if (def.type === "record") next.push(def.valueType);
		}
		level = [...unwrap(next)];
	}
	return level.flatMap((type) => {
		const def = definition(type);
		return def.type === "object" ? Object.keys(def.shape) : [];
	});
}

function* unwrap(types: Iterable<z.core.$ZodType>): Generator<z.core.$ZodType> {
	for (const type of types) {
		const def = definition(type);
		if (def.type === "union") yield* unwrap(def.options);
		else if (def.type === "optional" || def.type === "default" || def.type === "nullable" || def.type === "prefault")
			yield* unwrap([def.innerType]);
		else if (def.type === "pipe") yield* unwrap([def.in]);
		else yield type;
	}
}

function definition(type: z.core.$ZodType): z.core.$ZodTypes["_zod"]["def"] {
	return (type as z.core.$ZodTypes)._zod.def;
}
