/**
 * What may stand beside what. Plain data in, plain data out: the same code runs at build time and in the browser.
 *
 * Two values of one metric are held against each other in every condition that decides (the knowledge base declares
 * which) and that their metric does not settle itself. In a condition they are
 * - the same: stated for both, and equal (numbers in the condition's own unit; where a condition compares classes,
 *   terms of one class);
 * - different: stated for both, and not equal;
 * - unknown: not given for one of them, or printed in a unit that could not be converted. What could not be converted
 *   still counts within one study, whose authors mean one thing by it; between studies it is unknown.
 * Unknown is not equal. Two values are comparable where they are the same in all; comparable as far as known where they
 * differ in none; otherwise not comparable. "As far as known" is not transitive, so it cannot make groups.
 *
 * A tier is what can: values that state the same in every condition that any of them states, and leave the same ones
 * open. No value joins a tier by being silent. What is said of a tier holds for each pair in it: these conditions are
 * the same, those are unknown. Only values of one tier are ever ranked.
 */

/** A condition that decides. */
export interface Deciding {
	id: string;
	label: string;
	kind: "number" | "count" | "term" | "text";
	/** The unit of its numbers, as set on screen. */
	unit: string;
	/** Whether its terms are those of a facet. */
	facet: boolean;
}

/** What a value says of a condition. */
export interface Stated {
	/** Equal for equal values. */
	key: string;
	/** For readers. */
	text: string;
	/** Of numbers and counts, in the condition's unit. */
	number?: number;
	/** Whether it could not be converted to the condition's unit; the key is then what is printed. */
	unconverted?: boolean;
}

/** A value as the guard sees it. */
export interface Compared {
	/** The row that it stands in: a record. */
	row: string;
	study: string;
	/** By condition; one that is not given is not there. */
	at: Readonly<Record<string, Stated>>;
	/** Conditions that its metric implies or does not depend on. */
	settled: readonly string[];
}

/** How two values stand to each other. */
export interface Relation {
	verdict: "comparable" | "as far as known" | "not comparable";
	same: Deciding[];
	differs: Deciding[];
	unknown: Deciding[];
	/** Why they are not simply comparable: "other solvent; strength not convertible". */
	why: string;
}

/** Holds two values of one metric against each other. */
export function relate(a: Compared, b: Compared, deciding: readonly Deciding[]): Relation {
	const same: Deciding[] = [];
	const differs: Deciding[] = [];
	const unknown: Deciding[] = [];
	const open: string[] = [];
	for (const condition of deciding) {
		if (isSettled(a, condition) || isSettled(b, condition)) continue;
		const [one, other] = [a.at[condition.id], b.at[condition.id]];
		if (one === undefined || other === undefined) {
			unknown.push(condition);
			open.push(`${condition.label} not given`);
		} else if (a.study !== b.study && (one.unconverted === true || other.unconverted === true)) {
			unknown.push(condition);
			open.push(`${condition.label} not convertible`);
		} else if (one.key === other.key) same.push(condition);
		// Within a study, what was converted and what was not may be the same after all.
		else if (one.unconverted === other.unconverted) differs.push(condition);
		else {
			unknown.push(condition);
			open.push(`${condition.label} not convertible`);
		}
	}
	return {
		verdict: differs.length > 0 ? "not comparable" : unknown.length > 0 ? "as far as known" : "comparable",
		same,
		differs,
		unknown,
		why: [...differs.map(({ label }) => `other ${label}`), ...open].join("; "),
	};
}

/** Values that may be ranked among themselves. */
export interface Tier<V extends Compared = Compared> {
	/** Equal for equal tiers. */
	key: string;
	values: V[];
	/** The conditions that are the same, with what they are. */
	same: { condition: Deciding; text: string }[];
	/** The conditions that are unknown. */
	unknown: Deciding[];
}

