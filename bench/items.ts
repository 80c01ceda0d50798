import { type Base, base, type Items } from "./bases.ts";
import { type Built, stageNames } from "./build.ts";
import { count, megabytes, ratio, seconds } from "./figures.ts";
import type { Table } from "./results.ts";

/** A knowledge base of so many items. */
export interface Sized extends Base {
	items: number;
}

/** Builds a knowledge base of each number of items, in full. */
export async function builtSizes(numbers: readonly number[], of: (items: number) => Items): Promise<Sized[]> {
	const sized: Sized[] = [];
	for (const items of numbers) sized.push({ items, ...(await base(of(items))) });
	return sized;
}

/** CPU seconds an item of a build. */
export const cost = ({ items, built }: Sized) => built.measured.cpu / items;

/** What an item costs at the last of some sizes, over what it costs at the one before. */
export function growth(sizes: readonly Sized[]): number {
	const [before, last] = sizes.slice(-2);
	return before === undefined || last === undefined ? Number.NaN : cost(last) / cost(before);
}

/** What builds of growing size took, and what they took stage by stage. */
export function sizeTables(what: string, sizes: readonly Sized[]): Table[] {
	const further = ({ items, built }: Sized, before: Sized | undefined) =>
		before === undefined ? "" : milliseconds((built.measured.cpu - before.built.measured.cpu) / (items - before.items));
	const rows = sizes.map((sized, index) => {
		const { items, built } = sized;
		const [{ wall, cpu, peak }, { bytes, files }] = [built.measured, built.contents];
		const figures = [seconds(wall), seconds(cpu), megabytes(peak), megabytes(bytes), count(files)];
		return [count(items), ...figures, milliseconds(cost(sized)), further(sized, sizes[index - 1])];
	});
	const columns = [what, "wall s", "CPU s", "peak memory", "output", "files", "CPU ms an item", "each further one"];
	const [before, last] = sizes.slice(-2);
	const told =
		before === undefined || last === undefined
			? ""
			: ` An item costs ${ratio(growth(sizes))} at ${count(last.items)} of what it costs at ${count(before.items)}.`;
	return [
		{ caption: `Full builds.${told}`, columns, rows },
		{
			caption: "Stage by stage, wall / CPU s:",
			columns: [what, ...stageNames],
			rows: sizes.map(({ items, built }) => [count(items), ...stageCells(built)]),
		},
	];
}

/** What each stage of a build took. */
export function stageCells({ stages }: Pick<Built, "stages">): string[] {
	return stageNames.map((name) => {
		const stage = stages[name];
		return stage === undefined ? "" : `${seconds(stage.wall)} / ${seconds(stage.cpu)}`;
	});
}

const milliseconds = (time: number) => (time * 1000).toFixed(1);
