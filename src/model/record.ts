import { pieces } from "../formula/formula.ts";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { agree, parseQuantity, type Quantity } from "../quantity/quantity.ts";
import { validate } from "../read/validate.ts";
import type { Yaml } from "../read/yaml.ts";
import {
	type MeasurementData,
	measurementFields,
	type ReadingData,
	type Relation,
	readingFieldNames,
	recordFields,
	recordSchema,
	valueSchema,
} from "../schema/record.ts";
import { type ConditionContext, readConditions, type Written } from "./conditions.ts";
import type { Condition, Conditions, ConvertingField, Facet, Measurement, Metric, Reading, StudiedRecord, Term, Work } from "./types.ts";

/** What records are read against. */
export interface Declarations {
	metrics: Map<string, Metric>;
	conditions: Map<string, Condition>;
	facets: Map<string, Facet>;
	works: Map<string, Work>;
}

type Path = readonly PropertyKey[];

/** Reads a record's file into the model; everything wrong in it becomes a problem. */
export function readRecord(id: string, yaml: Yaml, declared: Declarations, problems: Problems): StudiedRecord | undefined {
	const data = validate(recordSchema, yaml, problems);
	if (data === undefined) return undefined;
	const converting = new Map(
		[...declared.conditions.values()].flatMap(({ converts }) => converts.map(({ by, field }) => [by, field] as const)),
	);
	for (const key of Object.keys(data)) {
		if (recordFields.includes(key) || converting.has(key)) continue;
		problems.add(
			"field-unknown",
			yaml.keyPlace([key]),
			`There is no field "${key}" here.${suggestion(key, [...recordFields, ...converting.keys()])}`,
		);
	}
	const fields: ConvertingField[] = [];
	for (const [key, field] of converting) {
		const given = valueSchema.safeParse(Reflect.get(data, key));
		if (Reflect.get(data, key) === undefined) continue;
		if (!given.success) {
			problems.add(
				"field-invalid",
				yaml.place([key]),
				`"${key}" must hold a value and where it was read: { value: 1000 ${field.unit}, read: { in: …, place: …, how: … } }.`,
			);
			continue;
		}
		const quantity = readQuantity([key, "value"], field.unit, yaml, problems);
		const [reading] = given.data.read ?? [];
		if (quantity !== undefined)
			fields.push({ id: key, label: field.label, quantity, reading: reading && { in: reading.in, at: reading.place, how: reading.how } });
	}

	if (!declared.works.has(data.study)) {
		problems.add(
			"unknown-study",
			yaml.place(["study"]),
			`"${data.study}" is not in the library.${suggestion(data.study, declared.works.keys())}`,
		);
	}
	const facets = readFacets(data.facets, yaml, declared, problems);
	const context: ConditionContext = { ...declared, fields: new Map(fields.map((field) => [field.id, field.quantity])), problems };
	const common = withFacets(readConditions(data.at, written(yaml, ["at"]), context), facets, declared);
	const reader = new MeasurementReader(yaml, declared, context, common, problems);
	for (const [index, step] of data.process.entries()) {
		const terms = [...declared.facets.values()].flatMap((facet) => [...facet.terms.keys()]);
		if (step.method !== undefined && !terms.includes(step.method))
			problems.add(
				"unknown-term",
				yaml.place(["process", index, "method"]),
				`"${step.method}" is not a term of the vocabulary.${suggestion(step.method, terms)}`,
			);
		for (const [number, reading] of (step.read ?? []).entries()) reader.document(reading, ["process", index, "read", number]);
	}
	for (const [index, observation] of data.observations.entries())
		for (const [number, reading] of (observation.read ?? []).entries()) reader.document(reading, ["observations", index, "read", number]);

	return {
		id,
		name: data.name,
		pieces: pieces(data.name),
		aliases: data.aliases,
		study: data.study,
		facets,
		elements: [...new Set([...facets.values()].flat().flatMap((term) => term.elements))],
		relations: new Map(Object.entries(data.relations).map(([relation, ids]) => [relation as Relation, ids ?? []])),
		fields,
		process: data.process,
		measurements: data.measurements.flatMap((measurement, index) => reader.read(measurement, index) ?? []),
		derived: [],
		observations: data.observations,
		remarks: data.remarks,
		place: yaml.place([]),
	};
}

function readFacets(given: Record<string, string[]>, yaml: Yaml, { facets }: Declarations, problems: Problems): Map<string, Term[]> {
	const result = new Map<string, Term[]>();
	for (const [id, terms] of Object.entries(given)) {
		const facet = facets.get(id);
		if (facet === undefined) {
			problems.add("unknown-facet", yaml.keyPlace(["facets", id]), `"${id}" is not a facet.${suggestion(id, facets.keys())}`);
			continue;
		}
		const found = terms.flatMap((term, index) => {
			const declared = facet.terms.get(term);
			if (declared === undefined)
				problems.add(
					"unknown-term",
					yaml.place(["facets", id, index]),
					`"${term}" is not a term of the facet ${id}.${suggestion(term, facet.terms.keys())}`,
				);
			return declared ?? [];
		});
		result.set(id, found);
	}
	return new Map([...facets.keys()].flatMap((id) => (result.has(id) ? [[id, result.get(id) ?? []] as const] : [])));
}

