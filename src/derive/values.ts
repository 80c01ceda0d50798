import { conditionsText, conditionText } from "../model/text.ts";
import type { DerivedValue, KnowledgeBase, Measurement, Reading } from "../model/types.ts";
import { quantityText, unitText } from "../quantity/format.ts";
import type { CitationView, PageCitations } from "./citing.ts";

/** A reading as it is shown: where it stands, and what is printed there. */
export interface ReadingView {
	citation: CitationView;
	/** The place in the document. */
	place: string;
	how: string;
	/** What is printed, where it differs from what is shown. */
	printed: string | undefined;
	/** Conditions printed there that differ from the measurement's. */
	conditions: string | undefined;
	/** Conditions that the place gives for a whole row, by their labels. */
	scopes: string[];
	doubt: string | undefined;
	/** The number under which the document wrongly cites the study. */
	citedAs: string | undefined;
	shown: boolean;
}

/** A value as tables, cards and sentences show it. */
export interface ValueView {
	kind: "reported" | "derived";
	metric: { id: string; label: string };
	/** The number, with its qualifier and without its unit. */
	number: string;
	unit: string;
	/** The conditions in a line; empty where none is given. */
	conditions: string;
	disagrees: boolean;
	doubt: string | undefined;
	/** Its address, from the site's root. */
	to: string;
	/** How a derived value came about. */
	derivation: string | undefined;
}

/** Labels of terms that a condition shares with a facet. */
export function termLabels(kb: Pick<KnowledgeBase, "facets">): (term: string) => string | undefined {
	return (id) => {
		for (const facet of kb.facets.values()) {
			const term = facet.terms.get(id);
			if (term !== undefined) return term.formula ?? term.label;
		}
		return undefined;
	};
}

/** The conditions of a value that are worth a line: those that its metric implies are left out. */
export function shownConditions(value: Measurement | DerivedValue, kb: KnowledgeBase, leaveOut: ReadonlySet<string> = new Set()): string {
	const kept = new Map([...value.conditions].filter(([id]) => !value.metric.at.has(id) && !leaveOut.has(id)));
	return conditionsText(kept, kb.conditions, termLabels(kb));
}

/** Tables, charts and pages of many records show the same value: it is set once. */
const views = new WeakMap<Measurement | DerivedValue, ValueView>();

/** A value as shown, with the address of its row on its record's page. */
export function valueView(value: Measurement | DerivedValue, recordPath: string, kb: KnowledgeBase): ValueView {
	const view = views.get(value) ?? newView(value, recordPath, kb);
	views.set(value, view);
	return view;
}

function newView(value: Measurement | DerivedValue, recordPath: string, kb: KnowledgeBase): ValueView {
	return {
		kind: value.kind,
		metric: { id: value.metric.id, label: value.metric.label },
		number: quantityText(value.quantity),
		unit: unitText(value.metric.unit),
		conditions: shownConditions(value, kb, facetConditions(kb)),
		disagrees: value.kind === "reported" && value.disagrees,
		doubt: value.doubt,
		to: `${recordPath}#${value.id}`,
		derivation: value.kind === "derived" ? derivation(value, kb) : undefined,
	};
}

const repeating = new WeakMap<KnowledgeBase["conditions"], ReadonlySet<string>>();

/** Conditions that repeat a facet: a record's chips show them already. */
export function facetConditions({ conditions }: Pick<KnowledgeBase, "conditions">): ReadonlySet<string> {
	const known =
		repeating.get(conditions) ?? new Set([...conditions.values()].flatMap(({ id, facet }) => (facet === undefined ? [] : [id])));
	repeating.set(conditions, known);
	return known;
}

/** "computed as 100 * cup / leaf from 20 (3 min) and ~30; harvest not known to be the same" */
function derivation(value: DerivedValue, kb: KnowledgeBase): string {
	const inputs = [...value.inputs].map(
		([name, input]) => `${name} = ${quantityText(input.quantity)}\u202f${unitText(input.metric.unit)}${conditionsSuffix(input, kb)}`,
	);
	const unknown = value.unknown.map((id) => kb.conditions.get(id)?.label ?? id);
	return `${value.metric.derived?.text ?? ""}, with ${inputs.join(" and ")}${unknown.length === 0 ? "" : `; not known to be the same in both: ${unknown.join(", ")}`}`;
}

function conditionsSuffix(input: Measurement, kb: KnowledgeBase): string {
	const text = conditionsText(new Map([...input.conditions].filter(([id]) => !facetConditions(kb).has(id))), kb.conditions, termLabels(kb));
	return text === "" ? "" : ` (${text})`;
}

/** A reading as shown, its document cited on the page. */
export function readingView(reading: Reading, of: Measurement, kb: KnowledgeBase, citations: PageCitations): ReadingView {
	const differing = [...kb.conditions.values()].flatMap((condition) => {
		const [own, shown] = [reading, of].map(({ conditions }) => conditions.get(condition.id));
		if (own === undefined) return shown === undefined ? [] : [`${condition.label} not given`];
		return own.text === shown?.text ? [] : [conditionText(own, condition, termLabels(kb))];
	});
	const value = quantityText(reading.quantity);
	const printed =
		reading.printed ??
		(reading.shown && reading.metric === of.metric
			? undefined
			: `${value}\u202f${unitText(reading.metric.unit)}${reading.metric === of.metric ? "" : ` as ${reading.metric.label}`}`);
	return {
		citation: citations.cite([{ key: reading.in, offset: 0 }]),
		place: reading.at,
		how: reading.how,
		printed,
		conditions: differing.length === 0 ? undefined : differing.join(", "),
		scopes: [...reading.scopes].map((id) => kb.conditions.get(id)?.label ?? id),
		doubt: reading.doubt,
		citedAs: reading.citedAs,
		shown: reading.shown,
	};
}
