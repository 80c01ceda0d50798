import { expect, test } from "vitest";
import { PageCitations } from "../../src/derive/citing.ts";
import { formatLibrary } from "../../src/derive/pages.ts";
import { tableView } from "../../src/derive/table.ts";
import { readArrangement } from "../../src/model/arrangement.ts";
import { findDisagreements } from "../../src/model/found.ts";
import { load } from "../../src/model/load.ts";
import { readColumns, readQuery } from "../../src/model/query.ts";
import { Problems } from "../../src/problem/problem.ts";
import { root } from "../site/site.ts";

const { kb } = await load(root);
if (kb === undefined) throw new Error("The knowledge base is not sound.");
const references = formatLibrary(kb);
const place = { file: "content/x.mdx", line: 1, column: 1 };

/** The groups of a table of the first knowledge base: title, then records. */
function groups(where: string, attributes: Record<string, string>) {
	if (kb === undefined) return [];
	const problems = new Problems();
	const table = tableView(
		{
			query: readQuery(where, kb, place, problems),
			columns: readColumns("electrolyte, initial-ce, capacity@cycle, retention@cycle=100", kb, place, problems),
			arrangement: readArrangement(attributes, kb, () => place, problems),
			path: "/x/table-1.csv",
		},
		kb,
		new PageCitations(references),
	);
	expect(problems.all).toEqual([]);
	expect(table.csv.table.rows.map(([id]) => id)).toEqual(table.rows.map(({ id }) => id));
	return table.groups.map(({ title, study, rows }) => [study ?? title, rows.map(({ id, control }) => (control ? `(${id})` : id))] as const);
}

test("a table without groups has all its rows in the knowledge base's order, controls behind what they are the control of", () => {
	const [[title, rows] = ["?", []], ...others] = groups("strategy=passive-coatings", {});
	expect([title, others]).toEqual(["", []]);
	expect(rows[rows.indexOf("si-mof") + 1]).toBe("(si-control-mof)");
});

test("a table grouped by study or facet has a group for each, in the order in which they occur", () => {
	const studies = groups("strategy=nanoparticles", { group: "study" }).map(([study]) => study);
	expect(new Set(studies).size).toBe(studies.length);
	expect(studies).toContain("chiku2024");
	expect(groups("", { group: "strategy" }).map(([title]) => title)).toContain("silicon nanofilms");
});

test("a table grouped by a metric has its tiers, and behind them what was not measured alike with any other", () => {
	const made = groups("electrolyte=solid", { group: "capacity@cycle", order: "capacity@cycle" });
	expect(made[0]?.[0]).toMatch(/^cycle 500, 1000\smA\sg⁻¹, solid electrolytes; .* unknown$/);
	expect(made[0]?.[1]).toEqual(["ps-ag-c", "(msi-c-han)", "msi-c-film"]);
	expect(made.at(-1)?.[0]).toBe("not measured alike with any other");
});

test("a table ordered by a metric ranks within one study only", () => {
	expect(groups("electrolyte=solid", { order: "capacity@cycle" }).map(([title]) => title)).toEqual([""]);
});

test("a table ordered by name keeps controls behind what they are the control of", () => {
	const [[, rows] = ["", []]] = groups("strategy=passive-coatings", { order: "name" });
	const heads = rows.filter((id) => !id.startsWith("("));
	const named = heads.map((id) => kb.records.get(id)?.name ?? "");
	expect(named).toEqual([...named].sort((a, b) => a.localeCompare(b, "en")));
	expect(rows[rows.indexOf("si-mof") + 1]).toBe("(si-control-mof)");
});

/** The knowledge base with its records repeated under other ids, each copy with a study of its own. */
function repeated(times: number) {
	if (kb === undefined) throw new Error("The knowledge base is not sound.");
	const studies = [...kb.works.keys()];
	const records = Array.from({ length: times }, (_, round) =>
		[...kb.records.values()].map((record, index) => ({
			...record,
			id: `${record.id}-${round}`,
			study: studies[(round * kb.records.size + index) % studies.length] ?? record.study,
			relations: new Map(),
		})),
	).flat();
	return { ...kb, records: new Map(records.map((record) => [record.id, record])) };
}

test("a table of more than fifty rows has the first fifty, and says where all of them are", () => {
	const many = repeated(15);
	const table = (where: string, whole: boolean) =>
		tableView(
			{
				query: readQuery(where, many, place, new Problems()),
				columns: readColumns("initial-ce", many, place, new Problems()),
				path: "/x/table-1.csv",
				whole,
			},
			many,
			new PageCitations(references),
		);
	const cut = table("method=ball-milling|cvd", false);
	expect([cut.rows.length, cut.csv.table.rows.length, cut.data.rows.length]).toEqual([50, 50, 50]);
	expect(cut.all).toEqual({ count: table("method=ball-milling|cvd", true).rows.length, to: "/electrodes/?method=ball-milling,cvd" });
	expect(cut.caption).toContain(`${cut.all?.count} electrodes`);
	expect(table("", true).rows).toHaveLength(many.records.size);
	expect(table("", true).all).toBeUndefined();
});

test("a number that two studies print is told as unusual; one that many print is not", () => {
	const twice = (times: number) => findDisagreements(repeated(times).records.values(), []).filter(({ rule }) => rule === "twice").length;
	expect(twice(2)).toBeGreaterThan(0);
	expect(twice(8)).toBe(0);
});
