import type { KnowledgeBase, Measurement, StudiedRecord } from "../model/types.ts";
import type { PageCitations } from "./citing.ts";
import type { DisagreementView } from "./disagreements.ts";
import { fullAddress, recordPath } from "./paths.ts";
import { reportLink } from "./report.ts";
import { type ReadingView, readingView, termLabels, type ValueView, valueView } from "./values.ts";

export interface MeasurementView {
	id: string;
	value: ValueView;
	/** Which of several values it is, what it belongs to, what it is relative to, how it came about. */
	notes: string[];
	readings: ReadingView[];
	because: string | undefined;
	remarks: string | undefined;
	/** Disagreements that concern it, with their addresses. */
	disagreements: { to: string; what: string }[];
	/** Where to report a mistake in it. */
	report: string | undefined;
}

/** A measurement with its readings, cited on its record's page; `disagreements` are those of the record. */
export function measurementView(
	measurement: Measurement,
	record: StudiedRecord,
	disagreements: readonly DisagreementView[],
	kb: KnowledgeBase,
	citations: PageCitations,
): MeasurementView {
	const stats = { max: "largest", min: "smallest", mean: "mean", final: "last" };
	const path = recordPath(record.id, kb);
	const value = valueView(measurement, path, kb);
	const number = `${value.number} ${measurement.metric.unit}${value.conditions === "" ? "" : ` (${value.conditions})`}`;
	const part = measurement.of === undefined ? undefined : (termLabels(kb)(measurement.of) ?? measurement.of);
	return {
		id: measurement.id,
		value,
		notes: [
			measurement.stat && stats[measurement.stat],
			part && `of ${part}`,
			measurement.relativeTo && `relative to ${measurement.relativeTo}`,
			measurement.nature === "measured" ? undefined : measurement.nature,
		].filter((note) => note !== undefined),
		readings: measurement.readings.map((reading) => readingView(reading, measurement, kb, citations)),
		because: measurement.because,
		remarks: measurement.remarks,
		disagreements: disagreements
			.filter(({ subjects }) => subjects.includes(`${record.id}#${measurement.id}`))
			.map(({ to, what }) => ({ to, what: what.startsWith(`${record.name}: `) ? what.slice(record.name.length + 2) : what })),
		report: reportLink(kb.site, {
			record: `${record.name} (${record.id})`,
			measurement: `${measurement.id}: ${value.metric.label}`,
			shown: number,
			source: [...new Set(measurement.readings.map(({ in: document, at }) => `${document}, ${at}`))].join("; "),
			page: fullAddress(`${path}#${measurement.id}`, kb),
		}),
	};
}
