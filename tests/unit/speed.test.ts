import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { madeUpKey, madeUpLibrary } from "../../bench/made/library.ts";
import { formatReferences } from "../../src/cite/references.ts";
import { bundledStyle } from "../../src/cite/styles.ts";
import { fingerprint, keepFormatted, readFormatted } from "../../src/integration/formatted.ts";
import { load } from "../../src/model/load.ts";
import { fixtures } from "./cases.ts";
import { worksIn } from "./library.ts";

/** Milliseconds of work for one entry of a library of some size: read, formatted, and every tenth one cited. */
function perEntry(size: number, style: string): number {
	const start = process.cpuUsage();
	const references = formatReferences(worksIn(madeUpLibrary(size)), bundledStyle(style) ?? { name: style }, "en-GB");
	for (let index = 0; index < size; index += 10) references.citation([{ key: madeUpKey(index), offset: 0 }]);
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000 / size;
}

test("an entry of a large library costs no more than one of a small library", () => {
	perEntry(100, "chemistry");
	// Others use the machine, too: one good try of three will do.
	const limit = 1.5;
	let ratio = Number.POSITIVE_INFINITY;
	for (let tries = 0; tries < 3 && ratio > limit; tries++) ratio = perEntry(1200, "chemistry") / perEntry(300, "chemistry");
	expect(ratio).toBeLessThan(limit);
});

const works = worksIn(madeUpLibrary(20));
const style = bundledStyle("author-date") ?? { name: "apa" };
const items = [{ key: madeUpKey(3), offset: 0 }];

test("what was formatted before is not formatted again, and is the same", () => {
	const first = formatReferences(works, style, "en-GB");
	const [citation, names] = [first.citation(items), first.names(madeUpKey(4))];
	const known = structuredClone(first.formatted);
	// Without works nothing could be formatted: what comes out was kept.
	const second = formatReferences([], style, "en-GB", known);
	expect(second.keys).toEqual(first.keys);
	expect(second.keys.map((key) => second.entry(key))).toEqual(first.keys.map((key) => first.entry(key)));
	expect([second.citation(items), second.names(madeUpKey(4))]).toEqual([citation, names]);
	expect(formatReferences(works, style, "en-GB", known).citation([{ key: madeUpKey(5), offset: 0 }])).toBe(
		first.citation([{ key: madeUpKey(5), offset: 9 }]),
	);
});

test("what was formatted is kept for the same works, style and language, and for no others", async () => {
	const { kb } = await load(join(fixtures, "tea"));
	if (kb === undefined) throw new Error("The fixture is not sound.");
	const folder = await mkdtemp(join(tmpdir(), "atlas-"));
	const { formatted } = formatReferences(works, style, "en-GB");
	const made = fingerprint(kb);
	expect(readFormatted(folder, made)).toBeUndefined();
	keepFormatted(folder, made, formatted);
	expect(readFormatted(folder, made)).toEqual(formatted);
	for (const other of [
		{ ...kb, style: { name: "vancouver" } },
		{ ...kb, site: { ...kb.site, language: "de" } },
		{ ...kb, works: new Map([...kb.works].slice(1)) },
	])
		expect(readFormatted(folder, fingerprint(other))).toBeUndefined();
	await writeFile(join(folder, "references.json"), '{"made": ');
	expect(readFormatted(folder, made), "a broken file is as none").toBeUndefined();
	await rm(folder, { recursive: true });
});
