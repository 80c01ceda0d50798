import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Facet } from "../model/types.ts";
import { suggestion } from "../problem/nearest.ts";
import { vocabularySchema } from "../schema/vocabulary.ts";
import { named, quoted, understandTerm } from "./choose.ts";
import { Documentation } from "./documentation.ts";
import { anyText, type Form, Refusal, type Understood } from "./form.ts";
import { freeId, idOf } from "./name.ts";
import type { Written } from "./record.ts";
import { textScalar } from "./scalar.ts";
import { replace, soundBase, soundDraft } from "./write.ts";

/** Asks for a term and adds it to its facet's file, whose other lines stay as they are. Throws a Refusal where it cannot. */
export async function newTerm(dir: string, form: Form): Promise<Written> {
	const kb = await soundBase(dir);
	const documentation = new Documentation(vocabularySchema);
	const doc = (field: string) => documentation.of("terms", field);
	const facet = await form.need<Facet>({
		flag: "facet",
		words: "The facet",
		choices: [...kb.facets.keys()],
		understand: (text) => {
			const { found, near } = named(text, kb.facets.values(), ({ id, label, plural }) => [id, label, plural]);
			if (found !== undefined) return { value: found };
			return {
				wrong: `"${text}" is not a facet.${suggestion(text, kb.facets.keys())} A new facet is a file content/vocabulary/<facet>.yaml.`,
				nearest: near && { name: near.id, value: near },
			};
		},
	});
	const label = await form.need({ flag: "label", words: `label: ${doc("label")}`, understand: (text) => unknownTerm(text, facet) });
	const id = await form.need({
		flag: "id",
		words: `id: ${doc("id")}`,
		usual: idOf(label ?? "") || (label === undefined ? "new" : undefined),
		understand: freeId(facet?.terms ?? new Map(), "term"),
	});
	const parent = await form.may({
		flag: "parent",
		words: `parent: ${doc("parent")}`,
		choices: [...(facet?.terms.keys() ?? [])],
		understand: (text) => (facet === undefined ? { wrong: "" } : understandTerm(text, facet)),
	});
	const formula = await form.may({ flag: "formula", words: `formula: ${doc("formula")}`, understand: anyText });
	const synonyms = await form.may({ flag: "synonyms", words: `synonyms: ${doc("synonyms")} With ; between`, understand: anyText });
	const summary = await form.may({ flag: "summary", words: `summary: ${doc("summary")}`, understand: (text) => ({ value: text }) });
	const settled = form.settled({ facet, label, id });
	const others = (synonyms ?? "")
		.split(";")
		.map((one) => one.trim())
		.filter(Boolean);
	const fields = [
		`id: ${textScalar(settled.id)}`,
		`label: ${textScalar(settled.label)}`,
		...(formula === undefined ? [] : [`formula: ${textScalar(formula)}`]),
		...(others.length === 0 ? [] : [`synonyms: [${others.map(textScalar).join(", ")}]`]),
		...(parent === undefined ? [] : [`parent: ${parent.id}`]),
		...(summary === undefined ? [] : [`summary: ${textScalar(summary)}`]),
	];
	const given = fields.map((field) => field.split(":")[0]);
	const file = `content/vocabulary/${settled.facet.id}.yaml`;
	const before = await readFile(join(dir, file), "utf8");
	const entry =
		fields.join(", ").length < 120 ? [`- { ${fields.join(", ")} }`] : fields.map((field, index) => `${index === 0 ? "- " : "  "}${field}`);
	const text = withItem(before, entry);
	const draft = { file, text };
	const { kb: after, warnings } = await soundDraft(dir, draft).catch((error: unknown) => {
		throw error instanceof Refusal ? new Refusal(`${error.message}\nThe term would be, below "terms:":\n${entry.join("\n")}`) : error;
	});
	const added = after.facets.get(settled.facet.id)?.terms.get(settled.id);
	if (added === undefined)
		throw new Refusal(`The term cannot be added behind the last line of ${file}. Add it below "terms:":\n${entry.join("\n")}`);
	await replace(dir, draft);
	return {
		file: `${file}:${added.place.line}`,
		warnings,
		next: [
			`Name it in a record as ${settled.facet.id}: [${settled.id}].`,
			`A page of its own: npm run new -- page --term ${settled.facet.id}/${settled.id} --title ${quoted(settled.label)}`,
			"Further fields:",
			...documentation
				.fields("terms")
				.filter((field) => !given.includes(field))
				.map((field) => `  ${field}: ${doc(field)}`),
		],
	};
}

/** A label that no term of the facet has, nor any of its synonyms. */
function unknownTerm(text: string, facet: Facet | undefined): Understood<string> {
	const known = facet && understandTerm(text, facet);
	if (known !== undefined && "value" in known) return { wrong: `"${text}" is there already: ${known.value.id} (${known.value.label}).` };
	return anyText(text);
}

/** A YAML text with one item more at the end of the list that stands at its end. */
function withItem(text: string, item: readonly string[]): string {
	const indent = [...text.matchAll(/^([ \t]*)- /gm)].map(([, spaces = ""]) => spaces).sort((a, b) => a.length - b.length)[0] ?? "  ";
	const end = text.includes("\r\n") ? "\r\n" : "\n";
	const open = text.replace(/^terms:[ \t]*\[[ \t]*\][ \t]*(?=\r?\n?$)/m, "terms:");
	return `${open}${open.endsWith("\n") ? "" : end}${item.map((line) => `${indent}${line}${end}`).join("")}`;
}
