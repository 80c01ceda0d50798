import { parseQuantity } from "../quantity/quantity.ts";
import { sameCondition } from "./conditions.ts";
import type { Condition, ConditionValue, DerivedValue, Measurement, Metric, StudiedRecord } from "./types.ts";

/**
 * Computes a record's derived values: for every derived metric and every set of inputs that were measured alike.
 * A condition that is known and differs rules a set out, as does a deciding one that is known in part; one that is
 * unknown is named. Doubtful inputs, ranges and bounds are left out; an approximate input makes the result approximate.
 * Says of each derived metric whose main input a record has, and that could not be computed once, why.
 */
export function deriveValues(
	record: StudiedRecord,
	metrics: ReadonlyMap<string, Metric>,
	conditions: ReadonlyMap<string, Condition>,
): Pick<StudiedRecord, "derived" | "notComputed"> {
	const tried = [...metrics.values()].map((metric) => ({ metric, results: attempts(record, metric, conditions) }));
	const values = tried.flatMap(({ results }) => results.filter((result) => typeof result !== "string"));
	const taken = record.measurements.map(({ id }) => id);
	return {
		derived: withOwnIds(values, taken),
		notComputed: tried.flatMap(({ metric, results }) => whyNotComputed(record, metric, results, metrics)),
	};
}

function whyNotComputed(
	record: StudiedRecord,
	metric: Metric,
	results: readonly (DerivedValue | string)[],
	metrics: ReadonlyMap<string, Metric>,
): StudiedRecord["notComputed"] {
	const { derived } = metric;
	if (derived === undefined || !record.measurements.some((measurement) => measurement.metric.id === derived.inputs[derived.at])) return [];
	if (results.some((result) => typeof result !== "string")) return [];
	const reasons = [...new Set(results.filter((result) => typeof result === "string"))];
	if (results.length === 0 && new Set(Object.values(derived.inputs)).size < Object.keys(derived.inputs).length)
		reasons.push("there are not enough values of one quantity");
	const missing = Object.values(derived.inputs).filter(
		(id) => !record.measurements.some((measurement) => measurement.metric.id === id && usable(measurement)),
	);
	if (missing.length > 0)
		reasons.push(`no exact value of ${missing.map((id) => metrics.get(id)?.label ?? id).join(" and ")} that is not in doubt`);
	return [{ metric, reason: reasons.join("; ") }];
}

/** The results of all sets of usable inputs: a value, or why there is none. */
function attempts(record: StudiedRecord, metric: Metric, conditions: ReadonlyMap<string, Condition>): (DerivedValue | string)[] {
	const { derived } = metric;
	if (derived === undefined) return [];
	const names = Object.keys(derived.inputs);
	// Where two inputs stand for one metric, as in a slope between two points, each pair comes twice: once is enough.
	const known = new Map<string, number[]>();
	const isNew = (result: DerivedValue | string) => {
		if (typeof result === "string") return true;
		const set = [...result.inputs.values()]
			.map(({ id }) => id)
			.sort()
			.join(" ");
		const value = result.quantity.value ?? Number.NaN;
		const values = known.get(set) ?? [];
		known.set(set, [...values, value]);
		return !values.some((other) => Math.abs(other - value) <= 1e-9 * Math.abs(value));
	};
	const choices = names.map((name) =>
		record.measurements.filter((measurement) => measurement.metric.id === derived.inputs[name] && usable(measurement)),
	);
	return combinations(choices)
		.flatMap((chosen) => compute(metric, derived, new Map(names.map((name, index) => [name, chosen[index]] as const)), conditions) ?? [])
		.filter(isNew);
}

/** Gives each value an anchor of its own: several may come from one main input. */
function withOwnIds(values: readonly DerivedValue[], taken: readonly string[]): DerivedValue[] {
	const ids = new Set(taken);
	return values.map((value) => {
		let { id } = value;
		for (let number = 2; ids.has(id); number++) id = `${value.id}-${number}`;
		ids.add(id);
		return { ...value, id };
	});
}

