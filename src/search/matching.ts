import type { Matches } from "./client.ts";

/** What an entry has of a question: by its text, and by how much of the question its names and surroundings hold. */
export interface Evidence {
	text: number;
	title: number;
	names: number;
	around: number;
	/** The field of its names, which says what kind of thing it is. */
	kind: string | undefined;
}
export interface Hits {
	/** How much the tokens say that were asked for: rare ones say more. */
	weight: number;
	entries: ReadonlyMap<string, Evidence>;
}

/** A statement about other things is short and full of telling words, and still comes after what it is about. */
const statement = 0.5;

const nameWeights: Record<string, number> = { tree: 5, term: 5, record: 4, page: 3.5, reference: 3 };

/** The entries that have a token, weighed by how many have it. */
export function weighed(matches: Matches, size: number): Hits {
	const weight = Math.log(1 + (size - matches.size + 0.5) / (matches.size + 0.5));
	const entries = new Map(
		[...matches].map(([id, { score, fields }]) => {
			const kind = fields.find((field) => field !== "title" && field !== "around");
			const has = (held: boolean) => (held ? weight : 0);
			return [
				id,
				{
					text: kind === "statement" ? statement * score : score,
					title: has(fields.includes("title")),
					names: has(kind !== undefined),
					around: has(fields.includes("around")),
					kind,
				},
			];
		}),
	);
	return { weight, entries };
}

/** What was found, counting as much as if it had been asked for with some weight. */
export function asMuchAs(hits: Hits, weight: number): Hits {
	const times = hits.weight === 0 ? 0 : weight / hits.weight;
	const entries = [...hits.entries].map(([id, { text, title, names, around, kind }]) => {
		return [id, { text: text * times, title: title * times, names: names * times, around: around * times, kind }] as const;
	});
	return { weight, entries: new Map(entries) };
}

/** What has all of several. */
export function allOf(lists: readonly Hits[]): Hits {
	const [first, ...others] = lists;
	const ids = first === undefined ? [] : [...first.entries.keys()].filter((id) => others.every(({ entries }) => entries.has(id)));
	return added(lists, ids);
}

/** What has any of several, each entry by what it has most of. */
export function anyOf(lists: readonly Hits[]): Hits {
	const entries = new Map<string, Evidence>();
	for (const list of lists)
		for (const [id, evidence] of list.entries) {
			const known = entries.get(id);
			if (known === undefined || scoreOf(evidence, list.weight) > scoreOf(known, list.weight)) entries.set(id, evidence);
		}
	return { weight: Math.max(0, ...lists.map(({ weight }) => weight)), entries };
}

/** What some entries have of several taken together. */
export function added(lists: readonly Hits[], ids: Iterable<string>): Hits {
	const entries = new Map<string, Evidence>();
	for (const id of ids) {
		const sum: Evidence = { text: 0, title: 0, names: 0, around: 0, kind: undefined };
		for (const list of lists) {
			const own = list.entries.get(id);
			if (own === undefined) continue;
			for (const part of ["text", "title", "names", "around"] as const) sum[part] += own[part];
			sum.kind ??= own.kind;
		}
		entries.set(id, sum);
	}
	return { weight: lists.reduce((sum, { weight }) => sum + weight, 0), entries };
}

/** How well an entry answers: a part of a question in a name says little, all of it much. */
export function scoreOf({ text, title, names, around, kind }: Evidence, weight: number): number {
	const share = (held: number) => (weight === 0 ? 0 : held * (held / weight) ** 2);
	return text + 2 * share(title) + (nameWeights[kind ?? ""] ?? 0) * share(names) + 0.6 * share(around);
}
