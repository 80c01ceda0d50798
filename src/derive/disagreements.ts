import type { References } from "../cite/references.ts";
import { disagreementAddresses, disagreementPages, disagreementsPath } from "../model/disagreementpages.ts";
import type { FoundDisagreement, Rule } from "../model/found.ts";
import { conditionsText } from "../model/text.ts";
import type { DerivedValue, KnowledgeBase, Measurement } from "../model/types.ts";
import { quantityText, unitText } from "../quantity/format.ts";
import { type Certainty, type Disagreement, type DisagreementKind, disagreementKinds } from "../schema/disagreement.ts";
import { type CitationView, PageCitations, type ReferenceView } from "./citing.ts";
import { shortName } from "./library.ts";
import { recordPath, referencePath } from "./paths.ts";
import { readingView, termLabels } from "./values.ts";

export interface DisagreementView {
	id: string;
	/** Its address: its page with its anchor. */
	to: string;
	kind: DisagreementKind;
	/** The rule that found it; nothing where it was noted by hand. */
	rule: Rule | undefined;
	what: string;
	printed: { citation: CitationView | undefined; place: string; text: string }[];
	shown: string;
	evidence: string;
	sure: Certainty;
	/** What it concerns. */
	about: { label: string; to: string }[];
	/** Records and measurements that it concerns, `record` or `record#measurement`. */
	subjects: string[];
}

/** A page of the list of disagreements. */
export interface DisagreementsPage {
	/** Its place among the pages, from 1. */
	number: number;
	path: string;
	/** By kind; a kind that began on a page before goes on. */
	groups: { kind: DisagreementKind; goesOn: boolean; list: DisagreementView[] }[];
	references: ReferenceView[];
}

export interface Disagreements {
	/** Those noted by hand, then those found by rules. */
	all: DisagreementView[];
	pages: DisagreementsPage[];
	/** The kinds that occur: how many there are, and the address where the first one stands. */
	kinds: { kind: DisagreementKind; count: number; to: string }[];
}

/** All disagreements: those that rules found in the records, and those noted by hand, on the pages of their list. Each page has its own references. */
export function disagreementsView(kb: KnowledgeBase, references: References): Disagreements {
	const entries = [...kb.disagreements, ...kb.found];
	const cut = disagreementPages(entries);
	const addresses = disagreementAddresses(cut);
	const views = new Map<string, DisagreementView>();
	const pages = cut.map((page, index): DisagreementsPage => {
		const citations = new PageCitations(references);
		const own = page.map((one) => {
			const view = { to: addresses.get(one.id) ?? "", ...("rule" in one ? ruleView(one, kb, citations) : noteView(one, kb, citations)) };
			views.set(one.id, view);
			return view;
		});
		return {
			number: index + 1,
			path: disagreementsPath(index + 1),
			groups: [...Map.groupBy(own, ({ kind }) => kind)].map(([kind, list]) => ({
				kind,
				goesOn: cut[index - 1]?.at(-1)?.kind === kind,
				list,
			})),
			references: citations.list(),
		};
	});
	return {
		all: entries.flatMap(({ id }) => views.get(id) ?? []),
		pages,
		kinds: disagreementKinds.flatMap((kind) => {
			const first = pages.find(({ groups }) => groups.some((group) => group.kind === kind));
			const count = entries.filter((one) => one.kind === kind).length;
			return first === undefined ? [] : [{ kind, count, to: `${first.path}#${kindAnchor(kind)}` }];
		}),
	};
}

/** The anchor of a kind on a page of the list. */
export function kindAnchor(kind: DisagreementKind): string {
	return `kind-${kind}`;
}

function noteView({ about, printed, ...rest }: Disagreement, kb: KnowledgeBase, citations: PageCitations): Omit<DisagreementView, "to"> {
	return {
		...rest,
		rule: undefined,
		printed: printed.map(({ in: key, place, text }) => ({ citation: citations.cite([{ key, offset: 0 }]), place, text })),
		about: subjects(about, kb),
		subjects: about.filter((name) => !name.startsWith("@")),
	};
}

/** What a note concerns, each record and work once: the first measurement that is named of a record leads to its place. */
function subjects(about: readonly string[], kb: KnowledgeBase): DisagreementView["about"] {
	const found = new Map<string, DisagreementView["about"][number]>();
	for (const name of about) {
		const [id = "", measurement] = name.replace("@", "").split("#");
		if (found.has(id)) continue;
		const anchor = measurement === undefined ? "" : `#${measurement}`;
		found.set(
			id,
			name.startsWith("@")
				? { label: shortName(kb.works.get(id)), to: referencePath(id) }
				: { label: kb.records.get(id)?.name ?? id, to: `${recordPath(id, kb)}${anchor}` },
		);
	}
	return [...found.values()];
}

function ruleView(
	{ id, rule, kind, record, values, other }: FoundDisagreement,
	kb: KnowledgeBase,
	citations: PageCitations,
): Omit<DisagreementView, "to"> {
	const [first, second] = values;
	const text = (value: Measurement | DerivedValue | undefined) =>
		value === undefined ? "" : `${quantityText(value.quantity)}\u202f${unitText(value.metric.unit)}`;
	const at = (value: Measurement | DerivedValue | undefined) =>
		value === undefined ? "" : conditionsText(value.conditions, kb.conditions, termLabels(kb));
	const readings = values.flatMap((value) =>
		value.kind === "reported"
			? value.readings.map((reading) => ({ reading, view: readingView(reading, value, kb, citations), value }))
			: [],
	);
	const evidence = {
		readings: first?.kind === "reported" && first.because !== undefined ? first.because : "The readings of one quantity differ.",
		computed: `Computed from the other values printed: ${text(second)}.`,
		trend: `${first?.metric.label ?? ""} goes from ${text(first)} (${at(first)}) to ${text(second)} (${at(second)}), against what is usual.`,
		twice: `The same number is printed for ${record.name} and for ${other?.name ?? ""}, from different studies.`,
	}[rule];
	return {
		id,
		kind,
		rule,
		what: `${record.name}: ${first?.metric.label ?? ""}`,
		printed: readings.map(({ reading, view, value }) => ({
			citation: view.citation,
			place: reading.at,
			text: [view.printed ?? text({ ...value, quantity: reading.quantity, metric: reading.metric }), view.conditions]
				.filter(Boolean)
				.join(", "),
		})),
		shown: `${text(first)}${first?.doubt === undefined ? "" : ", marked as doubtful"}.`,
		evidence,
		sure: rule === "readings" ? "source" : "arithmetic",
		about: [
			{ label: record.name, to: `${recordPath(record.id, kb)}#${first?.id ?? ""}` },
			...(other === undefined ? [] : [{ label: other.name, to: `${recordPath(other.id, kb)}#${second?.id ?? ""}` }]),
		],
		subjects: values.map((value) => `${(value === second && other !== undefined ? other : record).id}#${value.id}`),
	};
}
