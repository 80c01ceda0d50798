import { shortName } from "../derive/library.ts";
import { conditionsText } from "../model/text.ts";
import type { Metric, Term, Work } from "../model/types.ts";
import type { Site } from "../schema/site.ts";
import type { Item } from "./change.ts";
import { facts, factsOf } from "./facts.ts";
import type { Declared } from "./records.ts";

export function workItem(work: Work): Item {
	return {
		name: [work.key, [shortName(work), work.csl.title].filter(Boolean).join(", ")].filter(Boolean).join(": "),
		file: work.bibtex.place.file,
		facts: facts([["type", work.bibtex.type], ...[...work.bibtex.fields].map(([name, { text }]) => [name, text] as const)]),
	};
}

export function termItem({ place, path, elements: _, facet: __, ...declared }: Term): Item {
	return { name: declared.label, file: place.file, facts: facts([...factsOf(declared), ["address", path]]) };
}

export function metricItem({ at, derived, ...declared }: Metric, { conditions }: Pick<Declared, "conditions">): Item {
	const file = "content/metrics.yaml";
	const computed = derived && { ...derived, formula: derived.text, text: undefined, except: conditionsText(derived.except, conditions) };
	return {
		name: declared.label,
		file,
		facts: facts([...factsOf(declared), ["at", conditionsText(at, conditions)], ...(computed === undefined ? [] : factsOf(computed))]),
	};
}

/** The settings of a site, each a thing of its own. */
export function settingItems(site: Site): Map<string, Item> {
	return new Map([...factsOf(site)].map(([name, text]) => [name, { name, file: "content/site.yaml", facts: facts([["value", text]]) }]));
}
