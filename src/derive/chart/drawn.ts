/** What a chart draws of more than it has room for. */
export interface Cut {
	drawn: number;
	of: number;
	/** What is drawn: "teas", "values". */
	what: string;
	/** Which ones: "evenly spread from the least to the largest value". */
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
	/** Whether the finding counts one: its least and its largest are always drawn. */
	counts(one: T): boolean;
}

/**
 * What a chart draws of what it could: all, where there is room. Otherwise so many as there is room for, evenly spread over
 * their ranks, so that what is drawn lies as all of them do; they stay in their order. Nobody picks any.
 */
export function chosen<T extends object>(
	all: readonly T[],
	{ most, what, by, rank, counts }: Choice<T>,
): { drawn: T[]; cut: Cut | undefined } {
	if (all.length <= most) return { drawn: [...all], cut: undefined };
	const ranked = all.toSorted((a, b) => rank(a) - rank(b));
	const ends = new Set<T>([ranked.find(counts), ranked.findLast(counts)].filter((one) => one !== undefined));
	const rest = ranked.filter((one) => !ends.has(one));
	const room = most - ends.size;
	const places = Array.from({ length: room }, (_, index) => Math.round((index * (rest.length - 1)) / Math.max(1, room - 1)));
	const drawn = new Set([...ends, ...places.flatMap((place) => rest[place] ?? [])]);
	return {
		drawn: all.filter((one) => drawn.has(one)),
		cut: { drawn: drawn.size, of: all.length, what, which: `evenly spread from ${by}` },
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
