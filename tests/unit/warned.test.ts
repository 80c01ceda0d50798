import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { codes } from "../../src/problem/codes.ts";
import { print } from "../../src/problem/print.ts";
import { root } from "../site/site.ts";
import { fixtures } from "./cases.ts";
import { broken } from "./overlay.ts";

const cases = (await readdir(join(fixtures, "warned"))).sort();

test.for(cases)("a knowledge base with a blemish, %s, is sound and is told of it", async (name) => {
	const kb = await broken(name, "warned");
	const loaded = await load(kb.path);
	expect(loaded.kb).toBeDefined();
	await expect(`${print(loaded.problems.sorted(), "text")}\n`).toMatchFileSnapshot(join(root, "tests/golden/warnings", `${name}.txt`));
	await kb.remove();
});

test("every kind of warning has its case", () => {
	expect(
		Object.entries(codes)
			.flatMap(([code, { severity }]) => (severity === "warning" ? [code] : []))
			.sort(),
	).toEqual(cases);
});
