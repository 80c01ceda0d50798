import type { References } from "../cite/references.ts";
import type { Piece } from "../formula/formula.ts";
import { valueIn } from "../model/query.ts";
import type { KnowledgeBase, StudiedRecord } from "../model/types.ts";
import { quantityText, unitText } from "../quantity/format.ts";
import type { ReadingData } from "../schema/record.ts";
import { type BesideView, besides } from "./beside.ts";
import { type CitationView, PageCitations, type PlaceOfCitation, type ReferenceView } from "./citing.ts";
import { type ComputedView, computedView } from "./computed.ts";
import type { DisagreementView } from "./disagreements.ts";
import { expectedColumns, type Gaps, gapsOf } from "./gaps.ts";
import { type MeasurementView, measurementView } from "./measurement.ts";
import { fullAddress, recordPath } from "./paths.ts";
import { type Backward, backward, type RelationView, relationsOf } from "./relations.ts";
import { reportLink } from "./report.ts";
import { Standings, type StandingView } from "./standing.ts";
import { groupOf, type TermLink, termLink } from "./table.ts";
import { type ValueView, valueView } from "./values.ts";

export interface RecordView {
	id: string;
	path: string;
	name: string;
	pieces: Piece[];
	aliases: string[];
	group: string | undefined;
	/** The main term of the tree's facet, for the trail. */
	main: TermLink[];
	facets: { label: string; terms: TermLink[] }[];
	elements: string[];
	/** The figures that matter most. */
	figures: ValueView[];
	/** Measurements, by metric in declared order. */
	measurements: MeasurementView[];
	derived: ComputedView[];
	/** What could not be computed, and why. */
	notComputed: { label: string; reason: string }[];
	fields: { label: string; value: string; citation: CitationView | undefined; place: string | undefined }[];
	process: { method: TermLink | undefined; settings: string | undefined; citations: { citation: CitationView; place: string }[] }[];
	observations: { text: string; citations: { citation: CitationView; place: string }[] }[];
	relations: RelationView[];
	remarks: string | undefined;
	/** Disagreements that concern it, with their addresses. */
	disagreements: { to: string; what: string; shown: string }[];
	/** It and its control, or it and what it is the control of. */
	beside: BesideView[];
	/** Where the figures that matter stand among those of other records that were measured alike. */
	standing: StandingView[];
	/** What the sources do not give. */
	gaps: Gaps;
	/** Where to report a mistake. */
	report: string | undefined;
	study: CitationView;
	studyKey: string;
	references: ReferenceView[];
	file: string;
	/** One sentence for machines and search. */
	description: string;
	cited: PlaceOfCitation[];
}

/** What is gathered once from all records, and shown of each. */
export interface RecordContext {
	disagreementsOf(record: string): readonly DisagreementView[];
	standings: Standings;
	others: Backward;
}

/** Gathers it. */
export function recordContext(disagreements: readonly DisagreementView[], kb: KnowledgeBase): RecordContext {
	const byRecord = new Map<string, DisagreementView[]>();
	for (const one of disagreements) {
		for (const id of new Set(one.subjects.map((subject) => subject.split("#")[0] ?? "")))
			byRecord.set(id, [...(byRecord.get(id) ?? []), one]);
	}
	return { disagreementsOf: (id) => byRecord.get(id) ?? [], standings: new Standings(kb), others: backward(kb) };
}

