import { bareText, type Card } from "./card.ts";
import { chunksOf } from "./normalise.ts";

/** A piece of a quoted text, as it is marked (see card.ts), and whether it is what was asked for. */
export interface Quoted {
	text: string;
	hit: boolean;
}

const longest = 240;

/** A full stop before a capital; not that of an abbreviation or an initial. */
const sentenceEnd = /(?<=[.!?][)”"]?)(?<!\b(?:Figs?|Refs?|Eqs?|Tab|al|vs|cf|ca|No|\p{Lu})\.)\s+(?=[\p{Lu}@“"])/u;

/** The sentence of an entry that has most of what was asked for, with the anchor of its place. */
export function quote(card: Card, tokens: ReadonlySet<string>): { anchor: string; pieces: Quoted[] } {
	let best: { anchor: string; text: string; count: number } | undefined;
	for (const { anchor, text } of card.parts)
		for (const sentence of text.split(sentenceEnd)) {
			const count = found(sentence, tokens).size;
			if (best === undefined || count > best.count) best = { anchor, text: sentence, count };
		}
	if (best === undefined) return { anchor: "", pieces: [] };
	return { anchor: best.count > 0 ? best.anchor : "", pieces: cut(pieces(best.text, tokens)) };
}

/** A text in pieces, each as it is, with what was asked for told apart. */
export function pieces(text: string, tokens: ReadonlySet<string>): Quoted[] {
	const result: Quoted[] = [];
	for (const part of text.split(/(\s+|[()“”]+)/)) {
		const [before = ""] = /^[^\p{L}\p{N}]*/u.exec(part) ?? [];
		let end = part.length;
		while (end > before.length && ".,;:!?’".includes(part.charAt(end - 1))) end--;
		const [core, after] = [part.slice(before.length, end), part.slice(end)];
		const hit = core !== "" && found(core, tokens).size > 0;
		for (const [piece, isHit] of [
			[before, false],
			[core, hit],
			[after, false],
		] as const) {
			const last = result.at(-1);
			if (piece === "") continue;
			if (last !== undefined && last.hit === isHit) last.text += piece;
			else result.push({ text: piece, hit: isHit });
		}
	}
	return result;
}

function found(text: string, tokens: ReadonlySet<string>): Set<string> {
	const own = chunksOf(bareText(text)).flatMap((chunk) => [...chunk.words, chunk.joined ?? "", chunk.formula ?? "", ...chunk.parts]);
	return new Set(own.filter((token) => tokens.has(token)));
}

/** Long sentences are cut around the first hit, at spaces. */
function cut(all: readonly Quoted[]): Quoted[] {
	const length = all.reduce((sum, { text }) => sum + text.length, 0);
	if (length <= longest) return [...all];
	const first = Math.max(
		0,
		all.findIndex(({ hit }) => hit),
	);
	const before = all.slice(0, first).reduce((sum, { text }) => sum + text.length, 0);
	let skip = before > longest / 2 ? before - longest / 3 : 0;
	let room = longest;
	const result: Quoted[] = skip > 0 ? [{ text: "… ", hit: false }] : [];
	for (const { text, hit } of all) {
		if (skip >= text.length) {
			skip -= text.length;
			continue;
		}
		const start = skip === 0 ? 0 : text.indexOf(" ", skip) + 1;
		skip = 0;
		const rest = text.slice(start);
		if (rest.length <= room) result.push({ text: rest, hit });
		else {
			result.push({ text: `${rest.slice(0, Math.max(0, rest.lastIndexOf(" ", room)))} …`, hit });
			break;
		}
		room -= rest.length;
	}
	return result;
}
