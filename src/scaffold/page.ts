import type { KnowledgeBase, Term } from "../model/types.ts";
import { suggestion } from "../problem/nearest.ts";
import { components } from "../schema/component.ts";
import { id as idSchema } from "../schema/fields.ts";
import { pageSchema } from "../schema/page.ts";
import { Documentation } from "./documentation.ts";
import { anyText, type Form, type Understood } from "./form.ts";
import { idOf } from "./name.ts";
import type { Written } from "./record.ts";
import { textScalar } from "./scalar.ts";
import { soundBase, soundDraft, writeNew } from "./write.ts";

/** Asks for a page and writes its file, the fields of its head explained. Throws a Refusal where it cannot. */
export async function newPage(dir: string, form: Form): Promise<Written> {
	const kb = await soundBase(dir);
	const documentation = new Documentation(pageSchema);
	const title = await form.need({ flag: "title", words: `title: ${documentation.of("title")}`, understand: anyText });
	const term = await form.may({ flag: "term", words: `term: ${documentation.of("term")}`, understand: (text) => freeTerm(text, kb) });
	const facet = kb.facets.get(term?.facet ?? "");
	const path = await form.need({
		flag: "path",
		words: "Its address on the site",
		usual:
			term !== undefined && facet !== undefined
				? `${facet.address}/${term.id}`
				: idOf(title ?? "") || (title === undefined ? "new" : undefined),
		understand: (text) => freePath(text, kb),
	});
	const summary = await form.may({
		flag: "summary",
		words: `summary: ${documentation.of("summary")}`,
		understand: (text) => ({ value: text }),
	});
	const settled = form.settled({ title, path });
	const given: Record<string, string | undefined> = {
		title: textScalar(settled.title),
		summary: summary && textScalar(summary),
		term: term && `${term.facet}/${term.id}`,
	};
	const uses = Object.entries(components).map(([name, { shape }]) => [`<${name}`, ...Object.keys(shape)].join(" ").concat(" />"));
	const text = [
		"---",
		...documentation.fields().flatMap((field) => {
			const value = given[field];
			return value === undefined ? [`# ${field}: ${documentation.of(field)}`] : [`# ${documentation.of(field)}`, `${field}: ${value}`];
		}),
		"# Below stands Markdown, with formulas ($…$), citations ([@key, Fig. 2]) and these components:",
		...uses.map((use) => `#   ${use}`),
		"---",
		"",
		summary ?? settled.title,
		"",
	].join("\n");
	const draft = { file: `content/${settled.path}.mdx`, text };
	const { warnings } = await soundDraft(dir, draft);
	await writeNew(dir, draft);
	return { file: draft.file, warnings, next: ["Write its text below the second ---. Then: npm run check, and npm run dev to look at it."] };
}

function freeTerm(text: string, kb: KnowledgeBase): Understood<Term> {
	const [facetId = "", id = ""] = text.split("/");
	const facet = kb.facets.get(facetId);
	const term = facet?.terms.get(id);
	if (facet === undefined) return { wrong: `"${text}" is not facet/term: the facets are ${[...kb.facets.keys()].join(", ")}.` };
	if (term === undefined) return { wrong: `"${id}" is not a term of the facet ${facetId}.${suggestion(id, facet.terms.keys())}` };
	const page = [...kb.pages.values()].find(({ termOf }) => termOf?.id === id && termOf.facet === facetId);
	return page === undefined ? { value: term } : { wrong: `${text} has a page already: ${page.parsed.source.file}.` };
}

function freePath(text: string, kb: KnowledgeBase): Understood<string> {
	const path = text.replace(/^\/+|\/+$/g, "");
	if (!path.split("/").every((part) => idSchema.safeParse(part).success))
		return { wrong: `"${text}" cannot be an address: write ids joined by slashes, such as green/steamed.` };
	const page = kb.pages.get(`/${path}/`);
	if (page !== undefined) return { wrong: `There is already a page at /${path}/: ${page.parsed.source.file}.` };
	return /^records(?:\/|$)|^(?:figures|vocabulary|disagreements)(?:\/|$)/.test(path)
		? { wrong: `content/${path.split("/")[0]}/ holds no pages. Choose another address.` }
		: { value: path };
}
