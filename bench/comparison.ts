import { count, megabytes, ratio, seconds } from "./figures.ts";
import { type Measured, rounds } from "./measure.ts";
import type { Finding, Outcome } from "./results.ts";
import type { Target } from "./targets.ts";

/** What the same pages took from one generator of sites. */
interface Compared {
	name: string;
	measured: Measured;
	/** Bytes of the finished site. */
	output: number;
}

/** What is to be reached against whom: our share of its CPU time, and of its peak memory where that is a target. */
const aims: [target: Target, peer: RegExp, cpu: number, peak?: number][] = [
	["starlight", /^Starlight/, 0.3, 1],
	["bare", /^Astro/, 1.2],
];

/** The same pages built by several generators, ours first, and what it took over what each of the others did. */
export function comparison(pages: number, results: readonly Compared[]): Outcome {
	const [ours, ...others] = results;
	if (ours === undefined) return { tables: [], findings: [] };
	const share = (of: "wall" | "cpu" | "peak", other: Compared) => ours.measured[of] / other.measured[of];
	const findings = aims.flatMap(([target, name, cpu, peak]): Finding[] => {
		const other = others.find((one) => name.test(one.name));
		if (other === undefined) return [];
		const memory = peak === undefined ? "" : `, ${ratio(share("peak", other))} of its peak memory`;
		return [
			{
				target,
				measured: `${ratio(share("cpu", other))} of its CPU time${memory}`,
				reached: share("cpu", other) <= cpu && (peak === undefined || share("peak", other) <= peak),
			},
		];
	});
	const columns = ["", "wall s", "CPU s", "peak memory", "output", "ours: wall", "ours: CPU", "ours: peak memory"];
	const rows = results.map((one) => {
		const { wall, cpu, peak } = one.measured;
		const shares = one === ours ? ["", "", ""] : (["wall", "cpu", "peak"] as const).map((of) => ratio(share(of, one)));
		return [one.name, seconds(wall), seconds(cpu), megabytes(peak), megabytes(one.output), ...shares];
	});
	return {
		tables: [
			{
				caption: `${count(pages)} of the same pages, each built in full, the best of ${rounds} builds; on the right, what ours took over what they did.`,
				columns,
				rows,
			},
		],
		findings,
	};
}
