import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { termMeant } from "../../src/model/meant.ts";
import { fixtures } from "./cases.ts";

const { kb } = await load(join(fixtures, "tea"));

test.each([
	["Caffeine", ' It is another name of "caffeine": write that.'],
	["theine", ' It is another name of "caffeine": write that.'],
	["C7H14N2O3", ' It is another name of "theanine": write that.'],
	["cafeine", ' Did you mean "caffeine"?'],
	["tannin", " Allowed: caffeine, theanine."],
])("a term that is written %s is told which one was meant", (given, said) => {
	const facet = kb?.facets.get("compound");
	expect(facet && termMeant(given, facet)).toBe(said);
});
