/** A number of 32 bits that looks random and is the same each time. */
export function mixed(index: number, salt: number): number {
	let hash = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
	return (hash ^ (hash >>> 15)) >>> 0;
}

/** One of a list, each as often. */
export function pick<T>(list: readonly T[], index: number, salt: number): T | undefined {
	return list[mixed(index, salt) % list.length];
}

/** One of a list by a number of 32 bits: the earlier, the more often. */
export function frequent<T>(list: readonly T[], random: number): T | undefined {
	return list[Math.floor((random / 2 ** 32) ** 2 * list.length)];
}
