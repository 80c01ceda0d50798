import type { Compared, Deciding, Stated } from "./guard.ts";

/** What some values state, each thing once: small enough to go with a page, whole enough for the guard in the browser. */
export interface Packed {
	deciding: Deciding[];
	/** Everything that is stated. */
	stated: Stated[];
	/** For each deciding condition, in order, the place of what is stated; or one of the two below. */
	profiles: number[][];
}

const unknown = -1;
const settledHere = -2;

/** Packs values one after another. */
export class Packer {
	readonly #deciding: readonly Deciding[];
	readonly #stated = new Map<string, [number, Stated]>();
	readonly #profiles = new Map<string, [number, number[]]>();

	constructor(deciding: readonly Deciding[]) {
		this.#deciding = deciding;
	}

	/** The number of what a value states. */
	add({ at, settled }: Pick<Compared, "at" | "settled">): number {
		const profile = this.#deciding.map(({ id }) => {
			if (settled.includes(id)) return settledHere;
			const stated = at[id];
			return stated === undefined ? unknown : intern(this.#stated, `${id}|${JSON.stringify(stated)}`, stated);
		});
		return intern(this.#profiles, profile.join(), profile);
	}

	packed(): Packed {
		return {
			deciding: [...this.#deciding],
			stated: [...this.#stated.values()].map(([, stated]) => stated),
			profiles: [...this.#profiles.values()].map(([, profile]) => profile),
		};
	}
}

function intern<T>(known: Map<string, [number, T]>, key: string, value: T): number {
	const [number] = known.get(key) ?? [known.size];
	if (number === known.size) known.set(key, [number, value]);
	return number;
}

/** What a packed value states, by its number. */
export function unpack({ deciding, stated, profiles }: Packed, number: number): Pick<Compared, "at" | "settled"> {
	const profile = profiles[number] ?? [];
	const at: Record<string, Stated> = {};
	const settled: string[] = [];
	for (const [index, { id }] of deciding.entries()) {
		const one = stated[profile[index] ?? unknown];
		if (one !== undefined) at[id] = one;
		else if (profile[index] === settledHere) settled.push(id);
	}
	return { at, settled };
}

/** What is so of a value, as bits. */
export const flags = { derived: 1, doubtful: 2, disagrees: 4, ranked: 8 } as const;
