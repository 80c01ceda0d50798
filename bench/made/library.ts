import { frequent, mixed, pick } from "./random.ts";

/**
 * A made-up library of any size, the same on every run: articles for the most part, books, chapters, theses, a few
 * accents, formulas and lists of authors that go on; many works of one author and year, as real libraries have.
 */
export function madeUpLibrary(size: number): string {
	return Array.from({ length: size }, (_, index) => entry(index)).join("\n\n");
}

/** The key of a made-up library's work, from 0. */
export function madeUpKey(index: number): string {
	return `work${index}`;
}

const special = ['M{\\"u}ller', "Garc{\\'i}a", "van der Berg", "O'Neill", "{\\O}stergaard", "Novák"];
const [beginnings, endings] = [
	"Sa Zha Li Wa Che Bro Ki Me Du Ta Ha Ro Pe Vo Yo Gu Fe Ja Ne Lo".split(" "),
	"to ng n wn m hta nd ka rt rez ss lli shi bert ker men dov s ru l".split(" "),
];
/** The first ones are much more frequent than the last, as in life. */
const families = [...beginnings.flatMap((start) => endings.map((end) => start + end)), ...special];
const given = [
	"Akira",
	"E. V.",
	"Ada",
	"R.",
	"Jin-ho",
	"Maria",
	"Lotte",
	"Wei",
	"X.-Y.",
	"Petr",
	"Y.",
	"J. B.",
	"Hao",
	"S.",
	"T. M.",
	"Q.",
];
const words = "extraction kinetics of green tea leaves steamed under pressure with a model for diffusion in porous media and heat".split(
	" ",
);
const journals = ["Journal of Tea Leaves", "Infusions", "Annals of Hot Water", "Letters on Leaves", "Proceedings of the Pot", "Steam"];

function entry(index: number): string {
	const authors = Array.from(
		{ length: 1 + (mixed(index, 1) % 8) },
		(_, place) => `${frequent(families, mixed(index, 10 + place))}, ${pick(given, index, 20 + place)}`,
	);
	if (index % 50 === 7) authors.push("others");
	const title = Array.from({ length: 6 + (mixed(index, 2) % 6) }, (_, place) => pick(words, index, 30 + place)).join(" ");
	const formula = index % 10 === 3 ? " of {C$_8$H$_{10}$N$_4$O$_2$}" : "";
	const fields = [
		`author = {${authors.join(" and ")}}`,
		`title = {${title}${formula}, part ${index}}`,
		`year = {${1980 + (mixed(index, 3) % 45)}}`,
		...(index % 20 === 5
			? ["publisher = {Pot Press}", "address = {Uji}"]
			: [
					`journal = {${pick(journals, index, 4)}}`,
					`volume = {${1 + (mixed(index, 5) % 400)}}`,
					`pages = {${100 + index}--${110 + index}}`,
				]),
		`doi = {10.5555/made.up.${index}}`,
	];
	return `@${index % 20 === 5 ? "book" : "article"}{${madeUpKey(index)},\n  ${fields.join(",\n  ")}\n}`;
}
