import { type Box, overlap } from "./text.ts";

/** A mark that wants a label. */
export interface ToLabel {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A label's place: its left upper corner, and the line that joins it to its mark where it does not stand beside it. */
export interface PlacedLabel {
	x: number;
	y: number;
	leader: { x1: number; y1: number; x2: number; y2: number } | undefined;
}

const mark = 7;
const gap = 3;

/**
 * Places labels so that none covers another, a mark or an obstacle, each as near to its mark as that allows. Those with
 * the fewest free places choose first. Deterministic. Where there is no free place at all, a label is left out: what it
 * says stands in the table and at the mark.
 */
export function placeLabels(marks: readonly ToLabel[], obstacles: readonly Box[], area: Box): (PlacedLabel | undefined)[] {
	const taken: Box[] = [...obstacles];
	const lines: NonNullable<PlacedLabel["leader"]>[] = [];
	const others = (own: number) => marks.flatMap((one, index) => (index === own ? [] : [around(one)]));
	const isFree = (box: Box, own: number) =>
		box.x0 >= area.x0 &&
		box.x1 <= area.x1 &&
		box.y0 >= area.y0 &&
		box.y1 <= area.y1 &&
		![...taken, ...others(own)].some((other) => overlap(box, other)) &&
		!lines.some((line) => crosses(line, box));
	// A mark that lies on another has its label at a line that begins within it: beside it could mean either.
	const places = marks.map((one, index) =>
		candidates(
			one,
			others(index).some((other) => overlap(other, around(one))),
		),
	);
	const order = marks
		.map((_, index) => ({ index, free: places[index]?.filter(({ box }) => isFree(box, index)).length ?? 0 }))
		.sort((a, b) => a.free - b.free || a.index - b.index);
	const placed: (PlacedLabel | undefined)[] = marks.map(() => undefined);
	for (const { index } of order) {
		const own = marks[index];
		if (own === undefined) continue;
		const place = places[index]?.find(({ box, leader }) => {
			if (!isFree(box, index)) return false;
			// Marks that lie on this one cannot be kept clear of its line.
			const apart = others(index).filter((other) => !overlap(other, around(own)));
			return leader === undefined || ![...taken, ...apart].some((other) => crosses(leader, other));
		});
		if (place === undefined) continue;
		taken.push(place.box);
		if (place.leader !== undefined) lines.push(place.leader);
		placed[index] = { x: place.box.x0, y: place.box.y0, leader: place.leader };
	}
	return placed;
}

function around({ x, y }: ToLabel): Box {
	return { x0: x - mark, y0: y - mark, x1: x + mark, y1: y + mark };
}

/** Where a label could stand, the nearest first: right, left, above, below, then further away all around. */
function candidates({ x, y, width, height }: ToLabel, crowded: boolean): { box: Box; leader: PlacedLabel["leader"] }[] {
	const box = (x0: number, y0: number): Box => ({ x0, y0, x1: x0 + width, y1: y0 + height });
	const beside = [
		box(x + mark + gap, y - height / 2),
		box(x - mark - gap - width, y - height / 2),
		box(x - width / 2, y - mark - gap - height),
		box(x - width / 2, y + mark + gap),
		box(x + mark, y - mark - height),
		box(x + mark, y + mark),
	].map((one) => ({ box: one, leader: undefined }));
	const further = [16, 24, 34, 46, 60, 76, 94, 114, 136, 160, 190].flatMap((distance) =>
		[0, 20, -20, 40, -40, 60, -60, 80, -80, 100, -100, 125, -125, 150, -150, 180].map((degrees) => {
			const angle = (degrees * Math.PI) / 180;
			const [endX, endY] = [x + (mark + distance) * Math.cos(angle), y - (mark + distance) * Math.sin(angle)];
			const toRight = Math.cos(angle) >= 0;
			const from = crowded ? 0 : mark;
			const leader = { x1: x + from * Math.cos(angle), y1: y - from * Math.sin(angle), x2: endX, y2: endY };
			return { box: box(toRight ? endX + 2 : endX - 2 - width, endY - height / 2), leader };
		}),
	);
	return crowded ? further : [...beside, ...further];
}

/** Whether a line passes through a box: one of its points, taken densely, lies in it. */
function crosses({ x1, y1, x2, y2 }: NonNullable<PlacedLabel["leader"]>, { x0, y0, x1: right, y1: bottom }: Box): boolean {
	const steps = Math.max(2, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 3));
	return Array.from({ length: steps + 1 }, (_, step) => step / steps).some((part) => {
		const [x, y] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
		return x > x0 - 1 && x < right + 1 && y > y0 - 1 && y < bottom + 1;
	});
}
