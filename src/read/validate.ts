import type { z } from "astro/zod";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import type { Path, Yaml } from "./yaml.ts";

/**
 * Checks parsed YAML against a schema. Every mismatch becomes a problem at its own place: an unknown field with the
 * nearest allowed one, a missing one at the object that lacks it. What does not fit is left out and the rest read on,
 * so that what is wrong in it is told as well. Returns nothing when too little remains.
 */
export function validate<S extends z.ZodType>(schema: S, yaml: Yaml, problems: Problems): z.output<S> | undefined {
	for (;;) {
		const result = schema.safeParse(yaml.data ?? {});
		if (result.success) return result.data;
		const report = new Report(schema, yaml, problems);
		const unfit = result.error.issues.flatMap((issue) => report.tell(issue, []));
		if (unfit.some((path) => path.length === 0) || !yaml.leaveOut(unfit)) return undefined;
	}
}

/** Turns the issues of one check into problems, and says what to leave out. */
class Report {
	readonly #schema: z.ZodType;
	readonly #yaml: Yaml;
	readonly #problems: Problems;

	constructor(schema: z.ZodType, yaml: Yaml, problems: Problems) {
		this.#schema = schema;
		this.#yaml = yaml;
		this.#problems = problems;
	}

	/** Tells an issue below a path; gives the paths of what does not fit. */
	tell(issue: z.core.$ZodIssue, base: Path): Path[] {
		const path = [...base, ...issue.path];
		switch (issue.code) {
			case "unrecognized_keys":
				return issue.keys.map((key) => {
					const known = fieldsAt(this.#schema, path);
					this.#add("field-unknown", this.#yaml.keyPlace([...path, key]), `There is no field "${key}" here.${suggestion(key, known)}`);
					return [...path, key];
				});
			case "invalid_key":
				for (const inner of issue.issues) {
					const name = String(path.at(-1));
					const message =
						inner.code === "invalid_value"
							? `There is no field "${name}" here.${suggestion(name, inner.values.map(String))}`
							: `"${name}" ${sentence(inner.message)}`;
					this.#add(inner.code === "invalid_value" ? "field-unknown" : "field-invalid", this.#yaml.keyPlace(path), message);
				}
				return [path];
			case "invalid_element":
				return issue.issues.flatMap((inner) => this.tell(inner, path));
			case "invalid_union": {
				// The alternative that came closest says best what is wrong.
				const best = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
				if (best !== undefined && depth(best) > 0) return best.flatMap((inner) => this.tell(inner, path));
				return this.#mistyped(
					path,
					issue.errors.flat().flatMap((inner) => (inner.code === "invalid_type" ? [inner.expected] : [])),
				);
			}
			case "invalid_type":
				return this.#mistyped(path, [issue.expected]);
			case "invalid_value": {
				const given = valueAt(this.#yaml.data, path);
				const allowed = issue.values.map(String);
				if (given === undefined) return this.#missing(path, `one of ${allowed.join(", ")}`);
				const message =
					typeof given === "object"
						? `must be one of ${allowed.join(", ")}.`
						: `cannot be "${given}".${suggestion(String(given), allowed)}`;
				return this.#invalid(path, message);
			}
			default:
				return this.#invalid(path, sentence(issue.message));
		}
	}

	#mistyped(path: Path, types: readonly string[]): Path[] {
		const wanted = [...new Set(types.map(expected))].join(" or ");
		return valueAt(this.#yaml.data, path) === undefined ? this.#missing(path, wanted) : this.#invalid(path, `must be ${wanted}.`);
	}

	/** A missing field makes the thing unfit that lacks it; where something was left out of that, it was told before. */
	#missing(path: Path, wanted: string): Path[] {
		const holder = path.slice(0, -1);
		if (this.#yaml.isWhole(holder))
			this.#add("field-missing", this.#yaml.place(holder), `${fieldName(path)} is missing: ${wanted} is needed.`);
		return [holder];
	}

	#invalid(path: Path, message: string): Path[] {
		this.#add("field-invalid", this.#yaml.place(path), `${fieldName(path)} ${message}`);
		return [path];
	}

	#add(code: "field-unknown" | "field-missing" | "field-invalid", place: Place, message: string): void {
		this.#problems.add(code, place, message);
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
	int: "a whole number",
	boolean: "true or false",
	object: "a mapping",
	record: "a mapping",
	array: "a list",
	tuple: "a list",
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
