import { appended } from "../lookup/add.ts";
import { parseDoi } from "../lookup/doi.ts";
import { openLibrary } from "../lookup/library.ts";
import { styleOf, writeEntry } from "../lookup/style.ts";
import { suggestion } from "../problem/nearest.ts";
import { entryNeeds, entryTypes } from "../schema/reference.ts";
import { anyText, type Form, Refusal, type Understood } from "./form.ts";
import type { Written } from "./record.ts";
import { replace, soundBase, soundDraft } from "./write.ts";

/** The BibTeX fields that hold what an entry needs, where its type does not say otherwise. */
const fieldsOf: Record<string, readonly string[]> = {
	author: ["author"],
	title: ["title"],
	year: ["year"],
	container: ["booktitle"],
	place: ["volume", "pages"],
	publisher: ["institution"],
	number: ["number"],
	address: ["url"],
	version: ["version"],
};
const articleFields: typeof fieldsOf = { ...fieldsOf, container: ["journal"], address: ["doi"] };

/**
 * Asks for a work and appends its entry to a .bib file: what its type needs, empty where it was not given. The file's
 * other lines stay as they are. Throws a Refusal where it cannot.
 */
export async function newReference(dir: string, form: Form): Promise<Written> {
	const kb = await soundBase(dir);
	const library = await openLibrary(dir);
	const files = library.files.map(({ file }) => file);
	const key = await form.need({
		flag: "key",
		words: "Its key, such as smith2020",
		understand: (text): Understood<string> => {
			const doi = parseDoi(text);
			if (doi !== undefined) return { wrong: `That is a DOI. To have the entry written for you: npm run cite -- ${doi}` };
			if (!/^[A-Za-z0-9][\w:.+/-]*$/.test(text) || /\.\.|\/\//.test(text))
				return { wrong: `"${text}" cannot be a key: use letters and digits, such as smith2020.` };
			return [...kb.works.keys()].some((one) => one.toLowerCase() === text.toLowerCase())
				? { wrong: `There is already a work "${text}". Choose another key.` }
				: { value: text };
		},
	});
	const type = await form.need({
		flag: "type",
		words: "Its type",
		usual: "article",
		choices: [...entryTypes],
		understand: (text): Understood<string> =>
			entryTypes.has(text) && text !== "xdata" && text !== "set"
				? { value: text }
				: { wrong: `"${text}" is no type of entry.${suggestion(text, entryTypes)}` },
	});
	const file = await form.need({
		flag: "file",
		words: "The file of the library",
		usual: files.at(-1),
		choices: files,
		understand: (text): Understood<string> => {
			const path = text.startsWith("references/") ? text : `references/${text}`;
			return files.includes(path) ? { value: path } : { wrong: `There is no ${path}.${suggestion(path, files)}` };
		},
	});
	const needs = entryNeeds[type ?? ""] ?? [{ name: "title", any: ["title"] }];
	const names = new Set(
		needs.flatMap(({ any }) => any.flatMap((one) => (type === "article" || type === "review" ? articleFields : fieldsOf)[one] ?? [])),
	);
	const fields: [string, string][] = [];
	for (const name of names) {
		const text = await form.may({
			flag: name,
			words: name === "author" ? "author: Family, Given and Family, Given" : name,
			understand: balanced,
		});
		fields.push([name, text ?? ""]);
	}
	const settled = form.settled({ key, type, file });
	const target = library.files.find((one) => one.file === settled.file);
	if (target === undefined) throw new Refusal(`${settled.file} cannot be read.`);
	const last = [...library.works.values()].filter(({ bibtex }) => bibtex.place.file === target.file).at(-1);
	const entry = writeEntry(settled.type, settled.key, fields, styleOf(last?.bibtex.text ?? ""));
	const draft = { file: target.file, text: target.raw + appended(target.raw, [entry]) };
	const { kb: after } = await soundDraft(dir, { file: draft.file, text: draft.text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n") });
	const work = after.works.get(settled.key);
	if (work === undefined) throw new Refusal(`${settled.file} cannot be read where the entry would stand. Nothing was written.`);
	await replace(dir, draft);
	const empty = fields.filter(([, text]) => text === "").map(([name]) => name);
	return {
		file: `${settled.file}:${work.bibtex.start.line}`,
		warnings: "",
		next: [
			...(empty.length === 0 ? [] : [`Fill in what is known of ${empty.join(", ")}, and take the others out.`]),
			`Cite it as [@${settled.key}]. Then: npm run check.`,
		],
	};
}

/** A value that ends where it should: braces in pairs, no text that would open another field. */
function balanced(text: string): Understood<string> {
	let depth = 0;
	for (const sign of text.replace(/\\./g, "")) {
		depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
		if (depth < 0) break;
	}
	return depth === 0 && !text.endsWith("\\") ? anyText(text) : { wrong: "Its braces are not in pairs." };
}
