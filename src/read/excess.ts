/** Beyond any text; parsers take very long over lines without end, and over brackets, quotations and lists in each other. */
const deepest = 100;
const longest = 10_000;
const excessive = new RegExp(
	[
		`(?<long>^.{${longest + 1}})`,
		"(?<code>^ {0,3}(?<fence>`{3,}|~{3,})[\\s\\S]*?\\n {0,3}\\k<fence>|`[^`\\n]+`|\\\\[\\s\\S])",
		`(?<list>^(?:[ \\t]*(?:[>*+-]|\\d{1,9}[.)])){${deepest + 1}})`,
		"\\n[ \\t]*(?=\\n)|[[\\]{}]",
	].join("|"),
	"gm",
);

/** Where a text has too long a line, or is nested too deep, or has a bracket open for too long, if it is. */
export function excessIn(text: string): { at: number; message: string } | undefined {
	const deep = `Here the text is nested more than ${deepest} deep. Take it apart.`;
	const open: Record<string, number[]> = { "{": [], "[": [] };
	for (const { 0: sign, index, groups } of [...text.matchAll(excessive), { 0: "", index: text.length, groups: undefined }]) {
		for (const [start] of Object.values(open))
			if (start !== undefined && index - start > longest)
				return { at: start, message: `This bracket is not closed within ${longest} characters. Close it.` };
		if (groups?.long !== undefined) return { at: index, message: `This line has more than ${longest} characters. Break it.` };
		if (groups?.list !== undefined) return { at: index, message: deep };
		if (groups?.code !== undefined) continue;
		if (sign === "}") open["{"]?.pop();
		else if (sign === "]") open["["]?.pop();
		else if (sign.startsWith("\n")) open["["] = [];
		else open[sign]?.push(index);
		if (Object.values(open).some(({ length }) => length > deepest)) return { at: index, message: deep };
	}
	return undefined;
}
