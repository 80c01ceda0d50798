const files = {
	"file-missing": error("A file that every knowledge base needs is not there.", "Add the file."),
	"file-encoding": error("A file is not UTF-8 text.", "Save the file as UTF-8."),
	"file-size": error("A file is too large to be read.", "Split the file, or put what is not text into public/."),
	"file-link": error(
		"A file or folder of the knowledge base is a link, or no file at all.",
		"Put the file itself there: what a link leads to may lie outside the knowledge base, and would be published.",
	),
	"file-active": error(
		"A file in public/ is one that browsers run as a page or a script.",
		"Write a page in content/; a drawing has shapes and words only.",
	),
	"character-hidden": error(
		"A text holds a control character, or one that shows it in another order than it is read in.",
		"Remove the character; it cannot be seen.",
	),
	"file-name": error("A file's name cannot be an address.", "Use lower-case letters, digits and hyphens."),
	"file-unknown": error(
		"A file in content/ is of no kind that a knowledge base has, so nobody would read it.",
		"Give it the name or the folder that its kind has.",
	),
} as const satisfies Record<string, Kind>;

const yaml = {
	"yaml-syntax": error("A YAML file, or the frontmatter of a page, cannot be parsed.", "Mend the syntax at the place given."),
	"yaml-alias": error("A YAML file uses an anchor, alias, tag or merge key.", "Write the value out."),
	"field-unknown": error("A field is not one of those allowed here.", "Use the field that is named, or leave it out."),
	"field-missing": error("A field that is needed here is not given.", "Add the field."),
	"field-invalid": error("A field's value is not of the form it must have.", "Give a value of the form that is named."),
} as const satisfies Record<string, Kind>;

const declarations = {
	"duplicate-id": error("Two things of one kind have the same id.", "Rename one of them."),
	"unknown-metric": error("A metric is named that metrics.yaml does not declare.", "Use a declared metric, or declare it."),
	"unknown-condition": error("A condition is named that conditions.yaml does not declare.", "Use a declared condition, or declare it."),
	"unknown-facet": error(
		"A facet is named that the vocabulary does not declare.",
		"Use a declared facet, or add its file to content/vocabulary/.",
	),
	"unknown-term": error("A term is named that its facet or condition does not declare.", "Use a declared term, or declare it."),
	"unknown-unit": error("A unit is not known, or measures something else.", "Use a unit of the same kind as the declared one."),
	"formula-invalid": error("A derived metric's formula cannot be evaluated.", "Mend the formula."),
} as const satisfies Record<string, Kind>;

const records = {
	"unknown-record": error("A record is named that does not exist.", "Use the id of a record: its file's name."),
	"unknown-study": error("A record's study is not in the library.", "Add the work to references/, or mend the key."),
	"value-invalid": error(
		"A value cannot be read as a number, with or without a qualifier, or a range.",
		"Write it as 12.5, ~12.5, >12.5, <=12.5 or 10–15, alone or with a unit.",
	),
	"value-out-of-range": error(
		"A value lies outside its metric's range.",
		"Mend the value; if the source prints it so, say why it is not to be relied on in `doubt`.",
	),
	"reading-missing": error(
		"A measurement has no reading that prints its value, so nobody can check it.",
		"Say under `read` in which document and place the value stands.",
	),
	"condition-missing": error("A measurement lacks a condition that its metric needs.", "Add the condition under `at`."),
	"shown-unmatched": error("`shown` names a value that no reading prints.", "Give the value of one of the readings."),
} as const satisfies Record<string, Kind>;

const library = {
	"bibtex-syntax": error("A BibTeX entry cannot be parsed.", "Mend the entry at the place given."),
	"unknown-entry-type": error("A BibTeX entry has a type that is not known.", "Use a BibTeX or BibLaTeX type, such as @article."),
	"duplicate-key": error("Two entries of the library have the same key.", "Rename or remove one of them."),
	"duplicate-doi": error("Two entries of the library have the same DOI.", "Keep one entry for a work."),
	"duplicate-work": error("Two entries of the library are the same work.", "Keep one entry for a work."),
	"doi-invalid": error("A DOI is not of the form of one.", "Give the DOI alone, such as 10.1039/d4mh01234a."),
	"year-impossible": error("A work's date cannot be.", "Mend the year, month or day."),
	"latex-broken": warning(
		"A field of the library holds LaTeX, HTML or a character that is not understood and would be printed.",
		"Write the character itself.",
	),
	"reference-incomplete": warning("An entry of the library lacks what a reader needs to find the work.", "Complete the entry."),
	"unused-reference": warning("Nothing on the site uses an entry of the library.", "Cite it where it belongs, or take it out."),
	"unknown-style": error(
		"The citation style named in site.yaml is not there.",
		"Put the CSL file into references/, or name a style that is there.",
	),
	"style-invalid": error("A citation style cannot be used.", "Use an in-text CSL 1.0 style."),
} as const satisfies Record<string, Kind>;

