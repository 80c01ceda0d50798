import { madeUpKey } from "./library.ts";
import { frequent, mixed, pick } from "./random.ts";

/** A made-up page of prose: some 600 words under four headings, eight citations, six formulas, a table. */
export interface MadeUpPage {
	title: string;
	summary: string;
	/** Markdown with Pandoc's citations and maths between dollars: what any generator of sites takes. */
	body: string;
}

const words =
	"leaf water steam pot cup kinetics diffusion of the a in with to and is by from that which under over rate at for on as extract caffeine tannin heat minute green black white roasted rolled dried picked spring autumn garden slope soil rain shade taste colour bitter sweet brisk round model curve measured found fell rose little much more less first then after before".split(
		" ",
	);
const formulas = [
	"w_t = w_0 (1 - e^{-kt})",
	"k = A \\exp\\left(-\\frac{E_a}{RT}\\right)",
	"\\frac{\\partial c}{\\partial t} = D \\nabla^2 c",
	"Q = \\int_0^{t} I \\,\\mathrm{d}\\tau",
	"\\bar{x} \\pm \\sigma / \\sqrt{n}",
	"\\sum_{i=1}^{n} w_i x_i",
];

/** The made-up page of a number, from 0, citing works of a library of some size. */
export function madeUpPage(index: number, library: number): MadeUpPage {
	const sentence = (salt: number, length: number) => {
		const text = Array.from({ length }, (_, place) => frequent(words, mixed(index, salt * 100 + place))).join(" ");
		return text[0]?.toUpperCase() + text.slice(1);
	};
	const key = (salt: number) => madeUpKey(mixed(index, 5000 + salt) % library);
	const formula = (salt: number) =>
		`${pick(formulas, index, 6000 + salt)}${salt % 2 === 0 ? "" : `, \\quad n = ${mixed(index, salt) % 900}`}`;
	const paragraph = (salt: number) =>
		`${Array.from({ length: 5 }, (_, place) => sentence(salt * 10 + place, 14)).join(". ")}, with $${formula(salt)}$ [@${key(salt * 2)}]. @${key(salt * 2 + 1)} say otherwise.`;
	const rows = Array.from(
		{ length: 6 },
		(_, row) => `| ${sentence(900 + row, 2)} | ${mixed(index, 950 + row) % 1000} | ${mixed(index, 970 + row) % 60} |`,
	);
	const body = [
		paragraph(1),
		`## ${sentence(800, 3)}`,
		`${paragraph(2)}\n\n$$\n${formula(7)}\n$$`,
		`## ${sentence(801, 3)}`,
		`${paragraph(3)}\n\n| ${sentence(810, 1)} | mass | minutes |\n|---|--:|--:|\n${rows.join("\n")}`,
		`## ${sentence(802, 3)}`,
		`${paragraph(4)}\n\n$$\n${formula(8)}\n$$`,
		`## ${sentence(803, 3)}`,
		Array.from({ length: 9 }, (_, place) => `${sentence(60 + place, 15)}.`).join(" "),
		`${Array.from({ length: 9 }, (_, place) => `${sentence(70 + place, 15)}.`).join(" ")}`,
	].join("\n\n");
	return { title: `${sentence(1, 3)} ${index + 1}`, summary: `${sentence(2, 12)}.`, body };
}
