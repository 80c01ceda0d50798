import { z } from "astro/zod";
import { pieces } from "../formula/formula.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import { validate } from "../read/validate.ts";
import type { Yaml } from "../read/yaml.ts";
import {
	convertingSchema,
	type HowRead,
	type RecordData,
	type Relation,
	readingFields,
	recordSchema,
	relations,
} from "../schema/record.ts";
import { type GivenConditions, over, readConditions, written } from "./conditions.ts";
import { termMeant } from "./meant.ts";
import { type MeasurementContext, MeasurementReader, readQuantity } from "./measurement.ts";
import type { Condition, Conditions, ConvertingField, Facet, Metric, StudiedRecord, Term, Work } from "./types.ts";

/** What records are read against. */
export interface Declarations {
	metrics: Map<string, Metric>;
	conditions: Map<string, Condition>;
	facets: Map<string, Facet>;
	works: Map<string, Work>;
	/** The ids of all records, those that cannot be read among them. */
	records: ReadonlySet<string>;
}

/**
 * Gives what reads the file of a record, by its id, into the model; everything wrong in it becomes a problem. The schema
 * of records, which follows from the declarations, is made once.
 */
export function recordReader(declared: Declarations, problems: Problems): (id: string, yaml: Yaml) => StudiedRecord | undefined {
	const converting = new Map(
		[...declared.conditions.values()].flatMap(({ converts }) => converts.map(({ by, field }) => [by, field] as const)),
	);
	const open = problems.isUnread("condition");
	const schema = recordSchema({ fields: converting.keys(), conditions: declared.conditions.keys(), open });
	return (id, yaml) => readRecord(id, yaml, { schema, converting }, declared, problems);
}

type Converting = ReadonlyMap<string, Condition["converts"][number]["field"]>;

function readRecord(
	id: string,
	yaml: Yaml,
	{ schema, converting }: { schema: ReturnType<typeof recordSchema>; converting: Converting },
	declared: Declarations,
	problems: Problems,
): StudiedRecord | undefined {
	const before = problems.all.length;
	const data = validate(schema, yaml, problems);
	if (data === undefined) return undefined;
	if (!declared.works.has(data.study) && !problems.isUnread("work", data.study))
		problems.add(
			"unknown-study",
			yaml.place(["study"]),
			`"${data.study}" is not in the library.${suggestion(data.study, declared.works.keys())}`,
		);
	const fields = readFields(converting, data, yaml, problems);
	const facets = withMethods(readFacets(data.facets, yaml, declared, problems), data.process, declared);
	const context: MeasurementContext = { ...declared, fields: new Map(fields.map((field) => [field.id, field.quantity])), problems };
	const at = readConditions(data.at, written(yaml, ["at"]), context);
	const whole = at.size === Object.keys(data.at).length;
	const reader = new MeasurementReader(yaml, context, { conditions: withFacets(at, facets, declared), whole });
	for (const { id: field, readings } of fields) reader.documents(readings, [field]);
	for (const [index, { method, read = [] }] of data.process.entries()) {
		if (method !== undefined) checkMethod(method, index, yaml, declared, problems);
		reader.documents(read, ["process", index]);
	}
	for (const [index, { read = [] }] of data.observations.entries()) reader.documents(read, ["observations", index]);
	for (const relation of relations) checkRelated(relation, data.relations[relation] ?? [], yaml, declared, problems);
	const measurements = data.measurements.flatMap((measurement, index) => reader.read(measurement, index) ?? []);
	// Values that could not be read are not missed where a page names them.
	if (problems.all.length > before || measurements.length < data.measurements.length) problems.unread("measurement", id);
	return {
		id,
		name: data.name,
		pieces: pieces(data.name),
		aliases: data.aliases,
		study: data.study,
		facets,
		elements: [...new Set([...facets.values()].flat().flatMap((term) => term.elements))],
		relations: new Map(
			relations.flatMap((relation) => (data.relations[relation] === undefined ? [] : [[relation, data.relations[relation]]])),
		),
		fields: fields.map(({ readings: [reading], ...field }) => ({ ...field, reading })),
		process: data.process,
		measurements,
		derived: [],
		notComputed: [],
		observations: data.observations,
		remarks: data.remarks,
		place: yaml.place([]),
	};
}

