import type { References } from "../cite/references.ts";
import type { Piece } from "../formula/formula.ts";
import { readColumns, valueIn } from "../model/query.ts";
import type { KnowledgeBase, Measurement, StudiedRecord } from "../model/types.ts";
import { Problems } from "../problem/problem.ts";
import { quantityText, unitText } from "../quantity/format.ts";
import type { ReadingData, Relation } from "../schema/record.ts";
import { type CitationView, PageCitations, type ReferenceView } from "./citing.ts";
import type { DisagreementView } from "./disagreements.ts";
import { recordPath } from "./paths.ts";
import { groupOf, type TermLink, termLink } from "./table.ts";
import { type ReadingView, readingView, termLabels, type ValueView, valueView } from "./values.ts";

export interface MeasurementView {
	id: string;
	value: ValueView;
	/** Which of several values it is, what it belongs to, what it is relative to, how it came about. */
	notes: string[];
	readings: ReadingView[];
	because: string | undefined;
	remarks: string | undefined;
}

export interface RelationView {
	label: string;
	records: { name: Piece[]; to: string }[];
}

export interface RecordView {
	id: string;
	path: string;
	name: string;
	pieces: Piece[];
	aliases: string[];
	group: string | undefined;
	/** The main term of the tree's facet, for the trail. */
	strategy: TermLink[];
	facets: { label: string; terms: TermLink[] }[];
	elements: string[];
	/** The figures that matter most. */
	figures: ValueView[];
	/** Measurements, by metric in declared order. */
	measurements: MeasurementView[];
	derived: ValueView[];
	/** What could not be computed, and why. */
	notComputed: { label: string; reason: string }[];
	fields: { label: string; value: string; citation: CitationView | undefined; place: string | undefined }[];
	process: { method: TermLink | undefined; settings: string | undefined; citations: { citation: CitationView; place: string }[] }[];
	observations: { text: string; citations: { citation: CitationView; place: string }[] }[];
	relations: RelationView[];
	remarks: string | undefined;
	/** Disagreements that concern it, with their anchors on the page of all. */
	disagreements: { id: string; what: string; shown: string }[];
	/** Deciding conditions that no value of the record gives. */
	notGiven: string[];
	study: CitationView;
	studyKey: string;
	references: ReferenceView[];
	file: string;
	/** One sentence for machines and search. */
	description: string;
	cited: { keys: string[]; anchor: string; text: string }[];
}

const relationLabels: Record<Relation, [forward: string, backward: string]> = {
	control_of: ["Control of", "Controls"],
	component_of: ["Component of", "Components"],
	variant_of: ["Variant of", "Variants"],
};

