import { hash } from "node:crypto";

/** What a chart draws of more than it has room for. */
export interface Cut {
	drawn: number;
	of: number;
	/** What is drawn: "teas", "values". */
	what: string;
	/** Which ones: "as many of each quarter from the least to the largest value". */
	which: string;
}

/** How a chart chooses what it draws. */
interface Choice<T> {
	/** How many it has room for. */
	most: number;
	/** What they are called, and by what they are ranked. */
	what: string;
	by: string;
	/** The number that they are ranked by. */
	rank(one: T): number;
	/** What tells it from the others, and stays when its number changes. */
	name(one: T): string;
	/** Whether the finding counts one: its least and its largest are always drawn. */
	counts(one: T): boolean;
}

/** A sample has as many of each of so many equal shares of the ranks. */
const shares = 4;

/**
 * What a chart draws of what it could: all, where there is room. Otherwise a stratified sample: its least and its largest,
 * of all and of what the finding counts, and as many of each quarter of the ranks, so that what is drawn lies as all of
 * them do. A hash of its name picks each: nobody does, and where one number changes, hardly another is drawn. They stay in
 * their order.
 */
export function chosen<T extends object>(
	all: readonly T[],
	{ most, what, by, rank, name, counts }: Choice<T>,
): { drawn: T[]; cut: Cut | undefined } {
	if (all.length <= most) return { drawn: [...all], cut: undefined };
	const ranked = all.toSorted((a, b) => rank(a) - rank(b));
	const drawn = new Set<T>([ranked[0], ranked.find(counts), ranked.findLast(counts), ranked.at(-1)].filter((one) => one !== undefined));
	const rest = ranked.filter((one) => !drawn.has(one)).map((one) => ({ one, lot: hash("sha256", name(one)) }));
	const room = most - drawn.size;
	const upTo = (whole: number, share: number) => Math.round((whole * share) / shares);
	for (let share = 0; share < shares; share++) {
		const lots = rest.slice(upTo(rest.length, share), upTo(rest.length, share + 1)).sort((a, b) => (a.lot < b.lot ? -1 : 1));
		for (const { one } of lots.slice(0, upTo(room, share + 1) - upTo(room, share))) drawn.add(one);
	}
	return {
		drawn: all.filter((one) => drawn.has(one)),
		cut: { drawn: drawn.size, of: all.length, what, which: `as many of each quarter from ${by}` },
	};
}

/** What a chart's key says of a choice. */
export function cutKey({ drawn, of, what, which }: Cut): string {
	return `Drawn: ${drawn} of ${of} ${what}, ${which}. The finding and the CSV file take in all.`;
}

/** Names in a line: the first of them, and how many more there are. */
export function someOf(names: readonly string[], separator: string): string {
	const room = 8;
	return names.length <= room ? names.join(separator) : `${names.slice(0, room).join(separator)} and ${names.length - room} more`;
}