/** Derives all that a record's page shows. */
export function recordView(
	record: StudiedRecord,
	{ disagreementsOf, standings, others }: RecordContext,
	kb: KnowledgeBase,
	references: References,
): RecordView {
	const disagreements = disagreementsOf(record.id);
	const citations = new PageCitations(references);
	const path = recordPath(record.id, kb);
	const study = citations.cite([{ key: record.study, offset: 0 }]);
	const cited: RecordView["cited"] = [{ kind: "study", keys: study.keys, anchor: study.id, text: `${record.name}: the study` }];
	const cite = (key: string, kind: PlaceOfCitation["kind"], text: string) => {
		const citation = citations.cite([{ key, offset: 0 }]);
		cited.push({ kind, keys: citation.keys, anchor: citation.id, text });
		return citation;
	};
	const sources = (readings: readonly ReadingData[] | undefined, text: string) =>
		(readings ?? []).map((reading) => ({ citation: cite(reading.in, "note", text), place: reading.place }));
	const order = [...kb.metrics.keys()];
	const measurements = [...record.measurements]
		.sort((a, b) => order.indexOf(a.metric.id) - order.indexOf(b.metric.id))
		.map((measurement) => {
			const view = measurementView(measurement, record, disagreements, kb, citations);
			for (const reading of view.readings)
				cited.push({
					kind: "value",
					keys: reading.citation.keys,
					anchor: reading.citation.id,
					text: `${record.name}: ${view.value.metric.label} ${view.value.number}\u202f${view.value.unit} (${reading.place})`,
				});
			return view;
		});
	const columns = expectedColumns(kb).flatMap((column) => (column.kind === "metric" ? (valueIn(record, column, kb) ?? []) : []));
	const main = [...new Set(columns)];
	const figures = main.map((value) => valueView(value, path, kb));
	const facets = [...record.facets].map(([id, terms]) => ({ label: kb.facets.get(id)?.label ?? id, terms: terms.map(termLink) }));
	return {
		id: record.id,
		path,
		name: record.name,
		pieces: record.pieces,
		aliases: record.aliases,
		group: groupOf(record, kb),
		main: (record.facets.get(kb.site.tree ?? "") ?? []).slice(0, 1).map(termLink),
		facets,
		elements: record.elements,
		figures,
		measurements,
		notComputed: record.notComputed.map(({ metric, reason }) => ({ label: metric.label, reason })),
		derived: record.derived.map((value) => computedView(value, path, kb)),
		fields: record.fields.map(({ label, quantity, reading }) => ({
			label,
			value: `${quantityText(quantity)}\u202f${unitText(quantity.unit)}`,
			citation: reading && cite(reading.in, "value", `${record.name}: ${label} (${reading.at})`),
			place: reading?.at,
		})),
		process: record.process.map((step) => {
			const term =
				step.method === undefined ? undefined : [...kb.facets.values()].flatMap((facet) => facet.terms.get(step.method ?? "") ?? [])[0];
			return {
				method: term && termLink(term),
				settings: step.settings,
				citations: sources(step.read, `${record.name}: ${[term?.label, step.settings].filter(Boolean).join(", ")}`),
			};
		}),
		observations: record.observations.map(({ text, read }) => ({ text, citations: sources(read, text) })),
		relations: relationsOf(record, others, kb),
		remarks: record.remarks,
		disagreements: disagreements.map(({ to, what, shown }) => ({
			to,
			what: what.startsWith(`${record.name}: `) ? what.slice(record.name.length + 2) : what,
			shown,
		})),
		beside: besides(record, others, kb),
		standing: main.flatMap((value) => standings.of(record, value) ?? []),
		gaps: gapsOf(record, kb),
		report: reportLink(kb.site, { record: `${record.name} (${record.id})`, page: fullAddress(path, kb) }),
		study,
		studyKey: record.study,
		references: citations.list(),
		file: record.place.file,
		description: describe(record, figures),
		cited,
	};
}

function describe(record: StudiedRecord, figures: readonly ValueView[]): string {
	const terms = [...record.facets.values()].map((list) => list[0]?.label).filter(Boolean);
	const numbers = figures.map(
		(figure) => `${figure.metric.label} ${figure.number}\u202f${figure.unit}${figure.conditions === "" ? "" : ` (${figure.conditions})`}`,
	);
	return [`${record.name}: ${terms.join(", ")}.`, numbers.length === 0 ? "" : `${numbers.join("; ")}.`].filter(Boolean).join(" ");
}