/** A condition that comes from a facet and is not given is the record's only term of that facet. */
function withFacets(at: Conditions, facets: ReadonlyMap<string, Term[]>, { conditions }: Declarations): Conditions {
	for (const condition of conditions.values()) {
		const [term, ...others] = condition.facet === undefined ? [] : (facets.get(condition.facet) ?? []);
		if (term !== undefined && others.length === 0 && !at.has(condition.id)) at.set(condition.id, { text: term.id, term: term.id });
	}
	return at;
}

function written(yaml: Yaml, path: Path): Written {
	return {
		keyPlace: (id) => yaml.keyPlace([...path, id]),
		place: (id) => yaml.place([...path, id]),
		text: (id) => yaml.written([...path, id]),
	};
}

function readQuantity(path: Path, unit: string, yaml: Yaml, problems: Problems): Quantity | undefined {
	const text = yaml.written(path) ?? "";
	const quantity = parseQuantity(text, unit);
	if (!("problem" in quantity)) return quantity;
	if (quantity.problem === "unit")
		problems.add(
			"unknown-unit",
			yaml.place(path),
			`"${quantity.given}" is not a unit that can be converted to ${unit === "1" ? "a plain number" : unit}.`,
		);
	else
		problems.add(
			"value-invalid",
			yaml.place(path),
			`"${text}" is not a value. Write it as 1620, ~1027, >1600, <=70, 30–300 or with a unit, 1.62 A h/g.`,
		);
	return undefined;
}

class MeasurementReader {
	readonly #yaml: Yaml;
	readonly #declared: Declarations;
	readonly #context: ConditionContext;
	readonly #common: Conditions;
	readonly #problems: Problems;
	readonly #ids = new Map<string, Place>();

	constructor(yaml: Yaml, declared: Declarations, context: ConditionContext, common: Conditions, problems: Problems) {
		this.#yaml = yaml;
		this.#declared = declared;
		this.#context = context;
		this.#common = common;
		this.#problems = problems;
	}

	/** Checks that the document of a reading is in the library. */
	document(reading: ReadingData, path: Path): void {
		if (!this.#declared.works.has(reading.in))
			this.#problems.add(
				"unknown-citation",
				this.#yaml.place([...path, "in"]),
				`"${reading.in}" is not in the library.${suggestion(reading.in, this.#declared.works.keys())}`,
			);
	}

