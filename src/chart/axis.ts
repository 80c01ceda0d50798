import { powerText } from "../quantity/format.ts";
import type { MetricDeclaration } from "../schema/metric.ts";
import { niceEnd } from "./drawing.ts";
import { thousands } from "./marks.ts";

/** How values lie on an axis. */
export type AxisScale = MetricDeclaration["scale"];

/** An axis of values: from where to where, and its ticks, where they are not those of even steps. */
export interface ValueAxis {
	type: AxisScale;
	domain: [least: number, most: number];
	/** On a logarithmic axis: so many powers of ten, evenly. */
	ticks: number[] | undefined;
	format(tick: number): string;
}

/** An axis from nothing to a round end or, where the values span powers of ten, from one power of ten to another. */
export function axisFor(values: readonly number[], scale: AxisScale, ticks: number): ValueAxis {
	if (!isLog(values, scale))
		return { type: "linear", domain: [0, niceEnd(Math.max(1e-9, ...values))], ticks: undefined, format: thousands };
	const first = Math.floor(Math.log10(Math.min(...values)));
	const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
	const step = Math.ceil((last - first) / ticks);
	const powers = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
	return {
		type: "log",
		domain: [10 ** first, 10 ** last],
		ticks: powers.map((power) => 10 ** power),
		format: (tick) => (tick < 1e-3 || tick > 1e4 ? powerText(Math.round(Math.log10(tick))) : thousands(Number(tick.toPrecision(1)))),
	};
}

/** Whether values can stand on a logarithmic axis that was asked for: nothing at or below zero can. */
export function isLog(values: readonly number[], scale: AxisScale): boolean {
	return scale === "log" && values.length > 0 && values.every((value) => value > 0);
}
