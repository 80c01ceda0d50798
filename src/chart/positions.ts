import { type AxisScale, isLog } from "./axis.ts";

/**
 * Where the marks of a small strip stand, in per cent of its width: on an axis from zero (from the least value where
 * that is below) to the largest value; on a logarithmic one from the least value.
 */
export function stripPositions(numbers: readonly number[], scale: AxisScale): number[] {
	const log = isLog(numbers, scale);
	const placed = log ? numbers.map(Math.log10) : numbers;
	const least = log ? Math.min(...placed) : Math.min(0, ...placed);
	const width = Math.max(...(log ? [] : [0]), ...placed) - least;
	return placed.map((number) => (width === 0 ? 0 : Number((((number - least) / width) * 100).toFixed(1))));
}
