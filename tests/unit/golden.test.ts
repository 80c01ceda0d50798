import { join } from "node:path";
import { expect, test } from "vitest";
import { drawChanges } from "../../src/chart/change.ts";
import { derive } from "../../src/derive/derive.ts";
import { load } from "../../src/model/load.ts";
import { root } from "../site/site.ts";

const golden = (name: string) => join(root, "tests/golden", name);

test.each([
	["wide", 720],
	["narrow", 350],
])("a chart of changes is drawn for a %s place", async (place, width) => {
	const { kb } = await load(join(root, "tests/fixtures/tea"));
	if (kb === undefined) throw new Error("The fixture is not sound.");
	const chart = [...derive(kb).pages.values()].flatMap(({ uses }) => uses).find(({ kind }) => kind === "change");
	if (chart?.kind !== "change") throw new Error("The fixture has no chart.");
	const svg = drawChanges(chart.chart, { width, href: (path) => `/tea${path}`, shape: () => "circle" });
	expect(svg).not.toMatch(/ style=|<style|NaN|undefined/);
	await expect(`${svg.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(golden(`charts/change-${place}.svg`));
});
