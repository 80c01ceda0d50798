import {
	type Document,
	type ErrorCode,
	isAlias,
	isCollection,
	isMap,
	isNode,
	isPair,
	isScalar,
	type Node,
	parseDocument,
	visit,
	type YAMLMap,
} from "yaml";
import type { Code } from "../problem/codes.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { hiddenIn } from "./characters.ts";
import type { Source } from "./source.ts";

/** Where something stands in a parsed text: names of fields and numbers of items. */
export type Path = readonly PropertyKey[];

/** A parsed YAML text that remembers where everything stands and how scalars were written. */
export class Yaml {
	readonly source: Source;
	readonly #document: Document;
	readonly #offset: number;
	readonly #cut = new Set<Node>();
	#data: unknown;

	constructor(source: Source, document: Document, offset: number) {
		this.source = source;
		this.#document = document;
		this.#offset = offset;
		this.#data = document.toJS({ maxAliasCount: 0 });
	}

	/** The plain value: objects, arrays, strings, numbers, booleans, null. */
	get data(): unknown {
		return this.#data;
	}

	/** Where the value at a path stands; the nearest thing above it where there is none. */
	place(path: Path = []): Place {
		return this.#placeOf(this.#trail(path).at(-1)?.value);
	}

	/** Where the key of a field stands. */
	keyPlace(path: Path): Place {
		const trail = this.#trail(path);
		const last = trail.at(-1);
		const node = trail.length === path.length + 1 && isPair(last?.item) && isNode(last.item.key) ? last.item.key : last?.value;
		return this.#placeOf(node);
	}

	/** Where a node begins; and ends, where it is written on one line. */
	#placeOf(node: Node | undefined): Place {
		const [start, end] = (node?.range ?? [0, 0]).map((offset) => this.#offset + offset);
		if (isScalar(node) && typeof node.value === "string") return this.source.textPlace(start ?? 0, end ?? 0, node.value);
		const place = this.source.place(start ?? 0, end);
		return place.end?.line === place.line && place.end.column > place.column ? place : this.source.place(start ?? 0);
	}

	/** A scalar as it is written in the file, so that 85.60 stays 85.60; without quotes. */
	written(path: Path): string | undefined {
		const node = this.#trail(path).at(-1)?.value;
		if (!isScalar(node)) return undefined;
		return node.type === "PLAIN" ? (node.source ?? String(node.value)) : String(node.value);
	}

	/** Leaves out the values at some paths, so that what remains can be read on. Says whether there was anything to leave out. */
	leaveOut(paths: readonly Path[]): boolean {
		const out = new Map<Node, Set<unknown>>();
		for (const trail of paths.map((path) => this.#trail(path))) {
			const holder = trail.at(-2)?.value;
			if (isCollection(holder)) out.set(holder, (out.get(holder) ?? new Set()).add(trail.at(-1)?.item));
			for (const { value } of trail) this.#cut.add(value);
		}
		let done = false;
		for (const [holder, items] of out) {
			if (!isCollection(holder)) continue;
			const before = holder.items.length;
			holder.items = holder.items.filter((item) => !items.has(item));
			done ||= holder.items.length < before;
			if (isMap(holder)) indexes.delete(holder);
		}
		this.#data = this.#document.toJS({ maxAliasCount: 0 });
		return done;
	}

	/** Whether nothing was left out of the value at a path. */
	isWhole(path: Path): boolean {
		const node = this.#trail(path).at(-1)?.value;
		return node === undefined || !this.#cut.has(node);
	}

	/** The nodes along a path, as far as there are any; each with the item of the collection that holds it. */
	#trail(path: Path): { value: Node; item: unknown }[] {
		let value = this.#document.contents;
		const trail: { value: Node; item: unknown }[] = [];
		if (!isNode(value)) return trail;
		trail.push({ value, item: undefined });
		for (const step of path) {
			const item = itemAt(value, step);
			const next = isPair(item) ? (item.value ?? item.key) : item;
			if (!isNode(next)) break;
			value = next;
			trail.push({ value, item });
		}
		return trail;
	}
}

/** The fields of each mapping by name: looking through them for each of many takes minutes. */
const indexes = new WeakMap<YAMLMap, Map<string, unknown>>();

function itemAt(node: Node, step: PropertyKey): unknown {
	if (isMap(node)) {
		const index = indexes.get(node) ?? new Map(node.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item]] : [])));
		indexes.set(node, index);
		return index.get(String(step));
	}
	return isCollection(node) ? node.items[Number(step)] : undefined;
}

/**
 * Parses YAML 1.2 (core schema). Anchors, aliases, tags and merge keys are refused: content is data that can be read
 * top to bottom. Returns nothing when the text cannot be parsed; the problems say where.
 * `offset` is where the text begins in the source (for frontmatter).
 */
