// Asks while someone types: one question at a time, the last one counts. Tells what a reader should know meanwhile.
import type { Finder, Found } from "../search/find.ts";
import { indexPages } from "./search-hits.ts";

const slow = 1500;

/**
 * Makes a function that asks. `show` is given what was found, as long as no other question was asked; `status` says what
 * happens.
 */
export function asker(
	finder: Finder,
	status: HTMLElement,
	show: (found: Found, question: string, current: () => boolean) => Promise<void>,
) {
	let wanted: string | undefined;
	let running = false;
	return async (question: string): Promise<void> => {
		wanted = question;
		if (running) return;
		running = true;
		while (wanted !== undefined) {
			const mine: string = wanted;
			wanted = undefined;
			const timer = setTimeout(
				() => status.replaceChildren("The search is still loading. Everything is also listed: ", ...indexPages(), "."),
				slow,
			);
			try {
				const found = await finder.find(mine);
				// Nothing more is loaded for a question that was typed on.
				if (wanted === undefined) await show(found, mine, () => wanted === undefined);
			} catch {
				status.replaceChildren("The search could not be loaded. Everything is also listed: ", ...indexPages(), ".");
			} finally {
				clearTimeout(timer);
			}
		}
		running = false;
	};
}

/** What a reader is told about what was found. */
export function summary(
	{ ids, whole, corrected, missing }: Pick<Found, "ids" | "whole" | "corrected" | "missing">,
	question: string,
): string {
	const count = `${ids.length} ${ids.length === 1 ? "result" : "results"}`;
	const nowhere =
		missing.length > 0
			? ` ${missing.map((word) => `“${word}”`).join(" and ")} ${missing.length === 1 ? "is" : "are"} nowhere on this site.`
			: "";
	if (ids.length === 0) return `Nothing found for “${question}”.${nowhere === "" ? " Try fewer words, or a formula." : nowhere}`;
	if (!whole) return `Nothing has all of “${question}”.${nowhere} ${count} with some of it:`;
	if (corrected !== undefined) return `Nothing found for “${question}”: showing results for “${corrected}”, ${count}.`;
	return `${count} for “${question}”.`;
}
