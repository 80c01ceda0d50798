import type { Facet, KnowledgeBase, Work } from "../model/types.ts";
import { understandTerms, understandWork } from "./choose.ts";
import { anyText, type Form } from "./form.ts";
import { askMeasurements, understandMeasurement } from "./measurement.ts";
import { folder, freeId, idOf } from "./name.ts";
import { explainedRecord, type MeasurementDraft } from "./recordtext.ts";
import { type Draft, soundBase, soundDraft, writeNew } from "./write.ts";

/** What was written, and what to say of it. */
export interface Written {
	file: string;
	/** What check warns of. */
	warnings: string;
	next: string[];
}

/** Flags that may be given more than once. */
export interface RecordLists {
	/** `facet=term, term` */
	facet: readonly string[];
	/** In the form `measurementForm`. */
	measurement: readonly string[];
}

/**
 * Asks for a record and writes its file, every field explained. Throws a Refusal where something is missing or wrong;
 * then nothing is written.
 */
export async function newRecord(dir: string, form: Form, lists: RecordLists): Promise<Written> {
	const kb = await soundBase(dir);
	const { label } = kb.site.record;
	const name = await form.need({ flag: "name", words: `The ${label}'s name`, understand: anyText });
	const id = await form.need({
		flag: "id",
		words: "Its id, which becomes its file's name and its address",
		usual: idOf(name ?? "") || (name === undefined ? "new" : undefined),
		understand: freeId(kb.records, label),
	});
	const study = await form.need<Work>({
		flag: "study",
		words: `The primary paper of the ${label}: a BibTeX key or a DOI`,
		choices: [...kb.works.keys()],
		understand: (text) => understandWork(text, kb.works),
	});
	const facets = await askFacets(kb, form, lists.facet);
	const place = await form.need({
		flag: "folder",
		words: "The folder below content/records/ (/ for none)",
		usual: usualFolder(kb, facets),
		understand: folder,
	});
	const measurements = lists.measurement.flatMap((text): MeasurementDraft[] => {
		const one = understandMeasurement(text, kb, study?.key ?? kb.works.keys().next().value ?? "");
		if ("wrong" in one) form.wrong("measurement", one.wrong);
		return "value" in one ? [one.value] : [];
	});
	const settled = form.settled({ name, id, study, place });
	if (lists.measurement.length === 0) measurements.push(...(await askMeasurements(form, kb, settled.study.key)));
	const record = { name: settled.name, aliases: [], study: settled.study.key, facets, measurements };
	const draft: Draft = { file: `content/records/${settled.place}${settled.id}.yaml`, text: explainedRecord(record, kb) };
	const { warnings } = await soundDraft(dir, draft);
	await writeNew(dir, draft);
	return {
		file: draft.file,
		warnings,
		next: [
			measurements.length === 0
				? "Add its measurements: the file explains every field."
				: "Complete it: the file explains every field that can be added.",
			"Then: npm run check, and npm run dev to look at it.",
		],
	};
}

/** The terms of each facet, from flags and from answers. */
async function askFacets(kb: KnowledgeBase, form: Form, given: readonly string[]): Promise<Map<string, string[]>> {
	const flags = new Map<string, string>();
	for (const text of given) {
		const [id = "", ...terms] = text.split("=");
		const facet = kb.facets.get(id.trim());
		if (facet === undefined) form.wrong("facet", `"${id.trim()}" is not a facet. There are ${[...kb.facets.keys()].join(", ")}.`);
		else flags.set(facet.id, [flags.get(facet.id), terms.join("=")].filter(Boolean).join(","));
	}
	const result = new Map<string, string[]>();
	for (const facet of kb.facets.values()) {
		const terms = await askTerms(facet, form, flags.get(facet.id));
		if (terms.length > 0) result.set(facet.id, terms);
	}
	return result;
}

async function askTerms(facet: Facet, form: Form, given: string | undefined): Promise<string[]> {
	if (given !== undefined) {
		const terms = understandTerms(given, facet);
		if ("value" in terms) return terms.value.map(({ id }) => id);
		if (!form.asks) form.wrong("facet", terms.wrong);
		form.say(terms.wrong);
	}
	const terms = await form.may({
		flag: `facet ${facet.id}`,
		words: `Its ${facet.label}, or several, the main one first, with commas between`,
		choices: [...facet.terms.keys()],
		understand: (text) => understandTerms(text, facet),
	});
	return (terms ?? []).map(({ id }) => id);
}

/** The folder in which most records stand that have the same main term of the facet that orders the site. */
function usualFolder(kb: KnowledgeBase, facets: ReadonlyMap<string, readonly string[]>): string {
	const tree = kb.site.tree ?? "";
	const main = facets.get(tree)?.[0];
	const counts = new Map<string, number>();
	for (const { facets: own, place } of main === undefined ? [] : kb.records.values()) {
		if (own.get(tree)?.[0]?.id !== main) continue;
		const at = place.file.replace(/^content\/records\//, "").replace(/[^/]+$/, "");
		counts.set(at, (counts.get(at) ?? 0) + 1);
	}
	const [most] = [...counts].sort(([, a], [, b]) => b - a);
	return most?.[0] || "/";
}
