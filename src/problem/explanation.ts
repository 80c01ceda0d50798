import { type Code, isCode } from "./codes.ts";

/** What the page of a code says beside its registry entry. Texts are paragraphs, with `code` in backticks. */
export interface Explanation {
	/** Why it matters. */
	why: string[];
	/** A small knowledge base's files that have the problem. */
	wrong: ExampleFile[];
	/** The same, mended. */
	mended: ExampleFile[];
	/** How to mend it. */
	mend: string[];
	related: Code[];
}

const ways = ["whole", "part", "missing", "latin1", "link"] as const;
type Way = (typeof ways)[number];

/** A file of an example, laid over a sound knowledge base. */
export interface ExampleFile {
	file: string;
	text: string;
	/** How it is written: whole; as a part, which takes the place of the mended part; not at all; in Latin-1; as a link to what the text names. */
	as: Way;
	/** How many times its text is repeated. */
	times: number;
}

const block = /^```(wrong|mended) (\S+)(?: (\d+) times| (part|missing|latin1|link))?\n([\s\S]*?)^```$/gm;

/**
 * Reads the explanation of a code: reasons, examples in fences (```wrong FILE, ```mended FILE), how to mend it, and a last
 * line with related codes. Throws where it is not of this form.
 */
export function readExplanation(text: string): Explanation {
	const blocks = [...text.matchAll(block)];
	const last = blocks.at(-1);
	if (last === undefined) throw new Error("An explanation has no example.");
	const [mend = "", related = ""] = text.slice(last.index + last[0].length).split(/^Related: /m);
	const examples = (wanted: string) =>
		blocks.flatMap(([, kind, file = "", times = "1", as = "whole", body = ""]): ExampleFile[] =>
			kind === wanted ? [{ file, text: body, as: isWay(as) ? as : "whole", times: Number(times) }] : [],
		);
	const named = related.trim().split(", ");
	for (const name of named) if (!isCode(name)) throw new Error(`"${name}" is no code.`);
	return {
		why: paragraphs(text.slice(0, blocks[0]?.index)),
		wrong: examples("wrong"),
		mended: examples("mended"),
		mend: paragraphs(mend),
		related: named.filter(isCode),
	};
}

function isWay(text: string): text is Way {
	return ways.some((way) => way === text);
}

function paragraphs(text: string): string[] {
	return text.split(/\n{2,}/).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}