function usable({ doubt, quantity, nature, of, stat }: Measurement): boolean {
	return (
		doubt === undefined &&
		of === undefined &&
		(stat === undefined || stat === "final") &&
		nature === "measured" &&
		quantity.value !== undefined &&
		(quantity.qualifier === "" || quantity.qualifier === "~")
	);
}

function combinations<T>(lists: readonly T[][]): T[][] {
	return lists.reduce<T[][]>((sets, list) => sets.flatMap((set) => list.map((item) => [...set, item])), [[]]);
}

function compute(
	metric: Metric,
	derived: NonNullable<Metric["derived"]>,
	chosen: ReadonlyMap<string, Measurement | undefined>,
	conditions: ReadonlyMap<string, Condition>,
): DerivedValue | string | undefined {
	const inputs = new Map([...chosen].flatMap(([name, measurement]) => (measurement === undefined ? [] : [[name, measurement] as const])));
	const main = inputs.get(derived.at);
	if (main === undefined || new Set(inputs.values()).size < inputs.size) return undefined;
	for (const [id, excluded] of derived.except) {
		if ([...inputs.values()].some((input) => sameCondition(input.conditions.get(id), excluded)))
			return `not meant for ${conditions.get(id)?.label ?? id} ${excluded.text}`;
	}
	const unknown: string[] = [];
	for (const id of derived.same) {
		const values = [...inputs.values()].map((input) => comparable(input, id));
		const known = values.filter((value): value is ConditionValue => value !== undefined);
		const label = conditions.get(id)?.label ?? id;
		if (known.some((value) => !sameCondition(value, known[0]))) return `measured at a different ${label}`;
		if (known.length === values.length) continue;
		// Known in one and not in another, a condition that decides rules the set out: unknown is not equal.
		if (known.length > 0 && conditions.get(id)?.decides === true) return `the ${label} is known of one value only`;
		unknown.push(id);
	}
	const scope: Record<string, number> = {};
	for (const [name, input] of inputs) {
		scope[name] = input.quantity.value ?? Number.NaN;
		for (const [id, { normal, unit, value }] of input.conditions)
			scope[`${name}_${id.replaceAll("-", "_")}`] = normal ?? (unit === undefined ? value : undefined) ?? Number.NaN;
	}
	const value = derived.formula.evaluate(scope);
	if (!Number.isFinite(value)) return whyNoNumber(derived.formula.names, inputs, conditions);
	const approximate = [...inputs.values()].some((input) => input.quantity.qualifier === "~");
	const quantity = parseQuantity(`${approximate ? "~" : ""}${value.toFixed(metric.digits)}`, metric.unit);
	if ("problem" in quantity) return undefined;
	const others = [...inputs.values()].filter((input) => input !== main);
	return {
		kind: "derived",
		id: `${metric.id}-from-${main.id}`,
		metric,
		quantity: { ...quantity, value },
		conditions: main.conditions,
		base: others[0]?.conditions,
		doubt: undefined,
		inputs,
		unknown,
	};
}

/** Which condition that the formula uses is not known as a number, and why. */
function whyNoNumber(
	names: readonly string[],
	inputs: ReadonlyMap<string, Measurement>,
	conditions: ReadonlyMap<string, Condition>,
): string {
	for (const [name, input] of inputs) {
		for (const condition of conditions.values()) {
			if (!names.includes(`${name}_${condition.id.replaceAll("-", "_")}`)) continue;
			const value = input.conditions.get(condition.id);
			if (value === undefined) return `the ${condition.label} is not given`;
			if (value.unconverted !== undefined) return `the ${condition.label} ${value.text} cannot be converted: ${value.unconverted}`;
		}
	}
	return "the formula has no value here";
}

/** A condition of an input, where it was given for the value itself and not for a table's whole row. */
function comparable(input: Measurement, id: string): ConditionValue | undefined {
	const shown = input.readings.filter((reading) => reading.shown);
	return shown.length > 0 && shown.every((reading) => reading.scopes.has(id)) ? undefined : input.conditions.get(id);
}
