import type { KnowledgeBase } from "../model/types.ts";
import { recordSchema } from "../schema/record.ts";
import { conditionText, Documentation, facetText, metricText } from "./documentation.ts";
import { listScalar, textScalar, valueScalar } from "./scalar.ts";

/** A record that is about to be written. */
export interface RecordDraft {
	name: string;
	aliases: string[];
	study: string;
	/** Ids of terms by facet. */
	facets: ReadonlyMap<string, readonly string[]>;
	measurements: MeasurementDraft[];
}

export interface MeasurementDraft {
	metric: string;
	value: string;
	/** Conditions by id. */
	at: ReadonlyMap<string, string>;
	read: { in: string; place: string; how: string };
}

/** A record's file, nothing explained. */
export function plainRecord({ name, aliases, study, facets, measurements }: RecordDraft): string {
	return lines([
		`name: ${textScalar(name)}`,
		...(aliases.length === 0 ? [] : [`aliases: ${listScalar(aliases)}`]),
		`study: ${textScalar(study)}`,
		...(facets.size === 0 ? ["facets: {}"] : ["facets:", ...facetLines(facets)]),
		...(measurements.length === 0 ? [] : ["measurements:"]),
		...measurements.flatMap((measurement) => [
			`  - metric: ${measurement.metric}`,
			`    value: ${valueScalar(measurement.value)}`,
			...atLines(measurement),
			`    read: ${readingText(measurement)}`,
		]),
	]);
}

/** A record's file in which every field is explained, and those that are not given are named. */
export function explainedRecord(draft: RecordDraft, kb: KnowledgeBase): string {
	const converting = [...kb.conditions.values()].flatMap(({ converts }) => converts);
	const schema = recordSchema({ fields: converting.map(({ by }) => by), conditions: [], open: false });
	const documentation = new Documentation(schema);
	const explained: Record<string, string[]> = {
		name: [`name: ${textScalar(draft.name)}`],
		...(draft.aliases.length === 0 ? {} : { aliases: [`aliases: ${listScalar(draft.aliases)}`] }),
		study: [`study: ${textScalar(draft.study)}`],
		facets: [
			draft.facets.size === 0 ? "facets: {}" : "facets:",
			...[...kb.facets.values()].flatMap((facet) => {
				const terms = draft.facets.get(facet.id);
				if (terms === undefined) return [`  # ${facet.id}: ${facetText(facet)}`];
				return [`  # ${facetText(facet)}`, `  ${facet.id}: ${listScalar(terms)}`];
			}),
		],
		...(draft.measurements.length === 0
			? {}
			: {
					measurements: [
						"measurements:",
						...draft.measurements.flatMap((one, index) => measurementLines(one, index === 0, documentation, kb)),
					],
				}),
	};
	const declared: Record<string, string[]> = {
		at: [...kb.conditions.values()].map((condition) => `#   ${condition.id}: ${conditionText(condition, kb.facets)}`),
	};
	const fieldText = new Map(converting.map(({ by, field }) => [by, `${field.label}, in ${field.unit}.`]));
	const metrics = [...kb.metrics.values()].map((metric) => `#   ${metric.id}: ${metricText(metric)}`);
	return lines([
		"# Lines that begin with # explain a field, or name one that can be added.",
		...documentation.fields().flatMap((field) => {
			const text = [fieldText.get(field) ?? "", documentation.of(field)].filter(Boolean).join(" ");
			const given = explained[field];
			if (given !== undefined) return [`# ${text}`, ...given];
			return [`# ${field}: ${text}`, ...(declared[field] ?? fieldLines(field, documentation))];
		}),
		"# Metrics:",
		...metrics,
	]);
}

/** What the fields of a field mean that is not given; of a list of things, those of its first one. */
function fieldLines(field: string, documentation: Documentation): string[] {
	const isList = documentation.isList(field);
	return documentation
		.fields(field)
		.map((name, index) => `#   ${!isList ? "" : index === 0 ? "- " : "  "}${name}: ${documentation.of(field, name)}`);
}

/** What a measurement's metric is; the first one's other fields, too. */
function measurementLines(measurement: MeasurementDraft, isFirst: boolean, documentation: Documentation, kb: KnowledgeBase): string[] {
	const { metric: id, value } = measurement;
	const metric = kb.metrics.get(id);
	const head = metric === undefined ? [] : [`  # ${metricText(metric)}`];
	const explain = (...path: string[]) => (isFirst ? [`    # ${documentation.of("measurements", ...path)}`] : []);
	const given = ["metric", "value", ...(measurement.at.size === 0 ? [] : ["at"]), "read"];
	const others = documentation.fields("measurements").filter((name) => !given.includes(name));
	const { in: document, place, how } = measurement.read;
	const reading = isFirst
		? [
				"    read:",
				...Object.entries({ in: document, place, how }).flatMap(([field, text], index) => [
					`      ${index === 0 ? "# " : "  # "}${documentation.of("measurements", "read", field)}`,
					`      ${index === 0 ? "- " : "  "}${field}: ${textScalar(text)}`,
				]),
				...documentation
					.fields("measurements", "read")
					.filter((field) => !["in", "place", "how"].includes(field))
					.map((field) => `        # ${field}: ${documentation.of("measurements", "read", field)}`),
			]
		: [`    read: ${readingText(measurement)}`];
	return [
		...head,
		`  - metric: ${id}`,
		...explain("value"),
		`    value: ${valueScalar(value)}`,
		...(measurement.at.size === 0 ? [] : explain("at")),
		...atLines(measurement),
		...explain("read"),
		...reading,
		...(isFirst ? others.map((name) => `    # ${name}: ${documentation.of("measurements", name)}`) : []),
	];
}

function facetLines(facets: RecordDraft["facets"]): string[] {
	return [...facets].map(([facet, terms]) => `  ${facet}: ${listScalar(terms)}`);
}

function atLines({ at }: MeasurementDraft): string[] {
	return at.size === 0 ? [] : [`    at: { ${[...at].map(([id, text]) => `${id}: ${valueScalar(text)}`).join(", ")} }`];
}

function readingText({ read: { in: document, place, how } }: MeasurementDraft): string {
	return `{ in: ${textScalar(document)}, place: ${textScalar(place)}, how: ${how} }`;
}

function lines(parts: readonly string[]): string {
	return `${parts.join("\n")}\n`;
}