const convertingData = convertingSchema(z.object(readingFields));

/** Reads the fields that convert conditions. */
function readFields(
	converting: Converting,
	data: RecordData,
	yaml: Yaml,
	problems: Problems,
): (Omit<ConvertingField, "reading"> & { readings: { in: string; at: string; how: HowRead }[] })[] {
	return [...converting].flatMap(([id, { label, unit }]) => {
		const given = convertingData.safeParse(Reflect.get(data, id));
		if (!given.success || problems.isUnread("field", id)) return [];
		const quantity = readQuantity([id, "value"], unit, yaml, problems);
		const readings = (given.data.read ?? []).map(({ in: document, place, how }) => ({ in: document, at: place, how }));
		return quantity === undefined ? [] : [{ id, label, quantity, readings }];
	});
}

function checkMethod(method: string, index: number, yaml: Yaml, { facets }: Declarations, problems: Problems): void {
	const terms = [...facets.values()].flatMap((facet) => [...facet.terms.keys()]);
	if (terms.includes(method) || problems.isUnread("facet") || problems.isUnread("term")) return;
	problems.add(
		"unknown-term",
		yaml.place(["process", index, "method"]),
		`"${method}" is not a term of the vocabulary.${suggestion(method, terms)}`,
	);
}

function checkRelated(relation: Relation, ids: readonly string[], yaml: Yaml, { records }: Declarations, problems: Problems): void {
	for (const [index, id] of ids.entries())
		if (!records.has(id))
			problems.add("unknown-record", yaml.place(["relations", relation, index]), `There is no record "${id}".${suggestion(id, records)}`);
}

/** A step's method is carried too, where the facets leave it out. */
function withMethods(given: ReadonlyMap<string, Term[]>, process: RecordData["process"], { facets }: Declarations): Map<string, Term[]> {
	const result = new Map(given);
	for (const { method = "" } of process)
		for (const [id, { terms }] of facets) {
			const term = terms.get(method);
			const own = result.get(id) ?? [];
			if (term === undefined) continue;
			if (!own.includes(term)) result.set(id, [...own, term]);
			break;
		}
	return result;
}

function readFacets(given: Record<string, string[]>, yaml: Yaml, { facets }: Declarations, problems: Problems): Map<string, Term[]> {
	const result = new Map<string, Term[]>();
	for (const [id, terms] of Object.entries(given)) {
		const facet = facets.get(id);
		if (facet === undefined) {
			if (!problems.isUnread("facet", id))
				problems.add("unknown-facet", yaml.keyPlace(["facets", id]), `"${id}" is not a facet.${suggestion(id, facets.keys())}`);
			continue;
		}
		const found = terms.flatMap((term, index) => {
			const declared = facet.terms.get(term);
			if (declared === undefined && !problems.isUnread("term", `${id}/${term}`))
				problems.add(
					"unknown-term",
					yaml.place(["facets", id, index]),
					`"${term}" is not a term of the facet ${id}.${termMeant(term, facet)}`,
				);
			return declared ?? [];
		});
		result.set(id, found);
	}
	return new Map([...facets.keys()].flatMap((id) => (result.has(id) ? [[id, result.get(id) ?? []] as const] : [])));
}

/** A condition that comes from a facet and is not given is the record's only term of that facet. */
function withFacets(at: GivenConditions, facets: ReadonlyMap<string, Term[]>, { conditions }: Declarations): Conditions {
	const result: Conditions = new Map();
	for (const condition of conditions.values()) {
		const [term, ...others] = condition.facet === undefined ? [] : (facets.get(condition.facet) ?? []);
		if (term !== undefined && others.length === 0) result.set(condition.id, { text: term.id, term: term.id });
	}
	return over(result, at);
}
