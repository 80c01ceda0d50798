// How something that was found is shown, in the dialog and on the search page.
import { type Card, unmarked } from "../search/card.ts";
import { quote } from "../search/quote.ts";

/** Makes an element with a class, holding what is given. */
export function element<K extends keyof HTMLElementTagNameMap>(
	name: K,
	className = "",
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const made = document.createElement(name);
	if (className !== "") made.className = className;
	made.append(...children);
	return made;
}

/** A marked text with its indices lowered and raised. */
export function setText(text: string): Node[] {
	return unmarked(text).map((piece) => (piece.script === undefined ? new Text(piece.text) : element(piece.script, "", piece.text)));
}

/** What is shown of an entry: a link to the very place, what it is, its figures, and the sentence that matches. */
export function hitParts(
	{ to, card }: { to: string; card: Card },
	tokens: ReadonlySet<string>,
	base: string,
): { link: HTMLAnchorElement; kind: HTMLElement; rest: HTMLElement[] } {
	const quoted = quote(card, tokens);
	const link = element("a", "title");
	link.href = base.replace(/\/$/, "") + (to.includes("#") ? to : to + quoted.anchor);
	link.append(...setText(card.title));
	const text = quoted.pieces.flatMap(({ text: piece, hit }) => (hit ? [element("mark", "", ...setText(piece))] : setText(piece)));
	const figures = card.figures.map(({ label, value, conditions }) =>
		element("li", "", element("b", "", value), ` ${label}`, element("span", "conditions", ` ${conditions}`)),
	);
	return {
		link,
		kind: element("span", "kind", card.label),
		rest: [
			...(figures.length > 0 ? [element("ul", "figures-line", ...figures)] : []),
			...(text.length > 0 ? [element("p", "quote", ...text)] : []),
		],
	};
}

/** Links to the lists of everything, for when the search does not work. */
export function indexPages(): Node[] {
	return [...document.querySelectorAll<HTMLAnchorElement>(".menu-row a")].flatMap((link, index) => {
		const copy = element("a", "", link.textContent ?? "");
		copy.href = link.href;
		return index === 0 ? [copy] : [", ", copy].map((node) => (typeof node === "string" ? new Text(node) : node));
	});
}