/** Derives all that a record's page shows. */
export function recordView(
	record: StudiedRecord,
	disagreements: readonly DisagreementView[],
	kb: KnowledgeBase,
	references: References,
): RecordView {
	const citations = new PageCitations(references);
	const path = recordPath(record.id, kb);
	const study = citations.cite([{ key: record.study, offset: 0 }]);
	const cited: RecordView["cited"] = [{ keys: study.keys, anchor: study.id, text: `${record.name}: the study` }];
	const sources = (readings: readonly ReadingData[] | undefined, text: string) =>
		(readings ?? []).map((reading) => {
			const citation = citations.cite([{ key: reading.in, offset: 0 }]);
			cited.push({ keys: citation.keys, anchor: citation.id, text });
			return { citation, place: reading.place };
		});
	const order = [...kb.metrics.keys()];
	const measurements = [...record.measurements]
		.sort((a, b) => order.indexOf(a.metric.id) - order.indexOf(b.metric.id))
		.map((measurement) => {
			const view = measurementView(measurement, path, kb, citations);
			for (const reading of view.readings)
				cited.push({
					keys: reading.citation.keys,
					anchor: reading.citation.id,
					text: `${record.name}: ${view.value.metric.label} ${view.value.number}\u202f${view.value.unit} (${reading.place})`,
				});
			return view;
		});
	const figures = readColumns(kb.site.record.columns, kb, record.place, new Problems()).flatMap((column) => {
		const value = column.kind === "metric" ? valueIn(record, column, kb) : undefined;
		return value === undefined ? [] : [valueView(value, path, kb)];
	});
	const facets = [...record.facets].map(([id, terms]) => ({ label: kb.facets.get(id)?.label ?? id, terms: terms.map(termLink) }));
	const given = new Set(record.measurements.flatMap(({ conditions }) => [...conditions.keys()]));
	return {
		id: record.id,
		path,
		name: record.name,
		pieces: record.pieces,
		aliases: record.aliases,
		group: groupOf(record, kb),
		strategy: (record.facets.get(kb.site.tree ?? "") ?? []).slice(0, 1).map(termLink),
		facets,
		elements: record.elements,
		figures: figures.filter((figure, index) => figures.findIndex(({ to }) => to === figure.to) === index),
		measurements,
		notComputed: record.notComputed.map(({ metric, reason }) => ({ label: metric.label, reason })),
		derived: record.derived.map((value) => valueView(value, path, kb)),
		fields: record.fields.map(({ label, quantity, reading }) => ({
			label,
			value: `${quantityText(quantity)}\u202f${unitText(quantity.unit)}`,
			citation: reading && citations.cite([{ key: reading.in, offset: 0 }]),
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
		relations: relationsOf(record, kb),
		remarks: record.remarks,
		disagreements: disagreements
			.filter(({ subjects }) => subjects.some((name) => name.split("#")[0] === record.id))
			.map(({ id, what, shown }) => ({ id, what: what.replace(`${record.name}: `, ""), shown })),
		notGiven: [...kb.conditions.values()].filter(({ id, decides }) => decides && !given.has(id)).map(({ label }) => label),
		study,
		studyKey: record.study,
		references: citations.list(),
		file: record.place.file,
		description: describe(record, figures),
		cited,
	};
}

function measurementView(measurement: Measurement, path: string, kb: KnowledgeBase, citations: PageCitations): MeasurementView {
	const stats = { max: "largest", min: "smallest", mean: "mean", final: "last" };
	const part = measurement.of === undefined ? undefined : (termLabels(kb)(measurement.of) ?? measurement.of);
	return {
		id: measurement.id,
		value: valueView(measurement, path, kb),
		notes: [
			measurement.stat && stats[measurement.stat],
			part && `of ${part}`,
			measurement.relativeTo && `relative to ${measurement.relativeTo}`,
			measurement.nature === "measured" ? undefined : measurement.nature,
		].filter((note) => note !== undefined),
		readings: measurement.readings.map((reading) => readingView(reading, measurement, kb, citations)),
		because: measurement.because,
		remarks: measurement.remarks,
	};
}

function relationsOf(record: StudiedRecord, kb: KnowledgeBase): RelationView[] {
	const link = ({ id, pieces }: StudiedRecord) => ({ name: pieces, to: recordPath(id, kb) });
	const views: RelationView[] = [];
	for (const [relation, ids] of record.relations)
		views.push({ label: relationLabels[relation][0], records: ids.flatMap((id) => kb.records.get(id) ?? []).map(link) });
	for (const relation of Object.keys(relationLabels)) {
		if (!isRelation(relation)) continue;
		const others = [...kb.records.values()].filter((other) => other.relations.get(relation)?.includes(record.id));
		if (others.length > 0) views.push({ label: relationLabels[relation][1], records: others.map(link) });
	}
	return views;
}

function isRelation(text: string): text is Relation {
	return Object.hasOwn(relationLabels, text);
}

function describe(record: StudiedRecord, figures: readonly ValueView[]): string {
	const terms = [...record.facets.values()].map((list) => list[0]?.label).filter(Boolean);
	const numbers = figures.map(
		(figure) => `${figure.metric.label} ${figure.number}\u202f${figure.unit}${figure.conditions === "" ? "" : ` (${figure.conditions})`}`,
	);
	return [`${record.name}: ${terms.join(", ")}.`, numbers.length === 0 ? "" : `${numbers.join("; ")}.`].filter(Boolean).join(" ");
}
