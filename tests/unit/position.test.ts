import { z } from "astro/zod";
import { expect, test } from "vitest";
import { load } from "../../src/model/load.ts";
import { casesOf } from "./cases.ts";
import { tea } from "./overlay.ts";

test.for(casesOf("position", { code: z.string(), body: z.string() }))("$title, to the column", async ({ code, body }) => {
	const marked = `---\ntitle: Bad\n---\n\n${body}\n`;
	const places = marked.split("\n").flatMap((line, index) =>
		line.split("▶").flatMap((_, part, parts) => {
			const column = parts.slice(0, part).join("").length + 1;
			return part === 0 ? [] : [`${index + 1}:${column} ${code}`];
		}),
	);
	const kb = await tea({ "content/bad.mdx": marked.replaceAll("▶", "") });
	const { problems } = await load(kb.path);
	expect(problems.sorted().map(({ place, code: told }) => `${place.line}:${place.column} ${told}`)).toEqual(places);
	await kb.remove();
});

test("line ends of Windows and a mark at the beginning move nothing", async () => {
	const kb = await tea({ "content/bad.mdx": "\ufeff---\r\ntitle: Bad\r\n---\r\n\r\nTea\r\nand [@nobody]\r\n" });
	const { problems } = await load(kb.path);
	expect(problems.sorted().map(({ place }) => place)).toEqual([
		{ file: "content/bad.mdx", line: 6, column: 7, end: { line: 6, column: 13 } },
	]);
	await kb.remove();
});
