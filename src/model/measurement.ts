import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import { agree, parseQuantity, type Quantity } from "../quantity/quantity.ts";
import type { Path, Yaml } from "../read/yaml.ts";
import type { MeasurementData, ReadingData } from "../schema/record.ts";
import { type ConditionContext, over, readConditions, sameCondition, written } from "./conditions.ts";
import type { Condition, Conditions, Measurement, Metric, Reading, Work } from "./types.ts";

/** What measurements are read against. */
export interface MeasurementContext extends ConditionContext {
	metrics: Map<string, Metric>;
	conditions: Map<string, Condition>;
	works: Map<string, Work>;
}

/** Reads a value as it is written; one that is none, or has another kind of unit, becomes a problem. */
export function readQuantity(path: Path, unit: string, yaml: Yaml, problems: Problems): Quantity | undefined {
	const text = yaml.written(path) ?? "";
	const quantity = parseQuantity(text, unit);
	if (!("problem" in quantity)) return quantity;
	if (quantity.problem === "unit")
		problems.add(
			"unknown-unit",
			yaml.place(path),
			`"${quantity.given}" is not a unit that can be converted to ${unit === "1" ? "a plain number. Write the number alone" : `${unit}. Write the value in ${unit}, or in another unit of the same kind`}.`,
		);
	else
		problems.add(
			"value-invalid",
			yaml.place(path),
			`"${text}" is not a value. Write a number such as 12.5, ~12.5, >12.5 or <=12.5, or a range such as 10–15${unit === "1" ? "" : `, alone or with a unit such as ${unit}`}.`,
		);
	return undefined;
}

/** Reads the measurements of one record. */
export class MeasurementReader {
	readonly #yaml: Yaml;
	readonly #context: MeasurementContext;
	readonly #common: { conditions: Conditions; whole: boolean };
	readonly #problems: Problems;
	readonly #ids = new Set<string>();

	/** `common` are the conditions that hold where a measurement does not say otherwise, and whether all of them could be read. */
	constructor(yaml: Yaml, context: MeasurementContext, common: { conditions: Conditions; whole: boolean }) {
		this.#yaml = yaml;
		this.#context = context;
		this.#common = common;
		this.#problems = context.problems;
	}

	/** Checks that the documents of some readings are in the library. */
	documents(readings: readonly Pick<ReadingData, "in">[], holder: Path): void {
		for (const [number, reading] of readings.entries()) {
			if (this.#context.works.has(reading.in) || this.#problems.isUnread("work", reading.in)) continue;
			this.#problems.add(
				"unknown-citation",
				this.#yaml.place([...this.#readPath(holder, number), "in"]),
				`"${reading.in}" is not in the library.${suggestion(reading.in, this.#context.works.keys())}`,
			);
		}
	}

	/** Reads one measurement; nothing where it cannot be used. */
	read(data: MeasurementData, index: number): Measurement | undefined {
		const path: Path = ["measurements", index];
		this.documents(data.read, path);
		const metric = this.#metric(data.metric, [...path, "metric"]);
		if (metric === undefined) return undefined;
		const at = readConditions(data.at, written(this.#yaml, [...path, "at"]), this.#context);
		const conditions = over(new Map([...this.#common.conditions, ...metric.at]), at);
		const base = data.base && over(new Map(), readConditions(data.base, written(this.#yaml, [...path, "base"]), this.#context));
		const quantity = readQuantity([...path, "value"], metric.unit, this.#yaml, this.#problems);
		// Where something could not be read, that was told, and nothing is missing.
		const whole = this.#yaml.isWhole(path) && this.#common.whole && at.size === Object.keys(data.at).length;
		for (const need of whole ? metric.needs : []) {
			if (!conditions.has(need))
				this.#problems.add("condition-missing", this.#yaml.place(path), `${metric.id} needs the condition ${need}: add it under "at".`);
		}
		if (data.read.length === 0 && this.#yaml.isWhole(path))
			this.#problems.add(
				"reading-missing",
				this.#yaml.place(path),
				`The measurement of ${metric.id} has no reading. Add one: read: { in: key, place: Table 1, how: table }.`,
			);
		if (quantity === undefined) return undefined;
		const readings = data.read.flatMap(
			(reading, number) => this.#reading(reading, number, { path, data, metric, quantity, conditions }) ?? [],
		);
		const shown = data.shown === undefined ? quantity : this.#shown(path, metric, readings);
		if (shown === undefined || readings.length < data.read.length) return undefined;
		if (data.doubt === undefined && data.shown === undefined) this.#range(quantity, metric, [...path, "value"]);
		for (const reading of readings) reading.shown = reading.metric === metric && agree(reading.quantity, shown);
		if (readings.length > 0 && !readings.some((reading) => reading.shown))
			this.#problems.add(
				"reading-missing",
				this.#yaml.place([...path, "value"]),
				`No reading prints ${shown.text}: every one gives another value. Give the value of one of them.`,
			);
		const id = data.id ?? this.#freeId(metric.id);
		if (this.#ids.has(id))
			this.#problems.add(
				"duplicate-id",
				this.#yaml.place([...path, "id"]),
				`Another measurement of this record has the id "${id}". Rename one of them.`,
			);
		this.#ids.add(id);
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
			place: this.#yaml.place(path),
		};
	}

	/** Where a reading stands: one alone need not be a list. */
	#readPath(holder: Path, number: number): Path {
		const isList = this.#yaml.written([...holder, "read", "in"]) === undefined;
		return isList ? [...holder, "read", number] : [...holder, "read"];
	}

	#reading(
		data: ReadingData,
		number: number,
		of: { path: Path; data: MeasurementData; metric: Metric; quantity: Quantity; conditions: Conditions },
	): Reading | undefined {
		const path = this.#readPath(of.path, number);
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
			// Most readings say nothing of their own: they share the measurement's conditions, which nobody changes.
			conditions:
				own.size === 0 && metric === of.metric
					? of.conditions
					: over(new Map([...of.conditions, ...(metric === of.metric ? [] : metric.at)]), own),
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
		const match = readings.find((reading) => reading.metric === metric && reading.quantity.text === quantity.text);
		if (match !== undefined) return match.quantity;
		this.#problems.add(
			"shown-unmatched",
			this.#yaml.place([...path, "shown"]),
			`No reading prints ${quantity.text}. The readings print ${[...new Set(readings.map((reading) => reading.quantity.text))].join(", ") || "nothing"}.`,
		);
		return undefined;
	}

	#metric(id: string, path: Path): Metric | undefined {
		const metric = this.#context.metrics.get(id);
		if (metric === undefined && !this.#problems.isUnread("metric", id))
			this.#problems.add(
				"unknown-metric",
				this.#yaml.place(path),
				`"${id}" is not a declared metric.${suggestion(id, this.#context.metrics.keys())}`,
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

	#freeId(metric: string): string {
		for (let number = 1; ; number++) {
			const id = number === 1 ? metric : `${metric}-${number}`;
			if (!this.#ids.has(id)) return id;
		}
	}
}

/** Whether a reading prints a condition otherwise than the measurement has it. */
function differsIn(reading: Conditions, measurement: Conditions): boolean {
	if (reading === measurement) return false;
	return [...reading].some(([id, value]) => measurement.has(id) && !sameCondition(measurement.get(id), value));
}
