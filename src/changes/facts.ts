/** What is known of one thing, for readers: each fact by its label, in order. */
export type Facts = ReadonlyMap<string, string>;

/** A fact that differs; one that was not there before, or is not there now, has no text. */
export interface Difference {
	label: string;
	was: string | undefined;
	is: string | undefined;
}

/** Puts facts together; those without a text are left out, and a label that occurs again gets a number. */
export function facts(given: Iterable<readonly [label: string, text: string | undefined]>): Facts {
	const all = new Map<string, string>();
	for (const [label, text] of given) {
		if (text === undefined || text === "") continue;
		let free = label;
		for (let number = 2; all.has(free); number++) free = `${label} (${number})`;
		all.set(free, text);
	}
	return all;
}

/** Whatever was declared, field by field: what is nested as JSON. */
export function factsOf(declared: object): Facts {
	return facts(Object.entries(declared).map(([label, value]) => [label, textOf(value)] as const));
}

function textOf(value: unknown): string | undefined {
	if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
	if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.join(", ");
	if (typeof value !== "object") return String(value);
	const text = JSON.stringify(value);
	return text === "{}" ? undefined : text;
}

/** The facts that differ, in the order of what is now, then those that are gone. */
export function differences(before: Facts, after: Facts): Difference[] {
	return [...new Set([...after.keys(), ...before.keys()])]
		.map((label) => ({ label, was: before.get(label), is: after.get(label) }))
		.filter(({ was, is }) => was !== is);
}
