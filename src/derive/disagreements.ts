import { sameCondition } from "../model/conditions.ts";
import { conditionsText } from "../model/text.ts";
import type { DerivedValue, KnowledgeBase, Measurement, StudiedRecord } from "../model/types.ts";
import { quantityText, unitText } from "../quantity/format.ts";
import type { Certainty, DisagreementKind } from "../schema/disagreement.ts";
import type { CitationView, PageCitations } from "./citing.ts";
import { shortName } from "./library.ts";
import { recordPath, referencePath } from "./paths.ts";
import { readingView, termLabels } from "./values.ts";

/** How a disagreement was found. */
export type Rule = "readings" | "computed" | "trend" | "twice";

export interface DisagreementView {
	id: string;
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

interface Found {
	id: string;
	rule: Rule;
	record: StudiedRecord;
	/** The values that disagree; the first one carries the mark. */
	values: (Measurement | DerivedValue)[];
	other?: StudiedRecord;
}

/** All disagreements: those that rules find in the records, and those noted by hand; a note stands for what a rule finds of the same value. */
export function disagreementViews(kb: KnowledgeBase, citations: PageCitations): DisagreementView[] {
	const noted = new Set(kb.disagreements.flatMap(({ about }) => about));
	const found = [...kb.records.values()]
		.flatMap((record) => [...readingsThatDiffer(record), ...againstComputed(record), ...againstTrend(record)])
		.concat(printedTwice([...kb.records.values()]));
	const byRule = found
		.filter(({ record, values }) => !noted.has(`${record.id}#${values[0]?.id ?? ""}`))
		.map((one) => ruleView(one, kb, citations));
	const byHand = kb.disagreements.map(
		({ about, printed, ...rest }): DisagreementView => ({
			...rest,
			rule: undefined,
			printed: printed.map(({ in: key, place, text }) => ({ citation: citations.cite([{ key, offset: 0 }]), place, text })),
			about: subjects(about, kb),
			subjects: about.filter((name) => !name.startsWith("@")),
		}),
	);
	return [...byHand, ...byRule];
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

function readingsThatDiffer(record: StudiedRecord): Found[] {
	return record.measurements
		.filter(({ disagrees }) => disagrees)
		.map((value) => ({ id: `${record.id}-${value.id}`, rule: "readings", record, values: [value] }));
}

/** A reported value against the one computed for the same conditions, further apart than rounding of either. */
function againstComputed(record: StudiedRecord): Found[] {
	return record.derived.flatMap((derived) => {
		const reported = record.measurements.filter(
			(value) =>
				value.metric === derived.metric &&
				value.base === undefined &&
				[...value.conditions].every(
					([id, condition]) => !derived.conditions.has(id) || sameCondition(condition, derived.conditions.get(id)),
				),
		);
		return reported.flatMap((value): Found[] => {
			const [a, b] = [value.quantity.value, derived.quantity.value];
			if (a === undefined || b === undefined) return [];
			const exact = value.quantity.qualifier === "" && derived.quantity.qualifier === "";
			const tolerance = Math.max(10 ** -value.quantity.decimals, Math.abs(b) * (exact ? 0.005 : 0.03));
			return Math.abs(a - b) <= tolerance
				? []
				: [{ id: `${record.id}-${value.id}-computed`, rule: "computed", record, values: [value, derived] }];
		});
	});
}

/** Two values of one run that go against the metric's declared trend. */
function againstTrend(record: StudiedRecord): Found[] {
	return record.measurements.flatMap((value, index) => {
		const { trend } = value.metric;
		if (trend === undefined || value.disagrees) return [];
		return record.measurements.slice(index + 1).flatMap((other): Found[] => {
			const alike =
				other.metric === value.metric &&
				other.of === value.of &&
				new Set([...value.conditions.keys(), ...other.conditions.keys()]).size > 0;
			const same =
				alike &&
				[...new Set([...value.conditions.keys(), ...other.conditions.keys()])].every(
					(id) => id === trend.over || sameCondition(value.conditions.get(id), other.conditions.get(id)),
				);
			const [a, b] = [value.conditions.get(trend.over), other.conditions.get(trend.over)].map(
				(condition) => condition?.normal ?? condition?.value,
			);
			const [x, y] = [value.quantity.value, other.quantity.value];
			if (!same || a === undefined || b === undefined || x === undefined || y === undefined || a === b) return [];
			const rises = (b - a) * (y - x) > 0;
			return rises === (trend.direction === "rises") || x === y
				? []
				: [{ id: `${record.id}-${value.id}-${other.id}-trend`, rule: "trend", record, values: [value, other] }];
		});
	});
}

/** What more studies than these print is no unusual number. */
const few = 3;

/**
 * The same unusual number for one metric in two or three studies: four digits, not rounded to tens, or three with a
 * decimal.
 */
function printedTwice(records: readonly StudiedRecord[]): Found[] {
	const unusual = records.flatMap((record) =>
		record.measurements
			.filter(
				({ quantity }) =>
					quantity.value !== undefined &&
					/[1-9]$|\..*0$/.test(quantity.text) &&
					quantity.text.replace(/\D/g, "").length >= (quantity.text.includes(".") ? 3 : 4),
			)
			.map((value) => ({ record, value })),
	);
	const equal = Map.groupBy(unusual, ({ value }) => `${value.metric.id} ${value.quantity.value}`);
	for (const [number, values] of equal) if (new Set(values.map(({ record }) => record.study)).size > few) equal.delete(number);
	return unusual.flatMap((one) => {
		const same = equal.get(`${one.value.metric.id} ${one.value.quantity.value}`) ?? [];
		return same
			.slice(same.indexOf(one) + 1)
			.filter((other) => other.record.study !== one.record.study)
			.map(
				(other): Found => ({
					id: `${one.record.id}-${one.value.id}-${other.record.id}-${other.value.id}-twice`,
					rule: "twice",
					record: one.record,
					values: [one.value, other.value],
					other: other.record,
				}),
			);
	});
}

function ruleView({ id, rule, record, values, other }: Found, kb: KnowledgeBase, citations: PageCitations): DisagreementView {
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
		kind:
			rule === "readings" && first?.kind === "reported" && first.readings.every(({ quantity }) => quantity.text === first.quantity.text)
				? "condition"
				: "value",
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
