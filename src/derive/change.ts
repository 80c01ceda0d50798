import type { Piece } from "../formula/formula.ts";
import { type Column, type Query, select, valueIn } from "../model/query.ts";
import { conditionText } from "../model/text.ts";
import type { ConditionValue, DerivedValue, KnowledgeBase, Measurement } from "../model/types.ts";
import { quantityText, unitText } from "../quantity/format.ts";
import { central } from "../quantity/quantity.ts";
import type { CitationView, PageCitations } from "./citing.ts";
import { guardOf, type Held } from "./compared.ts";
import { recordPath } from "./paths.ts";
import { groupOf } from "./table.ts";
import { facetConditions, shownConditions } from "./values.ts";

type MetricColumn = Extract<Column, { kind: "metric" }>;

/** One record's change from one quantity to another. */
export interface Change {
	id: string;
	name: string;
	pieces: Piece[];
	to: string;
	group: string | undefined;
	start: { value: number; text: string; conditions: string };
	end: { value: number; text: string; conditions: string };
	/** End as a share of start, in per cent. */
	share: number;
	/** The deciding conditions that are known to differ between the two. */
	mixed: string[];
	/** Why it is not to be relied on. */
	doubt: string | undefined;
	citation: CitationView;
}

/** A chart of changes: its finding, what it shows, and the data; no pixels. */
export interface ChangeView {
	/** A finding, made from the data. */
	title: string;
	/** The measure and its unit. */
	subtitle: string;
	changes: Change[];
	unit: string;
	/** The groups that occur, by the labels of their terms. */
	groups: { id: string; label: string }[];
	/** Records that the query finds and that lack one of the two quantities. */
	left: { name: Piece[]; to: string }[];
	guard: string;
}

/**
 * The changes that a query gives, in the order of the records: sorting by what is left would rank what cannot be compared.
 * Doubtful ones are left out unless they are asked for.
 */
export function changeView(
	query: Query,
	from: MetricColumn,
	to: MetricColumn,
	doubtful: boolean,
	kb: KnowledgeBase,
	citations: PageCitations,
): ChangeView {
	const left: ChangeView["left"] = [];
	const held: Held[] = [];
	const changes = select(kb.records.values(), query).flatMap((record) => {
		const start = valueIn(record, from, kb);
		const end = valueIn(record, to, kb);
		const doubt = start?.doubt ?? end?.doubt;
		if (start === undefined || end === undefined || (doubt !== undefined && !doubtful)) {
			left.push({ name: record.pieces, to: recordPath(record.id, kb) });
			return [];
		}
		if (doubt === undefined) held.push({ record, value: end });
		const point = (value: Measurement | DerivedValue) => ({
			value: central(value.quantity),
			text: quantityText(value.quantity),
			conditions: shownConditions(value, kb, facetConditions(kb)),
		});
		const mixed = [...kb.conditions.values()].filter(
			(condition) =>
				condition.decides && condition.id !== to.by?.id && differ(start.conditions.get(condition.id), end.conditions.get(condition.id)),
		);
		return [
			{
				record,
				start: point(start),
				end: point(end),
				share: (100 * central(end.quantity)) / central(start.quantity),
				mixed: mixed.map(({ label }) => label),
				doubt,
				reached: to.by === undefined ? undefined : end.conditions.get(to.by.id),
			},
		];
	});
	// What is doubtful, or known to join different conditions, is drawn and does not count.
	const counted = changes.filter(({ doubt, mixed }) => doubt === undefined && mixed.length === 0);
	return {
		title: finding(counted, to),
		subtitle: `${from.metric.label} and ${to.metric.label}, ${unitText(to.metric.unit)}`,
		changes: changes.map(({ record, reached: _, ...change }) => ({
			...change,
			id: record.id,
			name: record.name,
			pieces: record.pieces,
			to: recordPath(record.id, kb),
			group: groupOf(record, kb),
			citation: citations.cite([{ key: record.study, offset: 0 }]),
		})),
		unit: unitText(to.metric.unit),
		groups: groupsOf(
			changes.map(({ record }) => groupOf(record, kb)),
			kb,
		),
		left,
		guard: guardOf(held, kb),
	};
}

function groupsOf(ids: readonly (string | undefined)[], kb: KnowledgeBase): ChangeView["groups"] {
	const terms = [...(kb.facets.get(kb.site.tree ?? "")?.terms.values() ?? [])];
	return terms.filter(({ id }) => ids.includes(id)).map(({ id, label }) => ({ id, label }));
}

function differ(a: ConditionValue | undefined, b: ConditionValue | undefined): boolean {
	return a !== undefined && b !== undefined && a.text !== b.text && (a.normal === undefined || a.normal !== b.normal);
}

/** "31 to 91 % is left, measured between cycle 50 and cycle 200": nothing that the data do not say. */
function finding(counted: readonly { share: number; reached: ConditionValue | undefined }[], { by }: MetricColumn): string {
	if (counted.length === 0 || by === undefined) return "No two values to set side by side";
	const shares = counted.map(({ share }) => share);
	const [most, least] = [Math.max(...shares), Math.min(...shares)];
	const conditions = counted.flatMap(({ reached }) => reached ?? []).sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
	const [first, last] = [conditions[0], conditions.at(-1)];
	const text = (value: ConditionValue | undefined) => (value === undefined ? "" : conditionText(value, by));
	const when = first?.value === last?.value ? `at ${text(first)}` : `between ${text(first)} and ${text(last)}`;
	const range = Math.round(most) === Math.round(least) ? `${Math.round(most)}` : `${Math.round(least)} to ${Math.round(most)}`;
	return `${range}\u202f% is left, measured ${when}`;
}
