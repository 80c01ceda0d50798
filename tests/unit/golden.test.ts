import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawChanges } from "../../src/chart/change.ts";
import { formatReferences } from "../../src/cite/references.ts";
import { derive } from "../../src/derive/derive.ts";
import { load } from "../../src/model/load.ts";
import { root } from "../site/site.ts";
import { worksIn } from "./library.ts";

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

test("references and citations are set in the manner of chemistry journals, whatever is known of a work", async () => {
	const xml = await readFile(join(root, "references/chemistry.csl"), "utf8");
	const works = worksIn(await readFile(join(root, "references/library.bib"), "utf8"));
	const references = formatReferences(works, { name: "chemistry", xml }, "en-GB");
	const item = (key: string) => ({ key, offset: 0 });
	const lines = [
		...["hu2025", "braks2024", "fan2023", "han2023b", "sandoval2025", "deng2025"].map(
			(key) => `<p>${references.number(key)} ${references.entry(key)}</p>`,
		),
		...[
			[item("hu2025")],
			[item("deng2025"), item("li2025a"), item("hu2025"), item("naseer2025")],
			[{ ...item("chiku2024"), locator: "2a", label: "figure" }],
			[{ ...item("deng2025"), locator: "5–7", label: "page", prefix: "see ", suffix: ", there" }],
		].map((items) => `<p>${references.citation(items)}</p>`),
		...["okuno2022", "mishra2024", "song2024"].map((key) => `<p>${references.names(key)}</p>`),
	];
	await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(golden("html/chemistry.html"));
});
