import { type CslItem, worksOf } from "../../src/cite/citation-js.ts";
import { Problems } from "../../src/problem/problem.ts";
import { parseBibtex } from "../../src/read/bibtex.ts";
import { Source } from "../../src/read/source.ts";

/** The works of a BibTeX text, whatever is wrong in it. */
export function worksIn(bibtex: string): CslItem[] {
	return worksOf(parseBibtex(new Source("x.bib", bibtex), new Problems()).entries);
}