	read(data: MeasurementData, index: number): Measurement | undefined {
		const path: Path = ["measurements", index];
		this.#extra(data, measurementFields, path);
		const metric = this.#metric(data.metric, [...path, "metric"]);
		if (metric === undefined) {
			for (const [number, reading] of data.read.entries()) this.document(reading, this.#readPath(path, number));
			return undefined;
		}
		const at = readConditions(data.at, written(this.#yaml, [...path, "at"]), this.#context);
		const conditions = new Map([...this.#common, ...metric.at, ...at]);
		const base = data.base && readConditions(data.base, written(this.#yaml, [...path, "base"]), this.#context);
		const quantity = readQuantity([...path, "value"], metric.unit, this.#yaml, this.#problems);
		for (const need of metric.needs) {
			if (!conditions.has(need))
				this.#problems.add("condition-missing", this.#yaml.place(path), `${metric.id} needs the condition ${need}: add it under "at".`);
		}
		if (data.read.length === 0) {
			this.#problems.add(
				"reading-missing",
				this.#yaml.place(path),
				`The measurement of ${metric.id} has no reading. Add read: { in: <key>, place: <Table 1>, how: table }.`,
			);
		}
		if (quantity === undefined) return undefined;
		const readings = data.read.flatMap(
			(reading, number) => this.#reading(reading, number, { path, data, metric, quantity, conditions }) ?? [],
		);
		const shown = data.shown === undefined ? quantity : this.#shown(path, metric, readings);
		if (shown === undefined) return undefined;
		if (data.doubt === undefined && data.shown === undefined) this.#range(quantity, metric, [...path, "value"]);
		for (const reading of readings) reading.shown = reading.metric === metric && agree(reading.quantity, shown);
		const id = data.id ?? this.#freeId(metric.id);
		const place = this.#yaml.place(path);
		if (this.#ids.has(id))
			this.#problems.add("duplicate-id", this.#yaml.place([...path, "id"]), `Another measurement of this record has the id "${id}".`);
		this.#ids.set(id, place);
		return {
			kind: "reported",
			id,
			metric,
			quantity: shown,
			conditions,
			base,
			readings,
			stat: data.stat,
			nature: data.nature,
			of: data.of,
			relativeTo: data.relative_to,
			because: data.because,
			remarks: data.remarks,
			doubt: data.doubt,
			disagrees:
				readings.some((reading) => reading.metric !== metric || !readings.every((other) => agree(reading.quantity, other.quantity))) ||
				readings.some((reading) => differsIn(reading.conditions, conditions)),
			place,
		};
	}

	#readPath(path: Path, number: number): Path {
		const isList = this.#yaml.written([...path, "read", "in"]) === undefined;
		return isList ? [...path, "read", number] : [...path, "read"];
	}

	#reading(
		data: ReadingData,
		number: number,
		of: { path: Path; data: MeasurementData; metric: Metric; quantity: Quantity; conditions: Conditions },
	): Reading | undefined {
		const path = this.#readPath(of.path, number);
		this.document(data, path);
		this.#extra(data, readingFieldNames, path);
		const metric = data.metric === undefined ? of.metric : this.#metric(data.metric, [...path, "metric"]);
		if (metric === undefined) return undefined;
		const own = readConditions(data.at ?? {}, written(this.#yaml, [...path, "at"]), this.#context);
		const quantity = data.value === undefined ? of.quantity : readQuantity([...path, "value"], metric.unit, this.#yaml, this.#problems);
		if (quantity === undefined) return undefined;
		if (data.value !== undefined && data.doubt === undefined && of.data.doubt === undefined)
			this.#range(quantity, metric, [...path, "value"]);
		return {
			in: data.in,
			at: data.place,
			how: data.how,
			printed: data.printed === undefined ? undefined : this.#yaml.written([...path, "printed"]),
			metric,
			quantity,
			conditions: new Map([...of.conditions, ...(metric === of.metric ? [] : metric.at), ...own]),
			scopes: new Set(Object.keys(data).flatMap((key) => (key.endsWith("_scope") ? [key.slice(0, -"_scope".length)] : []))),
			doubt: data.doubt,
			citedAs: data.cited_as === undefined ? undefined : String(data.cited_as),
			nature: data.nature ?? of.data.nature,
			shown: false,
		};
	}

	#shown(path: Path, metric: Metric, readings: readonly Reading[]): Quantity | undefined {
		const quantity = readQuantity([...path, "shown"], metric.unit, this.#yaml, this.#problems);
		if (quantity === undefined) return undefined;
		const match = readings.find((reading) => reading.quantity.text === quantity.text);
		if (match !== undefined) return match.quantity;
		this.#problems.add(
			"shown-unmatched",
			this.#yaml.place([...path, "shown"]),
			`No reading prints ${quantity.text}. The readings print ${[...new Set(readings.map((reading) => reading.quantity.text))].join(", ") || "nothing"}.`,
		);
		return undefined;
	}

	#metric(id: string, path: Path): Metric | undefined {
		const metric = this.#declared.metrics.get(id);
		if (metric === undefined)
			this.#problems.add(
				"unknown-metric",
				this.#yaml.place(path),
				`"${id}" is not a declared metric.${suggestion(id, this.#declared.metrics.keys())}`,
			);
		return metric;
	}

	#range({ value, low, high, text }: Quantity, { id, range, unit }: Metric, path: Path): void {
		if (range === undefined) return;
		const outside = [value ?? low ?? 0, value ?? high ?? 0].some((end) => end < range[0] || end > range[1]);
		if (outside)
			this.#problems.add(
				"value-out-of-range",
				this.#yaml.place(path),
				`${text} is outside the range of ${id}, ${range[0]} to ${range[1]} ${unit}. If it is printed so, say in "doubt" why it is not to be relied on.`,
			);
	}

	/** Fields beyond the fixed ones: only `<condition>_scope`. */
	#extra(data: object, known: readonly string[], path: Path): void {
		const scopes = [...this.#declared.conditions.keys()].map((id) => `${id}_scope`);
		for (const key of Object.keys(data)) {
			if (known.includes(key) || (scopes.includes(key) && Reflect.get(data, key) === "row")) continue;
			if (scopes.includes(key)) this.#problems.add("field-invalid", this.#yaml.place([...path, key]), `"${key}" can only be "row".`);
			else
				this.#problems.add(
					"field-unknown",
					this.#yaml.keyPlace([...path, key]),
					`There is no field "${key}" here.${suggestion(key, known)}`,
				);
		}
	}

	#freeId(metric: string): string {
		for (let number = 1; ; number++) {
			const id = number === 1 ? metric : `${metric}-${number}`;
			if (!this.#ids.has(id)) return id;
		}
	}
}

/** Whether a reading prints a condition otherwise than the measurement has it. */
function differsIn(reading: Conditions, measurement: Conditions): boolean {
	return [...reading].some(([id, value]) => measurement.has(id) && measurement.get(id)?.text !== value.text);
}
