import type { ExplorerData } from "../derive/explorer.ts";
import type { Filters } from "./selection.ts";

/** All that a reader has chosen in the explorer: what its address holds. */
export interface State extends Filters {
	/** The columns shown, by facet's id, column's key or "study"; nothing where they are those of the site. */
	columns: string[] | undefined;
	sort: { by: string; falling: boolean } | undefined;
	/** Whether values are ranked within one study, or wherever they were measured alike. */
	within: "study" | "all";
}

/** Reads a state from an address; what does not exist is left out. */
export function readState(query: URLSearchParams, data: Pick<ExplorerData, "facets" | "columns">): State {
	const terms = new Map<string, string[]>();
	for (const facet of data.facets) {
		const known = (query.get(facet.id) ?? "").split(",").filter((id) => facet.terms.some((term) => term.id === id));
		if (known.length > 0) terms.set(facet.id, known);
	}
	const ranges = new Map<string, [number, number]>();
	for (const { key } of data.columns) {
		const [, from = "", to = ""] = /^([^.]*(?:\.\d+)?)\.\.(.*)$/.exec(query.get(key) ?? "") ?? [];
		const range: [number, number] = [bound(from), bound(to)];
		if (!range.every(Number.isNaN)) ranges.set(key, range);
	}
	const keys = columnKeys(data);
	const columns = query
		.get("columns")
		?.split(",")
		.filter((key) => keys.includes(key));
	const sort = query.get("sort") ?? "";
	const by = sort.replace(/^-/, "");
	return {
		text: query.get("q") ?? "",
		terms,
		ranges,
		columns: columns?.length === 0 ? undefined : columns,
		sort: by === "name" || keys.includes(by) ? { by, falling: sort.startsWith("-") } : undefined,
		within: query.get("within") === "all" ? "all" : "study",
	};
}

/** Writes a state as the query of an address; what is as it is anyway is left out. */
export function writeState({ text, terms, ranges, columns, sort, within }: State): string {
	const query = new URLSearchParams();
	if (text.trim() !== "") query.set("q", text);
	for (const [facet, ids] of terms) if (ids.length > 0) query.set(facet, ids.join(","));
	for (const [key, [from, to]] of ranges)
		if (!Number.isNaN(from) || !Number.isNaN(to)) query.set(key, `${Number.isNaN(from) ? "" : from}..${Number.isNaN(to) ? "" : to}`);
	if (columns !== undefined) query.set("columns", columns.join(","));
	if (sort !== undefined) query.set("sort", `${sort.falling ? "-" : ""}${sort.by}`);
	if (within === "all") query.set("within", "all");
	return query.toString().replaceAll("%2C", ",");
}

/** The keys of all columns that can be shown, in their order. */
export function columnKeys({ facets, columns }: Pick<ExplorerData, "facets" | "columns">): string[] {
	return [...facets.map(({ id }) => id), ...columns.map(({ key }) => key), "study"];
}

function bound(text: string): number {
	return text.trim() === "" ? Number.NaN : Number(text);
}
