/**
 * Where the marks of a small strip stand, in per cent of its width: on an axis from zero (from the least value where
 * that is below) to the largest value.
 */
export function stripPositions(numbers: readonly number[]): number[] {
	const least = Math.min(0, ...numbers);
	const width = Math.max(0, ...numbers) - least;
	return numbers.map((number) => (width === 0 ? 0 : Number((((number - least) / width) * 100).toFixed(1))));
}
