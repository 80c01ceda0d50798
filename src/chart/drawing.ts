import type { Subject } from "../derive/chart/view.ts";
import { escapeHtml } from "../html/escape.ts";
import type { Box } from "./text.ts";

export type Shape = "circle" | "square" | "triangle" | "diamond";

/** What drawing needs to know beside the data. */
export interface Drawing {
	/**
	 * Width in CSS pixels. A chart is laid out once for wide and once for narrow places, so that its words keep their
	 * size in both: scaled down to a phone, they could not be read.
	 */
	width: number;
	/** An address of the site as a link. */
	href(path: string): string;
	/** The shape of a group's marks. */
	shape(group: string | undefined): Shape;
}

/** Whether there is no room for names beside the marks: then they stand above. */
export function isNarrow({ width }: Pick<Drawing, "width">): boolean {
	return width < 480;
}

/** What was drawn: the inside of an SVG, and how high it is. */
export interface Drawn {
	body: string;
	height: number;
}

/** The classes of a group's marks. */
export function groupClass(group: string | undefined): string {
	return `group-${group ?? "none"}`;
}

/** The place of a mark that stands alone: large enough to be hit. */
export function around(x: number, y: number): Box {
	return { x0: x - 12, y0: y - 12, x1: x + 12, y1: y + 12 };
}

/** A link to a record over the places where it stands, with what stands there in words. */
export function linkOver(boxes: readonly Box[], to: string, words: string, { href }: Drawing): string {
	const places = boxes.map(({ x0, y0, x1, y1 }) => `<rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}" rx="3"/>`);
	return `<a class="hit" href="${escapeHtml(href(to))}" aria-label="${escapeHtml(words)}"><title>${escapeHtml(words)}</title>${places.join("")}</a>`;
}

/** One drawing below another. */
export function stacked(parts: readonly Drawn[], gap: number): Drawn {
	let y = 0;
	const bodies = parts.map(({ body, height }) => {
		const at = y;
		y += height + gap;
		return at === 0 ? body : `<g transform="translate(0,${at})">${body}</g>`;
	});
	return { body: bodies.join(""), height: Math.max(0, y - gap) };
}

/** Things with a group, by group, in their order. */
export function grouped<T extends Pick<Subject, "group">>(things: readonly T[]): { group: string | undefined; members: T[] }[] {
	return [...new Set(things.map(({ group }) => group))].map((group) => ({
		group,
		members: things.filter((thing) => thing.group === group),
	}));
}

/** A round number at or above the largest value, for the end of an axis. */
export function niceEnd(value: number): number {
	const power = 10 ** Math.floor(Math.log10(value));
	return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value * 0.999) ?? 10) * power;
}
