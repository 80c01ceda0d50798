import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Change, ChangeView } from "../derive/change.ts";
import type { Piece } from "../formula/formula.ts";
import { escapeHtml } from "../html/escape.ts";

// The only module that knows the chart library.

/** What drawing needs to know beside the data. */
export interface Drawing {
	/** Width in CSS pixels: charts are drawn once for wide and once for narrow places. */
	width: number;
	/** A record's address as a link. */
	href(path: string): string;
	/** The shape of a group's marks. */
	shape(group: string | undefined): "circle" | "square" | "triangle" | "diamond";
}

const shapes = { circle: "circle", square: "square", triangle: "triangle", diamond: "diamond" } as const;
const rowHeight = 34;
const narrow = 480;

/**
 * Draws changes as a dumbbell each: a hollow mark at the start, a filled one at the end, the share that is left behind
 * it. Colours are classes (`group-<id>`), so that the page's theme decides. Gives an SVG element as text.
 */
export function drawChanges(view: ChangeView, { width, href, shape }: Drawing): string {
	const small = width < narrow;
	const names = view.changes.map(({ id }) => id);
	const label = new Map(view.changes.map((change) => [change.id, change]));
	const most = Math.max(1, ...view.changes.flatMap(({ start, end }) => [start.value, end.value]));
	const marginLeft = small ? 10 : 16 + 7.2 * Math.max(4, ...view.changes.map(({ name }) => name.length));
	const description = (change: Change) =>
		`${change.name}: ${change.start.text} to ${change.end.text} ${view.unit}, ${Math.round(change.share)} % left (${change.end.conditions})${change.doubt === undefined ? "" : "; doubtful"}`;
	// One link for each record: its end; the rest only says what it is.
	const described = { title: description };
	const linked = { ...described, href: (change: Change) => href(change.to) };
	const { document } = parseHTML("<!doctype html><html><body></body></html>");
	const groups = [...new Set(view.changes.map(({ group }) => group))];
	const svg = Plot.plot({
		document,
		className: "chart",
		width,
		height: 46 + names.length * (small ? rowHeight + 14 : rowHeight),
		marginLeft,
		marginRight: 66,
		marginTop: 8,
		marginBottom: 38,
		x: {
			domain: [0, most],
			nice: true,
			ticks: small ? 4 : 6,
			label: view.unit,
			labelArrow: "none",
			labelAnchor: "right",
			tickSize: 0,
			tickFormat: (tick: number) => tick.toLocaleString("en").replaceAll(",", "\u202f"),
		},
		y: { domain: names, type: "point", axis: null, padding: 0.5 },
		marks: [
			Plot.gridX({ className: "grid", ticks: small ? 4 : 6 }),
			...[false, true].map((doubtful) => {
				const some = view.changes.filter(({ doubt }) => (doubt !== undefined) === doubtful);
				return Plot.link(some, {
					...described,
					className: doubtful ? "bar doubtful" : "bar",
					x1: (change: Change) => change.start.value,
					x2: (change: Change) => change.end.value,
					y1: "id",
					y2: "id",
				});
			}),
			...groups.flatMap((group) =>
				[false, true].flatMap((doubtful) => {
					const some = view.changes.filter((change) => change.group === group && (change.doubt !== undefined) === doubtful);
					if (some.length === 0) return [];
					const kind = `group-${group ?? "none"}${doubtful ? " doubtful" : ""}`;
					const symbol = shapes[shape(group)];
					return [
						Plot.dot(some, {
							...described,
							className: `start ${kind}`,
							x: (change: Change) => change.start.value,
							y: "id",
							symbol,
							r: 5.5,
						}),
						Plot.dot(some, { ...linked, className: `end ${kind}`, x: (change: Change) => change.end.value, y: "id", symbol, r: 5.5 }),
					];
				}),
			),
			small
				? Plot.text(names, {
						className: "name",
						x: 0,
						y: (id: string) => id,
						text: (id: string) => label.get(id)?.name ?? "",
						textAnchor: "start",
						dy: -15,
						dx: 0,
					})
				: Plot.text(names, {
						className: "name",
						y: (id: string) => id,
						text: (id: string) => label.get(id)?.name ?? "",
						frameAnchor: "left",
						textAnchor: "end",
						dx: -12,
					}),
			Plot.text(view.changes, {
				className: "share",
				y: "id",
				text: (change: Change) => `${Math.round(change.share)}\u202f%${change.mixed.length > 0 ? "\u2020" : ""}`,
				frameAnchor: "right",
				textAnchor: "start",
				dx: 16,
			}),
		],
	});
	const named = view.changes.reduce(
		(html, { name, pieces }) => html.replace(`>${escapeHtml(name)}</text>`, () => `>${tspans(pieces)}</text>`),
		svg.outerHTML,
	);
	return clean(named, `${view.title}. ${view.changes.map(description).join(". ")}.`);
}

/** A substance's name with its indices below the line. */
function tspans(pieces: readonly Piece[]): string {
	const shift = { sub: 0.25, sup: -0.35 };
	let below = 0;
	return pieces
		.map(({ text, script }) => {
			const level = script === undefined ? 0 : shift[script];
			const dy = level - below;
			below = level;
			const attributes = [dy === 0 ? "" : ` dy="${dy}em"`, script === undefined ? "" : ' class="index"'].join("");
			return attributes === "" ? escapeHtml(text) : `<tspan${attributes}>${escapeHtml(text)}</tspan>`;
		})
		.join("");
}

/**
 * Leaves out what the page's style sheet says (Plot's own `<style>`), gives the SVG a name for screen readers, and
 * lets it scale with its place.
 */
function clean(svg: string, description: string): string {
	return svg
		.replace(/<style>[\s\S]*?<\/style>/g, "")
		.replace(/ xmlns(?::\w+)?="[^"]*"/g, "")
		.replace(/xlink:href=/g, "href=")
		.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100))
		.replace(/^<svg/, `<svg role="group" aria-label="${escapeHtml(description)}"`);
}
