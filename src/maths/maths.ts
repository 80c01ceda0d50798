import { z } from "astro/zod";
import type { Root } from "hast";
import { toHtml } from "hast-util-to-html";
import rehypeKatex from "rehype-katex";
import { visit } from "unist-util-visit";
import { VFile } from "vfile";

const set = rehypeKatex({ output: "mathml", strict: "ignore", trust: false, maxExpand: 200, maxSize: 50 });
const done = new Map<string, Maths>();
/** What was set elsewhere. */
const known = new Map<string, Maths>();

/** A formula, set once; or what is wrong with it, and at which of its characters. */
export type Maths = { html: string } | { problem: string; offset: number };

/** Longer than any formula; setting one takes its time. */
const longest = 5000;

/** Tells formulas apart. */
export function mathsId(tex: string, display: boolean): string {
	return `${display ? "display" : "inline"}:${tex}`;
}

/** Sets a LaTeX formula as MathML. Each distinct formula is set once a process. */
export function setMaths(tex: string, display: boolean): Maths {
	const id = mathsId(tex, display);
	const before = done.get(id) ?? known.get(id);
	if (before !== undefined) {
		done.set(id, before);
		return before;
	}
	if (tex.length > longest) return { problem: `A formula has at most ${longest} characters. Take it apart.`, offset: 0 };
	const trusted = /\\(?:href|url|includegraphics|html(?:Class|Id|Style|Data))(?![A-Za-z])/.exec(tex);
	if (trusted !== null) return { problem: `${trusted[0]} is not allowed in a formula. Leave it out.`, offset: trusted.index };
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
	// The site's policy allows no style in the markup.
	visit(tree, "element", ({ properties }) => void delete properties.style);
	const [message] = file.messages;
	const maths = message === undefined ? { html: toHtml(tree) } : explained(message.cause, message.reason, tex);
	done.set(id, maths);
	return maths;
}

/** The formulas that this process was asked for, in that order, each with what it gave: plain data. */
export function mathsDone(): ReadonlyMap<string, Maths> {
	return done;
}

/** Takes what formulas gave in another thread, or in a run before this one: they are not set again. */
export function learnMaths(formulas: Iterable<readonly [string, Maths]>): void {
	for (const [id, maths] of formulas) known.set(id, maths);
}

/** The error of the library for maths, without the marks that it puts into the formula. */
const katexError = z.object({ rawMessage: z.string(), position: z.number().optional() });

function explained(cause: unknown, reason: string, tex: string): Maths {
	const error = katexError.safeParse(cause);
	if (!error.success) return { problem: `The formula cannot be set: ${reason.replace(/\.$/, "")}.`, offset: 0 };
	const { rawMessage, position = 0 } = error.data;
	const rest = tex.slice(position, position + 20).trim();
	return { problem: `${rawMessage.replace(/\.$/, "")}${rest === "" ? "" : `, at "${rest}"`}. Mend the LaTeX.`, offset: position };
}
