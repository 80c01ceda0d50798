import type { Root } from "hast";
import { toHtml } from "hast-util-to-html";
import rehypeKatex from "rehype-katex";
import { VFile } from "vfile";

const set = rehypeKatex({ output: "mathml", strict: "ignore", trust: false, maxExpand: 200 });
const done = new Map<string, Maths>();

/** A formula, set once; or what is wrong with it. */
export type Maths = { html: string } | { problem: string };

/** Sets a LaTeX formula as MathML. Each distinct formula is set once a process. */
export function setMaths(tex: string, display: boolean): Maths {
	const id = `${display ? "display" : "inline"}:${tex}`;
	const known = done.get(id);
	if (known !== undefined) return known;
	const file = new VFile();
	const tree: Root = {
		type: "root",
		children: [
			{
				type: "element",
				tagName: "code",
				properties: { className: ["language-math", display ? "math-display" : "math-inline"] },
				children: [{ type: "text", value: tex }],
			},
		],
	};
	set(tree, file);
	const [message] = file.messages;
	const cause = message?.cause;
	const maths: Maths =
		message === undefined
			? { html: toHtml(tree) }
			: { problem: cause instanceof Error ? cause.message.replace(/^KaTeX parse error: /, "") : message.reason };
	done.set(id, maths);
	return maths;
}
