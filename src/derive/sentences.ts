import type { Block, Part } from "../read/prose.ts";
import type { UseView } from "./pages.ts";

/** Stands for a citation in a text, so that the sentence around it can be found. */
const mark = (use: number) => `\u{e000}${use}\u{e001}`;
const marks = /\u{e000}(\d+)\u{e001}/gu;

/**
 * What a block says as a reader sees it: numbers that components show, names of narrative citations; other citations left
 * out, formulas as they are given back.
 */
export function readableText(block: Block, uses: readonly UseView[], maths: (tex: string, display: boolean) => string): string {
	return clean(textWithMarks(block.parts, uses, maths));
}

/** For each citation of a page, by its number among the uses: the sentence that it stands in. */
export function citingSentences(prose: readonly Block[], uses: readonly UseView[]): Map<number, string> {
	const sentences = new Map<number, string>();
	for (const paragraph of paragraphsIn(prose.flatMap(({ parts }) => parts))) {
		for (const sentence of sentencesOf(textWithMarks(paragraph, uses, () => ""))) {
			for (const [, use] of sentence.matchAll(marks)) sentences.set(Number(use), clean(sentence));
		}
	}
	return sentences;
}

function paragraphsIn(parts: readonly Part[]): Part[][] {
	return parts.flatMap((part) => (typeof part === "object" && "paragraph" in part ? [part.paragraph] : []));
}

/** Cuts at full stops before a capital; a citation right behind the full stop belongs to the sentence before it. */
function sentencesOf(text: string): string[] {
	return text.split(/(?<=[.!?](?:\s*\u{e000}\d+\u{e001})*)\s+(?=[\p{Lu}\u{e000}])/u);
}

function clean(text: string): string {
	return text
		.replace(marks, "")
		.replace(/[ \n]+(?=[.,;:)]|$)/g, "")
		.replace(/[ \n]+/g, " ")
		.trim();
}

function textWithMarks(parts: readonly Part[], uses: readonly UseView[], maths: (tex: string, display: boolean) => string): string {
	let text = "";
	for (const part of parts) {
		if (typeof part === "string") text += part;
		else if ("paragraph" in part) text += textWithMarks(part.paragraph, uses, maths);
		else if ("tex" in part) text += maths(part.tex, part.display);
		else text += shownBy(uses[part.use], part.use);
	}
	return text;
}

/** What a use shows within a text. */
function shownBy(view: UseView | undefined, use: number): string {
	if (view?.kind === "citation") return `${view.citation.names ?? ""}${mark(use)}`;
	if (view?.kind === "value") return [view.value.number, view.value.unit].filter(Boolean).join("\u202f");
	return "";
}
