import { pieces } from "../formula/formula.ts";
import { numberParts } from "../quantity/format.ts";
import { element } from "./element.ts";
import type { RecordValue } from "./records.ts";

/** A substance's name, its indices as markup. */
export function nameNodes(name: string): (Node | string)[] {
	return pieces(name).map(({ text, script }) => (script === undefined ? text : element(script, {}, text)));
}

/** A value as the page's own tables show it: the number on its decimal point, its marks, its conditions below. */
export function valueNodes(value: RecordValue, to: string): Node[] {
	const { sign, whole, fraction } = numberParts(value.text);
	const kind = `value ${value.derived ? "derived" : "reported"}${value.doubtful ? " doubtful" : ""}${value.disagrees ? " differs" : ""}`;
	const link = element(
		"a",
		{ class: kind, href: `${to}#${value.anchor}` },
		element("span", { class: "sign" }, sign),
		element("span", { class: "whole" }, whole),
		element("span", { class: "fraction" }, fraction),
	);
	const marks = [
		{ sign: "≠", label: "Sources differ here, or print what cannot be right", set: value.disagrees },
		{ sign: "?", label: "Doubtful", set: value.doubtful },
		{ sign: "ƒ", label: "Computed here", set: value.derived },
	].filter(({ set }) => set);
	return [
		link,
		...marks.map((mark) => element("span", { class: "mark", role: "img", title: mark.label, "aria-label": mark.label }, mark.sign)),
		element("span", { class: "conditions" }, value.conditions === "" ? "conditions n.g." : value.conditions),
	];
}

/** What stands where the source gives nothing. */
export function absentNode(): Node {
	return element("abbr", { class: "absent", title: "not given in the source" }, "n.g.");
}
