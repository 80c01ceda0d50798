import { hash } from "node:crypto";

/** What a chart draws of more than it has room for. */
export interface Cut {
	drawn: number;
	of: number;
	/** What is drawn: "teas", "values". */
	what: string;
	/** Which ones: "one of each equal share from the least to the largest value". */
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

/**
 * What a chart draws of what it could: all, where there is room. Otherwise a stratified sample: its least and its largest,
 * of all and of what the finding counts, and one of each of so many equal shares of the ranks as there is room for, so that what is drawn lies as all of them do.
 * A hash of its name picks it: nobody does, and where one number changes the others that are drawn stay. They stay in their
 * order.
 */
export function chosen<T extends object>(
	all: readonly T[],
	{ most, what, by, rank, name, counts }: Choice<T>,
): { drawn: T[]; cut: Cut | undefined } {
	if (all.length <= most) return { drawn: [...all], cut: undefined };
	const ranked = all.toSorted((a, b) => rank(a) - rank(b));
	const ends = new Set<T>([ranked[0], ranked.find(counts), ranked.findLast(counts), ranked.at(-1)].filter((one) => one !== undefined));
	const rest = ranked.filter((one) => !ends.has(one)).map((one) => ({ one, lot: hash("sha256", name(one)) }));
	const room = most - ends.size;
	const startOf = (share: number) => Math.round((share * rest.length) / room);
	const picked = Array.from({ length: room }, (_, share) =>
		rest.slice(startOf(share), startOf(share + 1)).reduce((least, next) => (next.lot < least.lot ? next : least)),
	);
	const drawn = new Set([...ends, ...picked.map(({ one }) => one)]);
	return {
		drawn: all.filter((one) => drawn.has(one)),
		cut: { drawn: drawn.size, of: all.length, what, which: `one of each equal share from ${by}` },
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
