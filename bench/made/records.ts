import { madeUpKey } from "./library.ts";
import { mixed, pick } from "./random.ts";

const origins = ["japan", "assam"] as const;
const cultivars = ["yabukita", "assamica"];

/** The YAML of a made-up tea of a number, from 0: seven measurements, nine readings, one of them of another value now and then. */
export function madeUpRecord(index: number, library: number): string {
	const number = (salt: number, from: number, to: number) => (from + (mixed(index, salt) / 2 ** 32) * (to - from)).toFixed(1);
	const study = madeUpKey(mixed(index, 1) % library);
	const read = (place: string) => `{ in: ${study}, place: ${place}, how: table }`;
	const leaf = number(2, 20, 40);
	const strength = number(3, 5, 30);
	const cups = [1, 2, 3, 5, 10].map((minutes, place) => {
		const value = (Number(leaf) * (1 - Math.exp(-0.3 * minutes)) * 0.9).toFixed(1);
		const second =
			place === 2 ? `, { in: ${study}, place: abstract, how: abstract, value: ${index % 7 === 0 ? number(4, 10, 19) : value} }` : "";
		return `  - { metric: brewed, value: ${value}, at: { time: ${minutes} min, temperature: ${number(5, 60, 100)} degC, strength: ${strength} g/L }, read: [${read(`Fig. ${place + 1}`)}${second}] }`;
	});
	return `name: Tea ${index + 1}
study: ${study}
facets: { origin: [${pick(origins, index, 6)}], cultivar: [${pick(cultivars, index, 7)}], compound: [caffeine] }
at: { basis: dry, harvest: ${pick(["spring", "summer", "autumn"], index, 8)} }
measurements:
  - { metric: caffeine, value: ${leaf}, read: ${read("Table 1")} }
${cups.join("\n")}
`;
}
