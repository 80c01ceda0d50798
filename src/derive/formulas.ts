import { isFormula, pieces } from "../formula/formula.ts";
import type { KnowledgeBase } from "../model/types.ts";

/**
 * The words that are set with indices wherever they stand in a text: formulas, names and synonyms of the vocabulary
 * and of records that have any. Only what the knowledge base names is touched.
 */
export function knownFormulas(kb: KnowledgeBase): Set<string> {
	const names = [
		...[...kb.facets.values()]
			.flatMap((facet) => [...facet.terms.values()])
			.flatMap((term) => [term.formula ?? "", term.label, ...term.synonyms]),
		...[...kb.records.values()].flatMap(({ name, aliases }) => [name, ...aliases]),
	];
	const words = names.flatMap((name) => [name, ...name.split(/[\s(),]+/)]);
	return new Set(
		words.filter(
			(word) => !/\s/.test(word) && pieces(word).some(({ script }) => script !== undefined) && (isFormula(word) || /[/@–-]/.test(word)),
		),
	);
}
