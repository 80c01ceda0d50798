import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatReferences } from "../../src/cite/references.ts";
import { root } from "../site/site.ts";
import { worksIn } from "./library.ts";

const golden = (name: string) => join(root, "tests/golden", name);

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
