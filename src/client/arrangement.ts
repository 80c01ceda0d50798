import { type Family, families, rank } from "../derive/arrange.ts";
import { tierText } from "../derive/guard.ts";
import type { State } from "./address.ts";
import type { BrowserRecord, Records } from "./records.ts";

/** A line of the explorer's table. */
export type Line =
	| { kind: "group"; text: string }
	| { kind: "record"; record: BrowserRecord; control: boolean /** Does not fit itself, but its record does. */; companion: boolean };

/** What was ranked, where the table is sorted by a measured value. */
export interface Ranking {
	ranked: number;
	alone: number;
}

/**
 * The lines of a table: the records that fit, each with its controls below it (those that do not fit themselves among
 * them), in the order that was chosen.
 */
export function linesOf(
	found: readonly BrowserRecord[],
	{ sort, within }: State,
	records: Records,
): { lines: Line[]; ranking: Ranking | undefined } {
	const fits = new Set(found.map(({ index }) => index));
	const withControls = records.all.filter(
		({ index }) => fits.has(index) || (records.data.controlOf[index] ?? []).some((other) => fits.has(other)),
	);
	const all = families(withControls);
	const lines = (some: readonly Family<BrowserRecord>[]): Line[] =>
		some.flatMap((family) =>
			family.map((record, place): Line => ({ kind: "record", record, control: place > 0, companion: !fits.has(record.index) })),
		);
	const column = records.data.columns.find(({ key }) => key === sort?.by);
	if (sort === undefined) return { lines: lines(all), ranking: undefined };
	if (column === undefined) {
		const text = textOf(sort.by, records);
		const sign = sort.falling ? -1 : 1;
		const order = new Intl.Collator("en", { numeric: true });
		const sorted = all.map((family) => ({ family, text: text(family[0]) })).sort((a, b) => sign * order.compare(a.text, b.text));
		return { lines: lines(sorted.map(({ family }) => family)), ranking: undefined };
	}
	const value = (record: BrowserRecord) => {
		const one = records.value(record, column);
		return one?.ranked === true ? one : undefined;
	};
	const { ranked, alone } = rank(all, value, records.data.deciding, { within, falling: sort.falling });
	const rest = ranked.length === 0 ? "Not ranked: none was measured like another" : "Not ranked: not measured like any other";
	return {
		lines: [
			...ranked.flatMap(({ tier, families: best }): Line[] => [
				{ kind: "group", text: `Ranked: ${within === "study" ? "one study; " : ""}${tierText(tier)}` },
				...lines(best),
			]),
			...(alone.length === 0 ? [] : [{ kind: "group", text: rest } satisfies Line]),
			...lines(alone),
		],
		ranking: { ranked: ranked.flatMap(({ families: best }) => best).length, alone: alone.length },
	};
}

function textOf(by: string, records: Records): (record: BrowserRecord) => string {
	const facet = records.data.facets.findIndex(({ id }) => id === by);
	if (facet >= 0) return (record) => records.termText(record, facet);
	if (by === "study") return ({ index }) => records.data.studies[records.data.study[index] ?? -1]?.short ?? "";
	return ({ name }) => name;
}