export function parseYaml(source: Source, problems: Problems, text = source.text, offset = 0): Yaml | undefined {
	const document = parseDocument(text, { prettyErrors: false, version: "1.2", uniqueKeys: false });
	// What follows on a line is most often the consequence of the first error there.
	const lines = new Set<number>();
	for (const error of document.errors) {
		const { line } = source.place(offset + error.pos[0]);
		if (lines.has(line)) continue;
		lines.add(line);
		const { at, message } = syntaxError(error.code, error.pos[0], error.message, document, text);
		problems.add("yaml-syntax", source.place(offset + at, offset + at + 1), message);
	}
	if (document.errors.length > 0) return undefined;
	let refused = false;
	const tell = (code: Code, at: number, message: string) => {
		refused = true;
		problems.add(code, source.place(offset + at), message);
	};
	const refuse = (what: string, at: number) => tell("yaml-alias", at, `${what} is not allowed here. Write the value out.`);
	// The library compares each key with each other one, which takes minutes where there are many.
	const checkKeys = ({ items }: YAMLMap) => {
		const keys = new Set<string>();
		for (const { key } of items) {
			const at = isNode(key) ? (key.range?.[0] ?? 0) : 0;
			const name = isScalar(key) ? String(key.value) : undefined;
			if (name === "<<") refuse("A merge key (<<)", at);
			else if (name === undefined) tell("yaml-syntax", at, "The name of a field is a text. Leave out the ? or the brackets.");
			else if (keys.has(name)) tell("yaml-syntax", at, givenTwice);
			else keys.add(name);
		}
	};
	visit(document, {
		Node(_, node) {
			const start = node.range?.[0] ?? 0;
			if (isAlias(node)) refuse("An alias (*)", start);
			else if (node.anchor) refuse("An anchor (&)", text.lastIndexOf(`&${node.anchor}`, start));
			else if (node.tag) refuse("A tag (!)", tagStart(text, start));
			const hidden = isScalar(node) && typeof node.value === "string" ? hiddenIn(node.value) : undefined;
			if (hidden !== undefined) tell("character-hidden", start, `Here stands ${hidden.name}, which cannot be seen. Remove it.`);
			if (isMap(node)) checkKeys(node);
		},
	});
	return refused ? undefined : new Yaml(source, document, offset);
}

function tagStart(text: string, before: number): number {
	const at = text.lastIndexOf("!", before);
	return text[at - 1] === "!" ? at - 1 : at;
}

const givenTwice = "This field is given twice. Leave one of them out.";

/** What to do about the errors that people make. */
const advice: Partial<Record<ErrorCode, string>> = {
	BLOCK_AS_IMPLICIT_KEY: 'A second field begins on this line, or the next line is indented too far. Put a text that holds ": " in quotes.',
	MULTILINE_IMPLICIT_KEY: 'This line is no field. Write it as "name: value".',
	TAB_AS_INDENT: "This line is indented with a tab. Use spaces.",
	BAD_SCALAR_START: "A text cannot begin with this character. Put it in quotes.",
	MULTIPLE_DOCS: "A file holds one document. Leave out this --- and what follows it.",
};

/** Where an error is best told, and how: an unclosed bracket or quote where it opens. */
function syntaxError(code: ErrorCode, at: number, message: string, document: Document, text: string): { at: number; message: string } {
	const known = advice[code];
	if (known !== undefined) return { at, message: known };
	const opened = code === "MISSING_CHAR" || code === "BAD_INDENT" ? openAt(at, document, text) : undefined;
	if (opened !== undefined) return { at: opened.at, message: `The ${opened.sign} that opens here is not closed. Add its counterpart.` };
	const [what = ""] = message.split("\n");
	return { at, message: what.endsWith(".") ? what : `${what}.` };
}

function openAt(at: number, document: Document, text: string): { at: number; sign: string } | undefined {
	let found: { at: number; sign: string } | undefined;
	visit(document, {
		Node(_, node) {
			const [start, end] = node.range ?? [0, 0];
			const bracket = brackets[bracketOf(node) ?? ""];
			const isClosed = end - start > 1 && text[end - 1] === bracket?.end;
			if (bracket !== undefined && !isClosed && start < at && end >= at) found = { at: start, sign: bracket.sign };
		},
	});
	return found;
}

/** What has an end, by its beginning. */
const brackets: Record<string, { end: string; sign: string }> = {
	"{": { end: "}", sign: "{" },
	"[": { end: "]", sign: "[" },
	QUOTE_DOUBLE: { end: '"', sign: "double quote" },
	QUOTE_SINGLE: { end: "'", sign: "single quote" },
};

function bracketOf(node: Node): string | undefined {
	if (isCollection(node)) return node.flow ? (isMap(node) ? "{" : "[") : undefined;
	return isScalar(node) ? node.type : undefined;
}
