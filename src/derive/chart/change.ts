import type { ChartQuery, MetricColumn } from "../../model/chart.ts";
import { select, valueIn } from "../../model/query.ts";
import type { KnowledgeBase, Metric, StudiedRecord } from "../../model/types.ts";
import { unitText } from "../../quantity/format.ts";
import { central } from "../../quantity/quantity.ts";
import type { Held } from "../compared.ts";
import type { Deciding } from "../guard.ts";
import type { Made } from "./chart.ts";
import { chosen } from "./drawn.ts";
import { boundsKey, conditionLabel, countOf, counts, placeOn, pointOf, relationOf, subjectOf, type Value, valueCell } from "./subject.ts";
import type { Point, Subject } from "./view.ts";

/** One record's change from one quantity to another. */
export interface Change extends Subject {
	start: Point;
	end: Point;
	/** End as a share of start, in per cent. */
	share: number;
	/** The condition that the end was picked by. */
	reached: string;
	/** The deciding conditions that are not known to be the same for the two, and not unknown for both. */
	mixed: string[];
	/** Why it is not to be relied on. */
	doubt: string | undefined;
}

export interface ChangePicture {
	kind: "change";
	unit: string;
	scale: Metric["scale"];
	changes: Change[];
}

interface Found {
	change: Change;
	record: StudiedRecord;
	start: Value;
	end: Value;
	place: number | undefined;
}

/** So many rows are read as one picture: more than a screen and a half of them are a table. */
export const mostRows = 40;

/**
 * The changes that a query gives, in the order of the records: sorting by what is left would rank what cannot be
 * compared. Doubtful ones are left out unless they are asked for.
 */
export function changeChart(query: Extract<ChartQuery, { kind: "change" }>, kb: KnowledgeBase): Made {
	const { from, to, doubtful } = query;
	const [lacking, doubted]: [Subject[], Subject[]] = [[], []];
	const found = select(kb.records.values(), query.where).flatMap((record): Found[] => {
		const [start, end] = [valueIn(record, from, kb), valueIn(record, to, kb)];
		const subject = subjectOf(record, kb);
		const doubt = start?.doubt ?? end?.doubt;
		if (start === undefined || end === undefined) lacking.push(subject);
		else if (doubt !== undefined && !doubtful) doubted.push(subject);
		else {
			const reached = to.by && end.conditions.get(to.by.id);
			const mixed = mixedIn({ record, value: start }, { record, value: end }, kb).filter(({ id }) => id !== to.by?.id);
			const change: Change = {
				...subject,
				start: pointOf(start, kb),
				end: pointOf(end, kb),
				share: (100 * central(end.quantity)) / central(start.quantity),
				reached: to.by === undefined || reached === undefined ? "" : conditionLabel(reached, to.by, kb),
				mixed: mixed.map(({ label }) => label),
				doubt,
			};
			return [{ change, record, start, end, place: to.by && placeOn(to.by, reached) }];
		}
		return [];
	});
	// What is doubtful, or joins different conditions, is drawn and does not count.
	const isCounted = ({ change, start, end }: Found) => counts(start) && counts(end) && change.mixed.length === 0;
	const counted = found.filter(isCounted);
	const { drawn, cut } = chosen(found, {
		most: mostRows,
		what: kb.site.record.plural,
		by: "the least to the largest share that is left",
		rank: ({ change }) => change.share,
		name: ({ record }) => record.id,
		counts: isCounted,
	});
	const isDrawn = new Set(drawn);
	const mixed = [...new Set(drawn.flatMap(({ change }) => change.mixed))];
	const unit = unitText(to.metric.unit);
	return {
		title: finding(counted, query, kb),
		subtitle: `${from.metric.label} and ${to.metric.label}, ${unit}`,
		key: [
			`Hollow mark: ${from.metric.label}; filled: ${to.metric.label}; per cent: what is left.`,
			...(mixed.length === 0
				? []
				: [`Dashed and †: start and end not known to be at the same ${mixed.join(" or ")}, not part of the finding.`]),
			...(drawn.some(({ change }) => change.doubt !== undefined) ? ["Faint and ?: doubtful, not part of the finding."] : []),
			...boundsKey(drawn.flatMap(({ start, end }) => [start, end])),
		],
		picture: { kind: "change", unit, scale: to.metric.scale, changes: drawn.map(({ change }) => change) },
		cut,
		table: {
			columns: [
				{ id: "start", label: from.metric.label, unit: to.metric.unit, numeric: true },
				{ id: "start_conditions", label: "at", unit: "", numeric: false },
				{ id: "end", label: to.metric.label, unit: to.metric.unit, numeric: true },
				{ id: "end_conditions", label: "at", unit: "", numeric: false },
				{ id: "left", label: "left", unit: "%", numeric: true },
				{ id: "remarks", label: "remarks", unit: "", numeric: false },
			],
			rows: found.map((one) => {
				const { change, start, end, record } = one;
				return {
					id: change.id,
					name: change.pieces,
					to: change.to,
					study: record.study,
					drawn: isDrawn.has(one),
					cells: [
						valueCell(start),
						{ text: change.start.conditions },
						valueCell(end),
						{ text: change.end.conditions },
						{ text: String(Math.round(change.share)), data: Number(change.share.toPrecision(4)) },
						{
							text: [
								change.mixed.length === 0 ? "" : `not known to be at the same ${change.mixed.join(", ")}`,
								change.doubt === undefined ? "" : `doubtful: ${change.doubt}`,
							]
								.filter(Boolean)
								.join("; "),
						},
					],
				};
			}),
		},
		compared: counted.map(({ record, end }) => ({ record, value: end })),
		shown: drawn.flatMap(({ record, start, end }) => [
			{ record, value: start },
			{ record, value: end },
		]),
		groups: drawn.map(({ change }) => change.group),
		left: [
			{ why: "one of the two values is not given", records: lacking },
			{ why: "one of the two values is doubtful", records: doubted },
		],
	};
}

/** "9 teas end with 31 to 91 % of their caffeine, between 3 min and 10 min": only what the data say. */
function finding(counted: readonly Found[], { from, to }: { from: MetricColumn; to: MetricColumn }, kb: KnowledgeBase): string {
	const [first] = counted;
	if (first === undefined) return "No two values measured alike to set side by side";
	const shares = counted.map(({ change }) => Math.round(change.share));
	const sorted = [...counted].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
	const [early = "", late = ""] = [sorted[0]?.change.reached, sorted.at(-1)?.change.reached];
	const when = to.by === undefined ? "" : early === late ? `, at ${early}` : `, between ${early} and ${late}`;
	const [least, most] = [Math.min(...shares), Math.max(...shares)];
	const range = least === most ? `${least}` : `${least} to ${most}`;
	const who = counted.length === 1 ? `${first.change.name} ends` : `${countOf(counted.length, kb)} end`;
	return `${who} with ${range}\u202f% of ${counted.length === 1 ? "its" : "their"} ${from.metric.label}${when}`;
}

/** The deciding conditions that keep two values from being one change: they differ, or only one of the two gives them comparably. */
function mixedIn(start: Held, end: Held, kb: KnowledgeBase): Deciding[] {
	const { differs, unknown } = relationOf(start, end, kb);
	// Unknown for one of the two is not equal; unknown for both is what the guard says of all.
	const half = unknown.filter(({ id }) => start.value.conditions.has(id) || end.value.conditions.has(id));
	return [...differs, ...half];
}
