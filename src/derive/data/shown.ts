import { sameCondition } from "../../model/conditions.ts";
import type { Conditions, Measurement, Reading } from "../../model/types.ts";

/**
 * The one reading that stands for a measurement: of those that agree with what is shown, the first that prints the same
 * digits, at the measurement's own conditions, without a doubt of its own; where none does all of it, the first that
 * does most, the digits before the conditions before the doubt.
 */
export function shownReading({ readings, quantity, conditions }: Measurement): Reading | undefined {
	const rank = (reading: Reading) =>
		Number(reading.quantity.text === quantity.text) * 4 +
		Number(alike(reading.conditions, conditions)) * 2 +
		Number(reading.doubt === undefined);
	return readings
		.filter(({ shown }) => shown)
		.reduce<Reading | undefined>((best, reading) => (best === undefined || rank(reading) > rank(best) ? reading : best), undefined);
}

function alike(a: Conditions, b: Conditions): boolean {
	return a.size === b.size && [...a].every(([id, value]) => sameCondition(value, b.get(id)));
}
