import { parsePage } from "./read/mdx.ts";
import { Problems } from "./problem/problem.ts";
import { Source } from "./read/source.ts";
const t = "[@a" + ";\n@b".repeat(25000) + "]";
const s = performance.now();
parsePage(new Source("x.mdx", "---\ntitle: x\n---\n\n" + t), new Problems());
console.log(performance.now() - s);