/** The tiers of some values of one metric, in the order in which they first occur; `within` a study, or across all. */
export function tiersOf<V extends Compared>(
	values: readonly V[],
	deciding: readonly Deciding[],
	within: "study" | "all" = "all",
): Tier<V>[] {
	const groups = new Map<string, [V, ...V[]]>();
	// Values that were unpacked from one list share what they state: their profile is made once.
	const profiles = new Map<Compared["at"], string>();
	const profileOf = (value: V) => {
		const made = profiles.get(value.at) ?? profile(value, deciding);
		profiles.set(value.at, made);
		return made;
	};
	for (const value of values) {
		const key = `${profileOf(value)}${within === "study" ? `|${value.study}` : ""}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [value]);
		else group.push(value);
	}
	return [...groups].map(([key, group]) => {
		const [first] = group;
		const oneStudy = group.every(({ study }) => study === first.study);
		const same: Tier["same"] = [];
		const unknown: Deciding[] = [];
		for (const condition of deciding) {
			if (isSettled(first, condition)) continue;
			const stated = first.at[condition.id];
			if (stated === undefined || (stated.unconverted === true && !oneStudy)) unknown.push(condition);
			else same.push({ condition, text: stated.text });
		}
		return { key, values: group, same, unknown };
	});
}

/** What holds for all of a tier: "10 min, 80 °C; harvest and basis unknown". */
export function tierText({ same, unknown }: Pick<Tier, "same" | "unknown">): string {
	const known = same.map(({ text }) => text).join(", ");
	const open = unknown.length === 0 ? "" : `${list(unknown.map(({ label }) => label))} unknown`;
	return [known, open].filter(Boolean).join("; ");
}

/** What a value states, and leaves open, in all deciding conditions. */
function profile(value: Compared, deciding: readonly Deciding[]): string {
	return deciding
		.map((condition) => {
			if (isSettled(value, condition)) return "";
			const stated = value.at[condition.id];
			return stated === undefined ? "?" : `${stated.unconverted === true ? "~" : "="}${stated.key}`;
		})
		.join("|");
}

/**
 * Says in one line what keeps the rows of a table or the marks of a chart from being compared, with counts of rows:
 * "Not measured alike: 16 of 22 with green tea, 6 with black tea; brewing time from 1 to 10 min, 6 of
 * 22 not convertible; harvest not given for any." Empty for fewer than two rows.
 */
export function guardLine(values: readonly Compared[], deciding: readonly Deciding[]): string {
	if (new Set(values.map(({ row }) => row)).size < 2) return "";
	const alike: string[] = [];
	const never: string[] = [];
	const parts: string[] = [];
	let differ = false;
	for (const condition of deciding) {
		const rows = new Map<string, Stated[]>();
		for (const value of values) {
			if (isSettled(value, condition)) continue;
			const stated = value.at[condition.id];
			const row = rows.get(value.row);
			if (row === undefined) rows.set(value.row, stated === undefined ? [] : [stated]);
			else if (stated !== undefined) row.push(stated);
		}
		if (rows.size === 0) continue;
		const all = [...rows.values()].flat();
		const keys = new Set(all.map(({ key }) => key));
		const [one] = all;
		if (one === undefined) never.push(condition.label);
		else if (keys.size === 1 && one.unconverted !== true && [...rows.values()].every(({ length }) => length > 0)) alike.push(one.text);
		else {
			differ ||= new Set(all.flatMap(({ key, unconverted }) => (unconverted === true ? [] : [key]))).size > 1;
			parts.push(spread(condition, [...rows.values()]));
		}
	}
	if (alike.length > 0) parts.push(`${alike.join(", ")} for all`);
	if (never.length > 0) parts.push(`${list(never)} not given for any`);
	if (parts.length === 0) return "";
	const open = parts.length > (alike.length > 0 ? 1 : 0);
	return `${differ ? "Not measured alike" : open ? "Alike as far as known" : "Measured alike"}: ${parts.join("; ")}.`;
}

/** How a condition is spread over rows: "brewing time from 1 to 10 min, 6 of 22 not convertible, 3 not given". */
function spread(condition: Deciding, rows: readonly Stated[][]): string {
	const counts = [
		...(condition.kind === "term" ? terms(condition, rows) : []),
		{ count: rows.filter((row) => row.length > 0 && row.every(({ unconverted }) => unconverted === true)).length, text: "not convertible" },
		{ count: rows.filter((row) => row.length === 0).length, text: "not given" },
	]
		.filter(({ count }) => count > 0)
		.map(({ count, text }, index) => `${count}${index === 0 ? ` of ${rows.length}` : ""} ${text}`);
	if (condition.kind === "term") return `${condition.facet ? "" : `${condition.label}: `}${counts.join(", ")}`;
	return [extent(condition, rows.flat()), ...counts].join(", ");
}

/** The terms of a condition, the one of most rows first. */
function terms(condition: Deciding, rows: readonly Stated[][]): { count: number; text: string }[] {
	const texts = new Map(rows.flat().map(({ key, text }) => [key, text]));
	const counts = new Map<string, number>();
	for (const row of rows) for (const key of new Set(row.map((stated) => stated.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
	const all = [...texts].map(([key, text]) => ({ count: counts.get(key) ?? 0, text: condition.facet ? `with ${text}` : text }));
	return all.sort((a, b) => b.count - a.count);
}

/** From where to where numbers go; how many kinds of texts there are. */
function extent({ label, kind, unit }: Deciding, stated: readonly Stated[]): string {
	const numbers = stated.flatMap(({ number, unconverted }) => (number === undefined || unconverted === true ? [] : [number]));
	// Not Math.min(...numbers): there may be more of them than a call takes arguments.
	const least = numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
	const most = numbers.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
	const plain = (number: number) => String(Number(number.toPrecision(6)));
	if (numbers.length > 0)
		return `${label} ${least === most ? "" : `from ${plain(least)} to `}${plain(most)}${unit === "" ? "" : `\u202f${unit}`}`;
	const texts = new Set(stated.flatMap(({ text, unconverted }) => (unconverted === true ? [] : [text])));
	if (texts.size === 0) return label;
	return texts.size === 1 && kind === "text" ? `${label} ${[...texts].join("")}` : `${label} of ${texts.size} kinds`;
}

function isSettled({ settled }: Compared, { id }: Deciding): boolean {
	return settled.includes(id);
}

/** "a, b and c" */
function list(words: readonly string[]): string {
	return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
