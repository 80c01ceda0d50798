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
	/** Locators of other kinds behind it: `Table 5 and Fig. 17`. */
	further?: { by: " and " | ", "; label: string; locator: string }[];
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
const narrative = new RegExp(`(?<![\\p{L}\\p{N}_@/.:+=~?&#%-])(-?)@(${keyPattern})(?:[ \\n]\\[([^[\\]@]+)\\])?`, "gu");
const cited = new RegExp(`${before}@${keyPattern}`, "u");
const item = new RegExp(`^([\\s\\S]*?)${before}(-?)@(${keyPattern})([\\s\\S]*)$`, "u");
const opened = new RegExp(`\\[-?@${keyPattern}[^[\\]]*$`, "u");

const locators: [RegExp, string][] = [
	[/^(?:pp?\.?|pages?)\s*(?=\d|[ivxlcS])/i, "page"],
	[/^(?:Figs?\.?|Figures?)(?![a-z])\s*/i, "figure"],
	[/^(?:Tables?|Tabs?\.)(?![a-z])\s*/i, "table"],
	[/^(?:Secs?\.|Sect\.|Sections?(?![a-z])|§§?)\s*/i, "section"],
	[/^(?:eqn?s?\.?|equations?)(?![a-z])\s*/i, "equation"],
	[/^(?:chs?\.|chaps?\.|chapters?(?![a-z]))\s*/i, "chapter"],
	[/^(?:vols?\.|volumes?(?![a-z]))\s*/i, "volume"],
	[/^(?:paras?\.|paragraphs?(?![a-z])|¶¶?)\s*/i, "paragraph"],
	[/^(?:apps?\.|appendix(?![a-z])|appendices(?![a-z]))\s*/i, "appendix"],
	[/^(?:pts?\.|parts?(?![a-z]))\s*/i, "part"],
	[/^(?:nos?\.|issues?(?![a-z]))\s*/i, "issue"],
	[/^(?:ll?\.|lines?(?![a-z]))\s*/i, "line"],
	[/^(?:nn?\.|notes?(?![a-z]))\s*/i, "note"],
	[/^(?:cols?\.|columns?(?![a-z]))\s*/i, "column"],
	[/^(?:bks?\.|books?(?![a-z]))\s*/i, "book"],
];

const number = "(?:\\(?[A-Za-z]{0,2}\\d+(?:\\.\\d+)*[a-z]{0,2}\\)?|[IVXLC]+|[ivxlc]+|[A-Z])(?![\\p{L}\\p{N}])";
/** Numbers, and letters of their parts: 3, 5–7 and S9, f. */
const locatorPattern = new RegExp(`^${number}(?:\\s*(?:[-–,&]|and)\\s*(?:${number}|[a-z](?![\\p{L}\\p{N}])))*`, "u");

/** Finds all citations in a text, in order. E-mail addresses and names such as Fe@C are left alone. */
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
		const behind = match.index + whole.length;
		if (text[nextBracket(text, behind)] === "]")
			problems.push({
				offset: match.index,
				message: "The bracket round this key is broken up by markup. Inside it stands plain text only.",
			});
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

/** Where the next square bracket stands, so far as one does. */
function nextBracket(text: string, from: number): number {
	const [open, close] = [text.indexOf("[", from), text.indexOf("]", from)];
	return open < 0 ? close : close < 0 ? open : Math.min(open, close);
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

/** Reads what follows a key: locators, if it begins like one, and what comes after them. */
function readLocator(after: string): Pick<CitationItem, "locator" | "label" | "further" | "suffix"> {
	const text = after.replace(/^\s*,/, "").trim();
	if (text === "") return {};
	const first = oneLocator(text);
	if (first === undefined) return { suffix: `, ${text}` };
	let { rest } = first;
	const further: NonNullable<CitationItem["further"]> = [];
	for (;;) {
		const [joint = "", word] = /^\s*(?:(and|&)\s|,\s*(?:(and|&)\s)?)\s*/.exec(rest) ?? [];
		const next = joint === "" ? undefined : oneLocator(rest.slice(joint.length));
		if (next === undefined) break;
		further.push({ by: word === undefined && !/and|&/.test(joint) ? ", " : " and ", label: next.label, locator: next.locator });
		rest = next.rest;
	}
	const suffix = rest.replace(/^\s*,/, "").trim();
	return {
		locator: first.locator,
		label: first.label,
		...(further.length === 0 ? {} : { further }),
		...(suffix === "" ? {} : { suffix: /^\s*,/.test(rest) || !/^[.!?)]/.test(suffix) ? `, ${suffix}` : suffix }),
	};
}

function oneLocator(text: string): { label: string; locator: string; rest: string } | undefined {
	for (const [pattern, label] of locators) {
		const [head] = pattern.exec(text) ?? [];
		const value = head === undefined ? undefined : locatorPattern.exec(text.slice(head.length))?.[0];
		if (head === undefined || value === undefined) continue;
		const locator = value.replace(/(?<=[\dA-Za-z])\s*-\s*(?=[\dA-Za-z])/g, "–");
		return { label, locator, rest: text.slice(head.length + value.length) };
	}
	return undefined;
}