const pages = {
	"mdx-syntax": error("A page does not parse.", "Mend the markup at the place given."),
	"mdx-code": error(
		"A page holds an import, an export or an expression: pages are data.",
		"Use one of the components with literal attributes.",
	),
	"unknown-component": error("A page uses a component that does not exist.", "Use one of the components that are listed."),
	"component-attribute": error("A component has an attribute that is missing, unknown or not a literal string.", "Mend the attribute."),
	"citation-syntax": error("A citation cannot be read.", "Write it as [@key], [@key, Fig. 2] or [@one; @two]."),
	"unknown-citation": error("A page cites a key that the library does not hold.", "Mend the key, or add the work to references/."),
	"unsafe-link": error("A link leads to an address that is not allowed.", "Use http, https, mailto or an internal link."),
	"drawing-invalid": error("A drawing holds what is not allowed in one.", "Use shapes and words only, coloured by classes."),
	"unknown-drawing": error("A drawing is named that is not there.", "Add the file to content/figures/, or mend the name."),
	"maths-invalid": error("A formula cannot be set.", "Mend the LaTeX at the place given."),
	"query-invalid": error("A query cannot be read.", "Write it as facet=term; facet=term|term."),
	"value-not-found": error("A <Value> matches no measurement.", "Mend its attributes, or add the measurement to the record."),
	"value-ambiguous": error("A <Value> matches more than one measurement.", "Add conditions under `at` until one is left."),
	"plain-number": warning(
		"A number with the unit of a metric is typed in a page.",
		"Take it from a record with <Value>, or mark it with <Fact> where it is no measurement.",
	),
	"dead-link": error("An internal link leads nowhere.", "Mend the link."),
	"dead-anchor": error("An internal link's anchor is not on the page it leads to.", "Mend the part behind #."),
	"duplicate-address": error("Two pages have the same address.", "Rename one of them."),
	"duplicate-term-page": error("Two pages say that they are the page of one term.", "Leave `term` out of one of them."),
} as const satisfies Record<string, Kind>;

/**
 * Every kind of problem that `check` knows. A code is permanent: scripts and links depend on it.
 * `what` says what is wrong, `mend` what to do; the message of a single problem adds the particulars, and explained/<code>.md
 * the reasons and an example.
 */
export const codes = { ...files, ...yaml, ...declarations, ...records, ...library, ...pages };

/** The codes by what they are about, in the order of the list of them. */
export const groups: readonly { id: string; title: string; codes: readonly Code[] }[] = [
	{ id: "files", title: "Files", codes: codesOf(files) },
	{ id: "yaml", title: "YAML", codes: codesOf(yaml) },
	{ id: "declarations", title: "Declarations", codes: codesOf(declarations) },
	{ id: "records", title: "Records", codes: codesOf(records) },
	{ id: "library", title: "Library", codes: codesOf(library) },
	{ id: "pages", title: "Pages", codes: codesOf(pages) },
];

interface Kind {
	severity: "error" | "warning";
	/** What is wrong, in one sentence. */
	what: string;
	/** What to do, in one sentence. */
	mend: string;
}

/** The permanent name of a kind of problem. */
export type Code = keyof typeof codes;

function error(what: string, mend: string): Kind {
	return { severity: "error", what, mend };
}

function warning(what: string, mend: string): Kind {
	return { severity: "warning", what, mend };
}

/** Whether a text is a code. */
export function isCode(text: string): text is Code {
	return Object.hasOwn(codes, text);
}

function codesOf(group: Readonly<Record<string, Kind>>): Code[] {
	return Object.keys(group).filter(isCode);
}
