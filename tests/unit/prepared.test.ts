import { expect, onTestFinished, test, vi } from "vitest";
import type { SearchEntry } from "../../src/search/entry.ts";
import { Preparation } from "../../src/search/prepared.ts";
import * as tokens from "../../src/search/tokens.ts";
import { temporaryFolder } from "../site/site.ts";

vi.mock("../../src/search/tokens.ts", { spy: true });

const entry: SearchEntry = {
	to: "/teas/assam/",
	kind: "record",
	label: "tea",
	title: "Assam with H2O",
	names: ["Assam FTGFOP"],
	parts: [{ anchor: "#measurements", text: "Steeped in H2O at 100 g/l." }],
	more: "caffeine",
	around: ["India"],
	elements: ["H", "O"],
	figures: [],
	filters: { kind: ["record"] },
};
const language = { formulas: new Set(["H2O"]), units: ["g/l"] };

test("what an entry gives to the search is made once while the entry, the formulas and the units are the same", async () => {
	const { path: cache, remove } = await temporaryFolder();
	onTestFinished(remove);
	const round = (one: SearchEntry, names = language) => {
		const preparation = new Preparation(names, cache);
		vi.mocked(tokens.tokensOf).mockClear();
		const prepared = preparation.prepare(one);
		preparation.save(new Map([[one.to, `und_${one.title.length}`]]));
		return { prepared, made: vi.mocked(tokens.tokensOf).mock.calls.length > 0 };
	};
	const first = round(entry);
	expect(first).toMatchObject({ made: true, prepared: { name: undefined } });
	expect(round(entry), "the same, with the index's name for it").toEqual({
		made: false,
		prepared: { ...first.prepared, name: `und_${entry.title.length}` },
	});

	const changed = { ...entry, title: "Assam, second flush" };
	expect(round(changed)).toMatchObject({ made: true, prepared: { name: undefined } });
	expect(round(entry), "nobody had it in the run before").toEqual(first);

	const other = round(entry, { formulas: new Set(), units: [] });
	expect(other.made).toBe(true);
	expect(JSON.parse(other.prepared.card).parts).not.toEqual(JSON.parse(first.prepared.card).parts);
});
