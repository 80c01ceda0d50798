import {
	type Document,
	type ErrorCode,
	isAlias,
	isCollection,
	isMap,
	isNode,
	isScalar,
	isSeq,
	type Node,
	parseDocument,
	type Scalar,
	visit,
	type YAMLMap,
} from "yaml";
import type { Code } from "../problem/codes.ts";
import type { Problems } from "../problem/problem.ts";
import { hiddenIn } from "./characters.ts";
import type { Source } from "./source.ts";
import { Yaml, type YamlField, type YamlNode, type YamlScalar } from "./tree.ts";

export { type Path, Yaml } from "./tree.ts";

/**
 * Parses YAML 1.2 (core schema). Anchors, aliases, tags and merge keys are refused: content is data that can be read
 * top to bottom. Returns nothing when the text cannot be parsed; the problems say where.
 * `offset` is where the text begins in the source (for frontmatter).
 */
export function parseYaml(source: Source, problems: Problems, text = source.text, offset = 0): Yaml | undefined {
	const tree = parseTree(source, problems, text, offset);
	return tree === undefined ? undefined : new Yaml(source, tree, offset);
}

/** Parses YAML as above, into plain data: null for an empty text. */
export function parseTree(source: Source, problems: Problems, text = source.text, offset = 0): YamlNode | null | undefined {
	const document = documentOf(text);
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
	const tree = plain(document.contents, text, (code, at, message) => {
		refused = true;
		problems.add(code, source.place(offset + at), message);
	});
	return refused ? undefined : tree;
}

/** The library looks into the environment at every token, which takes it a third of its time: so there is none meanwhile. */
function documentOf(text: string): Document {
	const { env } = process;
	process.env = {};
	try {
		return parseDocument(text, { prettyErrors: false, version: "1.2", uniqueKeys: false });
	} finally {
		process.env = env;
	}
}

type Tell = (code: Code, at: number, message: string) => void;

/** A node of the library's as plain data; what must not be in it is told. */
function plain(node: unknown, text: string, tell: Tell): YamlNode | null {
	if (!isNode(node)) return null;
	const [start, end] = node.range ?? [0, 0];
	const refuse = (what: string, at: number) => tell("yaml-alias", at, `${what} is not allowed here. Write the value out.`);
	if (isAlias(node)) refuse("An alias (*)", start);
	else if (node.anchor) refuse("An anchor (&)", text.lastIndexOf(`&${node.anchor}`, start));
	else if (node.tag) refuse("A tag (!)", tagStart(text, start));
	const hidden = isScalar(node) && typeof node.value === "string" ? hiddenIn(node.value) : undefined;
	if (hidden !== undefined) tell("character-hidden", start, `Here stands ${hidden.name}, which cannot be seen. Remove it.`);
	if (isMap(node)) {
		checkKeys(node, tell, refuse);
		return { start, end, fields: node.items.map(({ key, value }): YamlField => [plainKey(key, text, tell), plain(value, text, tell)]) };
	}
	if (isSeq(node)) return { start, end, items: node.items.flatMap((item) => plain(item, text, tell) ?? []) };
	return isScalar(node) ? plainScalar(node, start, end) : null;
}

function plainScalar({ value, type, source }: Scalar, start: number, end: number): YamlScalar {
	if (typeof value === "string") return { start, end, value };
	const known = typeof value === "number" || typeof value === "boolean" ? value : null;
	return { start, end, value: known, written: (type === "PLAIN" ? source : undefined) ?? String(value) };
}

/** A key; what is none was refused, and stands for itself no more. */
function plainKey(key: unknown, text: string, tell: Tell): YamlScalar {
	const node = plain(key, text, tell);
	return node !== null && "value" in node ? node : { start: 0, end: 0, value: null };
}

/** The library compares each key with each other one, which takes minutes where there are many. */
function checkKeys({ items }: YAMLMap, tell: Tell, refuse: (what: string, at: number) => void): void {
	const keys = new Set<string>();
	for (const { key } of items) {
		const at = isNode(key) ? (key.range?.[0] ?? 0) : 0;
		const name = isScalar(key) ? String(key.value) : undefined;
		if (name === "<<") refuse("A merge key (<<)", at);
		else if (name === undefined) tell("yaml-syntax", at, "The name of a field is a text. Leave out the ? or the brackets.");
		else if (keys.has(name)) tell("yaml-syntax", at, givenTwice);
		else keys.add(name);
	}
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
