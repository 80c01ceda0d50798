import type { Sized } from "./bases.ts";
import type { Built } from "./build.ts";
import { count, megabytes, ratio, seconds } from "./figures.ts";
import type { Table } from "./results.ts";
import { stageNames } from "./stages.ts";

/** CPU seconds an item of a build, what every build costs included. */
const cost = ({ items, built }: Sized) => built.measured.cpu / items;

/** What an item costs at the last of some sizes, over what it costs at the one before. */
export function growth(sizes: readonly Sized[]): number {
	const [before, last] = sizes.slice(-2);
	return before === undefined || last === undefined ? Number.NaN : cost(last) / cost(before);
}

/** The CPU seconds of each item more than at the size before; of the first size nothing is known. */
export function further(sizes: readonly Sized[]): (number | undefined)[] {
	return sizes.map(({ items, built }, index) => {
		const before = sizes[index - 1];
		return before === undefined ? undefined : (built.measured.cpu - before.built.measured.cpu) / (items - before.items);
	});
}

/** What builds of growing size took, and what they took stage by stage. */
export function sizeTables(what: string, sizes: readonly Sized[]): Table[] {
	const more = further(sizes);
	const rows = sizes.map((sized, index) => {
		const { items, built } = sized;
		const [{ wall, cpu, peak }, { bytes, files }] = [built.measured, built.contents];
		const figures = [seconds(wall), seconds(cpu), megabytes(peak), megabytes(bytes), count(files)];
		return [count(items), ...figures, milliseconds(cost(sized)), milliseconds(more[index])];
	});
	const columns = [what, "wall s", "CPU s", "peak memory", "output", "files", "CPU ms an item", "each further one"];
	const [before, last] = sizes.slice(-2);
	const told =
		before === undefined || last === undefined
			? ""
			: ` An item at ${count(last.items)} costs ${ratio(growth(sizes))} of one at ${count(before.items)}.`;
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

const milliseconds = (time: number | undefined) => (time === undefined ? "" : (time * 1000).toFixed(1));
