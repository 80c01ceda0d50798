import { type Difference, differences, type Facts } from "./facts.ts";

/** A thing of a knowledge base, as it can be compared. */
export interface Item {
	/** What it is called. */
	name: string;
	file: string;
	facts: Facts;
}

/** What became of a thing; `unread` where a mistake in its file keeps one side from being read. */
export type Verb = "added" | "removed" | "changed" | "unread";

/** Names that came, went, or stand for something that changed. */
export interface Names {
	label: string;
	names: string[];
}

export interface Change {
	verb: Verb;
	name: string;
	/** The files that it stands in, then and now. */
	files: string[];
	/** Whether a mistake in its file may have kept parts of it from being read, then or now. */
	inPart: boolean;
	/** Of what changed: the facts that differ. Of what was added: its facts. */
	differences: Difference[];
	names: Names[];
	/** Of a record: its measurements. */
	within: Change[];
}

/** What happened to things of one kind. */
export interface Group {
	/** What one and several of them are called. */
	one: string;
	many: string;
	changes: Change[];
	/** Whether they stand within the changes of another group. */
	within?: true;
}

/** What is known of mistakes: whether a thing may only have been unreadable, and whether a file has any. */
export interface Unread {
	before(id: string): boolean;
	after(id: string): boolean;
	file(file: string): boolean;
}

/** How two things of a kind are compared beyond their facts. */
type Further<I extends Item> = (before: I | undefined, after: I | undefined) => Partial<Pick<Change, "names" | "within">>;

/**
 * Compares things by id. One that went and one that came are the same thing under another id where `same` gives the same
 * for both.
 */
export function compareItems<I extends Item>(
	before: ReadonlyMap<string, I>,
	after: ReadonlyMap<string, I>,
	unread: Unread,
	{ same, further = () => ({}) }: { same?: (item: I) => string; further?: Further<I> } = {},
): Change[] {
	const moved = same === undefined ? new Map<string, string>() : movedItems(before, after, same);
	const gone = new Set(moved.values());
	const pairs: [id: string, was: I | undefined, is: I | undefined][] = [
		...[...after].map(([id, is]): [string, I | undefined, I] => [id, before.get(moved.get(id) ?? id), is]),
		...[...before].flatMap(([id, was]): [string, I, undefined][] => (after.has(id) || gone.has(id) ? [] : [[id, was, undefined]])),
	];
	return pairs.flatMap(([id, was, is]): Change[] => {
		const item = is ?? was;
		if (item === undefined) return [];
		const files = [...new Set([was, is].flatMap((one) => (one === undefined ? [] : [one.file])))];
		const { names = [], within = [] } = further(was, is);
		const hidden = is === undefined ? unread.after(id) : was === undefined && unread.before(id);
		const change = { name: item.name, files, inPart: files.some((file) => unread.file(file)), names, within };
		if (hidden) return [{ ...change, verb: "unread", differences: [], names: [], within: [] }];
		if (is === undefined) return [{ ...change, verb: "removed", differences: [] }];
		if (was === undefined) return [{ ...change, verb: "added", differences: differences(new Map(), is.facts) }];
		const found = differences(was.facts, is.facts);
		return found.length + names.length + within.length === 0 ? [] : [{ ...change, verb: "changed", differences: found }];
	});
}

/** The ids that things had before, by those that they have now; only where there is no doubt which is which. */
function movedItems<I extends Item>(before: ReadonlyMap<string, I>, after: ReadonlyMap<string, I>, same: (item: I) => string) {
	const only = (items: ReadonlyMap<string, I>, others: ReadonlyMap<string, I>) => {
		const found = new Map<string, string[]>();
		for (const [id, item] of items) if (!others.has(id)) found.set(same(item), [...(found.get(same(item)) ?? []), id]);
		return found;
	};
	const [went, came] = [only(before, after), only(after, before)];
	return new Map(
		[...came].flatMap(([key, [now = "", ...more]]) => {
			const [then, ...others] = went.get(key) ?? [];
			return then === undefined || more.length + others.length > 0 ? [] : [[now, then] as const];
		}),
	);
}
