/** One work in a citation. */
export interface CitationItem {
	key: string;
	/** Where the key stands in the text that was read. */
	offset: number;
	prefix?: string;
	suffix?: string;
	locator?: string;
	/** CSL's name of the kind of locator. */
	label?: string;
	/** `-@key`: the author is named in the sentence. */
	suppressAuthor?: boolean;
}

/** A citation in a text: Pandoc's `[@a; @b, Fig. 3]` or, narrative, `@a [p. 3]`. */
export interface Citation {
	items: CitationItem[];
	/** The author's name is part of the sentence. */
	narrative: boolean;
	/** Where it begins and ends in the text. */
	start: number;
	end: number;
}

/** A bracket that was meant as a citation and cannot be read. */
export interface CitationProblem {
	offset: number;
	message: string;
}

// As Pandoc has it: letters, digits and _, and single punctuation marks between them.
const keyPattern = "[\\p{L}\\p{N}_](?:[:.#$%&+?~/-]?[\\p{L}\\p{N}_])*";
const before = "(?<![\\p{L}\\p{N}_@/.+])";
const bracket = /\[([^[\]]*)\]/g;
const narrative = new RegExp(`(?<![\\p{L}\\p{N}_@/.:+-])(-?)@(${keyPattern})(?:[ \\n]\\[([^[\\]@]+)\\])?`, "gu");
const cited = new RegExp(`${before}@${keyPattern}`, "u");
const item = new RegExp(`^([\\s\\S]*?)${before}(-?)@(${keyPattern})([\\s\\S]*)$`, "u");
const opened = new RegExp(`\\[-?@${keyPattern}[^[\\]]*$`, "u");

const locators: [RegExp, string][] = [
	[/^(?:pp?\.?|pages?)\s*(?=\d|[ivxlcS])/i, "page"],
	[/^(?:Figs?\.?|Figures?)\s*/i, "figure"],
	[/^(?:Tables?|Tabs?\.)\s*/i, "table"],
	[/^(?:Secs?\.|Sections?|§)\s*/i, "section"],
	[/^(?:eqs?\.?|equations?)\s*/i, "equation"],
	[/^(?:chaps?\.|chapters?)\s*/i, "chapter"],
	[/^(?:vols?\.|volumes?)\s*/i, "volume"],
	[/^(?:paras?\.|¶)\s*/i, "paragraph"],
];

const number = "[A-Za-z]?\\d+(?:\\.\\d+)*[a-z]{0,2}";
/** Numbers, and letters of their parts: 3, 5–7 and S9, f. */
const locatorPattern = new RegExp(`^${number}(?![A-Za-z])(?:\\s*(?:[-–,]|and)\\s*(?:${number}|[a-z])(?![A-Za-z]))*`);

/** Finds all citations in a text, in order. E-mail addresses and names such as Si@C are left alone. */
export function findCitations(text: string): { citations: Citation[]; problems: CitationProblem[] } {
	const citations: Citation[] = [];
	const problems: CitationProblem[] = [];
	const taken: [number, number][] = [];
	for (const match of text.matchAll(bracket)) {
		const inner = match[1] ?? "";
		if (!cited.test(inner)) {
			const lone = /(?:^|[\s;-])@(?![\p{L}\p{N}_])/u.exec(inner);
			if (lone !== null)
				problems.push({
					offset: match.index + 1 + lone.index + lone[0].length - 1,
					message: "An @ in brackets begins a citation, but no key follows it. Write the key right behind it.",
				});
			continue;
		}
		const items = readItems(inner, match.index + 1, problems);
		taken.push([match.index, match.index + match[0].length]);
		if (items.length > 0) citations.push({ items, narrative: false, start: match.index, end: match.index + match[0].length });
	}
	let passed = 0;
	for (const match of text.matchAll(narrative)) {
		while ((taken[passed]?.[1] ?? Number.POSITIVE_INFINITY) <= match.index) passed++;
		if ((taken[passed]?.[0] ?? Number.POSITIVE_INFINITY) <= match.index) continue;
		const [whole, minus, key = "", locator] = match;
		const offset = match.index + (minus ? 2 : 1);
		citations.push({
			// The author's name stands in the sentence, before it or in its place.
			items: [{ key, offset, suppressAuthor: true, ...(locator === undefined ? {} : readLocator(locator)) }],
			narrative: !minus,
			start: match.index,
			end: match.index + whole.length,
		});
	}
	const unclosed = opened.exec(text);
	if (unclosed !== null)
		problems.push({ offset: unclosed.index, message: "The bracket of this citation is not closed. Inside it stands plain text only." });
	return { citations: citations.sort((a, b) => a.start - b.start), problems };
}

function readItems(inner: string, offset: number, problems: CitationProblem[]): CitationItem[] {
	const items: CitationItem[] = [];
	let at = offset;
	for (const part of inner.split(";")) {
		const match = item.exec(part);
		if (match === null && part.trim() === "") {
			at += part.length + 1;
			continue;
		}
		if (match === null) {
			problems.push({
				offset: at + (part.length - part.trimStart().length),
				message: `"${part.trim()}" has no key. Separate works with semicolons and begin each key with @.`,
			});
		} else {
			const [, prefix = "", minus = "", key = "", after = ""] = match;
			const second = cited.exec(after);
			if (second !== null)
				problems.push({
					offset: at + part.length - after.length + second.index,
					message: `"${second[0]}" stands behind another key. Separate works with semicolons.`,
				});
			items.push({
				key,
				offset: at + prefix.length + minus.length + 1,
				...(prefix.trim() === "" ? {} : { prefix: `${prefix.trim()} ` }),
				...(minus === "" ? {} : { suppressAuthor: true }),
				...readLocator(after),
			});
		}
		at += part.length + 1;
	}
	return items;
}

/** Reads what follows a key: a locator, if it begins like one, and what comes after it. */
function readLocator(after: string): Pick<CitationItem, "locator" | "label" | "suffix"> {
	const text = after.replace(/^\s*,/, "").trim();
	if (text === "") return {};
	for (const [pattern, label] of locators) {
		const head = pattern.exec(text);
		if (head === null) continue;
		const rest = text.slice(head[0].length);
		const value = locatorPattern.exec(rest)?.[0] ?? /^\S+/.exec(rest)?.[0];
		if (value === undefined) continue;
		const locator = value.replace(/(?<![\s,.])[\s,.]+$/, "");
		const suffix = rest.slice(locator.length).replace(/^\s*,/, "").trim();
		return {
			locator: locator.replace(/(?<=\d[a-z]?)\s*-\s*(?=\d|[a-z]\b)/g, "–"),
			label,
			...(suffix === "" ? {} : { suffix: `, ${suffix}` }),
		};
	}
	return { suffix: `, ${text}` };
}
