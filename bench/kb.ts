import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { madeUpLibrary } from "./library.ts";

// node bench/kb.ts DIR SIZE STYLE: a knowledge base of the test's teas with a made-up library of any size.
const [dir = "", size = "10000", style = "chemistry"] = process.argv.slice(2);
const tea = join(import.meta.dirname, "../tests/fixtures/tea");
await mkdir(dir, { recursive: true });
await cp(tea, dir, { recursive: true });
await writeFile(join(dir, "references/made-up.bib"), `${madeUpLibrary(Number(size))}\n`);
const { readFile } = await import("node:fs/promises");
const site = join(dir, "content/site.yaml");
await writeFile(site, (await readFile(site, "utf8")).replace(/style: \w+/, `style: ${style}`));
