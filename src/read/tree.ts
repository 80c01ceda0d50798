import type { Place } from "../problem/problem.ts";
import type { Source } from "./source.ts";

/** Where something stands in a parsed text: names of fields and numbers of items. */
export type Path = readonly PropertyKey[];

// What a YAML text is made of, as plain data: a thread can hand it over, and a file can keep it.

/** Where a node is in the text that was parsed. */
interface Span {
	start: number;
	end: number;
}

export interface YamlScalar extends Span {
	value: string | number | boolean | null;
	/** How it is written, where its value is no text: 85.60. */
	written?: string;
}

export interface YamlList extends Span {
	items: YamlNode[];
}

/** A key and its value; nothing stands for a value that a key alone leaves out, as in `{ a }`. */
export type YamlField = [key: YamlScalar, value: YamlNode | null];

export interface YamlMap extends Span {
	fields: YamlField[];
}

export type YamlNode = YamlScalar | YamlList | YamlMap;

/** A parsed YAML text that remembers where everything stands and how scalars were written. */
export class Yaml {
	readonly source: Source;
	readonly #tree: YamlNode | null;
	readonly #offset: number;
	readonly #cut = new Set<YamlNode>();
	#data: unknown;

	/**
	 * @param tree its own: what is left out is taken out of it. Nothing where the text is empty
	 * @param offset where the text begins in the source
	 */
	constructor(source: Source, tree: YamlNode | null, offset = 0) {
		this.source = source;
		this.#tree = tree;
		this.#offset = offset;
		this.#data = dataOf(tree);
	}

	/** The plain value: objects, arrays, strings, numbers, booleans, null. */
	get data(): unknown {
		return this.#data;
	}

	/** Where the value at a path stands; the nearest thing above it where there is none. */
	place(path: Path = []): Place {
		return this.#placeOf(this.#trail(path).at(-1)?.node);
	}

	/** Where the key of a field stands. */
	keyPlace(path: Path): Place {
		const trail = this.#trail(path);
		const last = trail.at(-1);
		return this.#placeOf(trail.length === path.length + 1 && Array.isArray(last?.item) ? last.item[0] : last?.node);
	}

	/** Where a node begins; and ends, where it is written on one line. */
	#placeOf(node: YamlNode | undefined): Place {
		const start = this.#offset + (node?.start ?? 0);
		const end = this.#offset + (node?.end ?? 0);
		if (node !== undefined && "value" in node && typeof node.value === "string") return this.source.textPlace(start, end, node.value);
		const place = this.source.place(start, end);
		return place.end?.line === place.line && place.end.column > place.column ? place : this.source.place(start);
	}

	/** A scalar as it is written in the file, so that 85.60 stays 85.60; without quotes. */
	written(path: Path): string | undefined {
		const node = this.#trail(path).at(-1)?.node;
		return node !== undefined && "value" in node ? (node.written ?? String(node.value)) : undefined;
	}

	/** Leaves out the values at some paths, so that what remains can be read on. Says whether there was anything to leave out. */
	leaveOut(paths: readonly Path[]): boolean {
		const out = new Map<YamlNode, Set<unknown>>();
		for (const trail of paths.map((path) => this.#trail(path))) {
			const holder = trail.at(-2)?.node;
			if (holder !== undefined) out.set(holder, (out.get(holder) ?? new Set()).add(trail.at(-1)?.item));
			for (const { node } of trail) this.#cut.add(node);
		}
		let done = false;
		for (const [holder, items] of out) {
			const before = sizeOf(holder);
			if ("fields" in holder) holder.fields = holder.fields.filter((field) => !items.has(field));
			else if ("items" in holder) holder.items = holder.items.filter((item) => !items.has(item));
			done ||= sizeOf(holder) < before;
			this.#indexes.delete(holder);
		}
		this.#data = dataOf(this.#tree);
		return done;
	}

	/** Whether nothing was left out of the value at a path. */
	isWhole(path: Path): boolean {
		const node = this.#trail(path).at(-1)?.node;
		return node === undefined || !this.#cut.has(node);
	}

	/** The nodes along a path, as far as there are any; each with the field or item of the collection that holds it. */
	#trail(path: Path): { node: YamlNode; item: YamlField | YamlNode | undefined }[] {
		let node = this.#tree;
		if (node === null) return [];
		const trail: { node: YamlNode; item: YamlField | YamlNode | undefined }[] = [{ node, item: undefined }];
		for (const step of path) {
			const item: YamlField | YamlNode | undefined =
				"fields" in node ? this.#field(node, String(step)) : "items" in node ? node.items[Number(step)] : undefined;
			if (item === undefined) break;
			node = Array.isArray(item) ? (item[1] ?? item[0]) : item;
			trail.push({ node, item });
		}
		return trail;
	}

	/** The fields of each large mapping by name: looking through them for each of many takes minutes. */
	readonly #indexes = new Map<YamlNode, Map<string, YamlField>>();

	#field(map: YamlMap, name: string): YamlField | undefined {
		if (map.fields.length < large) return map.fields.find(([{ value }]) => String(value) === name);
		const index = this.#indexes.get(map) ?? new Map(map.fields.map((field) => [String(field[0].value), field]));
		this.#indexes.set(map, index);
		return index.get(name);
	}
}

/** So many fields are looked through faster by an index. */
const large = 16;

function sizeOf(node: YamlNode): number {
	return "fields" in node ? node.fields.length : "items" in node ? node.items.length : 0;
}

function dataOf(node: YamlNode | null): unknown {
	if (node === null) return null;
	if ("items" in node) return node.items.map(dataOf);
	if (!("fields" in node)) return node.value;
	const value: Record<string, unknown> = {};
	for (const [key, held] of node.fields) {
		const name = key.value === null ? "" : String(key.value);
		// What every object has, as __proto__, is a field like any other here.
		if (name in value) Object.defineProperty(value, name, { value: dataOf(held), writable: true, enumerable: true, configurable: true });
		else value[name] = dataOf(held);
	}
	return value;
}
