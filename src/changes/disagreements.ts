import type { References } from "../cite/references.ts";
import { type DisagreementView, disagreementsView } from "../derive/disagreements.ts";
import type { KnowledgeBase } from "../model/types.ts";
import type { Item } from "./change.ts";
import { facts } from "./facts.ts";

/** A disagreement: one that a rule found, or one noted by hand. */
interface DisagreementItem extends Item {
	what: string;
}

// Which works are cited is known without formatting them.
const unformatted: References = {
	kind: "label",
	keys: [],
	number: () => 0,
	label: () => undefined,
	entry: () => "",
	citation: () => "",
	names: () => "",
};

/**
 * The disagreements of a knowledge base, by what tells them apart: the id of a note; of what a rule found, the rule, the
 * values and what is printed, since ids of measurements may only count.
 */
export function disagreementItems(kb: KnowledgeBase): Map<string, DisagreementItem> {
	const items = new Map<string, DisagreementItem>();
	for (const view of disagreementsView(kb, unformatted).all) {
		const key =
			view.rule === undefined ? `note ${view.id}` : JSON.stringify([view.rule, view.what, view.shown, ...view.printed.map(printedText)]);
		items.set(items.has(key) ? `${key} ${view.id}` : key, disagreementItem(view));
	}
	return items;
}

function disagreementItem(view: DisagreementView): DisagreementItem {
	const rules = { readings: "readings differ", computed: "against the computed value", trend: "against the trend", twice: "printed twice" };
	return {
		name: view.what,
		what: `${view.rule ?? ""} ${view.what}`,
		// A note's file is not known by name; the folder stands for it.
		file: view.rule === undefined ? "content/disagreements/" : "",
		facts: facts([
			["what", view.what],
			["found by", view.rule && rules[view.rule]],
			["kind", view.kind],
			...view.printed.map((one) => ["printed", printedText(one)] as const),
			["shown", view.shown],
			["evidence", view.evidence],
			["sure by", view.sure],
			["about", view.about.map(({ label }) => label).join(", ")],
		]),
	};
}

function printedText({ citation, place, text }: DisagreementView["printed"][number]): string {
	return `${[...(citation?.keys ?? []), place].join(", ")}: “${text}”`;
}
