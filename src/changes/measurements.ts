import { type Change, compareItems, type Unread } from "./change.ts";
import type { MeasurementItem } from "./records.ts";

/**
 * Compares the measurements of a record. An id that its author gave tells which is which; one that only counts does not,
 * since a measurement put in before it changes it: then what is alike belongs together, first what is the same in
 * everything, then what has the same conditions, the same value, the same metric's number.
 */
export function compareMeasurements(before: readonly MeasurementItem[], after: readonly MeasurementItem[], unread: Unread): Change[] {
	const then = new Map<MeasurementItem, MeasurementItem>();
	const left = new Set(before);
	for (const alike of [named, same, atSame, ofSame, counted]) {
		const waiting = new Map<string, MeasurementItem[]>();
		for (const one of left) for (const key of alike(one)) waiting.set(key, [...(waiting.get(key) ?? []), one]);
		for (const one of after) {
			if (then.has(one)) continue;
			const found = alike(one).flatMap((key) => waiting.get(key)?.shift() ?? [])[0];
			if (found === undefined) continue;
			then.set(one, found);
			left.delete(found);
		}
	}
	return compareItems(
		new Map([
			...[...then].map(([is, was]) => [`${after.indexOf(is)}`, was] as const),
			...[...left].map((one) => [`gone ${one.id}`, one] as const),
		]),
		new Map(after.map((one, index) => [`${index}`, one])),
		unread,
	);
}

// What makes two measurements the same one, from the surest on; nothing where it says nothing of this one.
const named = ({ id, counted: only }: MeasurementItem): string[] => (only ? [] : [id]);
const same = ({ facts }: MeasurementItem): string[] => [JSON.stringify([...facts])];
const atSame = ({ metric, conditions }: MeasurementItem): string[] => [`${metric} ${conditions}`];
const ofSame = ({ metric, value }: MeasurementItem): string[] => [`${metric} ${value}`];
const counted = ({ id }: MeasurementItem): string[] => [id];
