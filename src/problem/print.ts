import type { Code } from "./codes.ts";
import { inert } from "./inert.ts";
import type { Problem } from "./problem.ts";
import { quote } from "./quote.ts";

/** How problems can be printed: for a reader, for a program, as annotations of a pull request. */
export const formats = ["text", "json", "github"] as const;
export type Format = (typeof formats)[number];

/** How a part of a problem is painted on a terminal. */
export type Paint = (part: "error" | "warning" | "quiet", text: string) => string;

export interface Printing {
	/** The address of the site, whose pages explain the codes. Default: no addresses. */
	site?: string | undefined;
	/** How many columns a line that is quoted may take. Default: 120. */
	columns?: number | undefined;
	/** Default: no colours. */
	paint?: Paint | undefined;
	/** Where a file is, for annotations: its path from the repository's folder. Default: as the problem has it. */
	path?: ((file: string) => string) | undefined;
}

/** Prints problems: as text with the lines that they are on, in JSON as one array, or as commands. Ends without a line break. */
export function print(problems: readonly Problem[], format: Format, printing: Printing = {}): string {
	switch (format) {
		case "text":
			return [...problems.map((problem) => text(problem, printing)), ...explained(problems, printing)].join("\n");
		case "json":
			return JSON.stringify(
				problems.map(({ code, severity, place: { file, line, column, end }, message, source }) => ({
					file,
					line,
					column,
					...(end === undefined ? {} : { endLine: end.line, endColumn: end.column }),
					code,
					severity,
					message,
					...(source === undefined ? {} : { source }),
					...(printing.site === undefined ? {} : { help: helpAddress(code, printing.site) }),
				})),
				null,
				2,
			);
		case "github":
			return problems.map((problem) => command(problem, printing)).join("\n");
	}
}

/** Where a code is explained, on any site: from its root. */
export function helpPath(code: Code): string {
	return `${problemsPath}${code}/`;
}

/** The address of the list of all codes, from the site's root. */
export const problemsPath = "/contribute/problems/";

function helpAddress(code: Code, site: string): string {
	return `${site.replace(/\/$/, "")}${helpPath(code)}`;
}

/** One problem as `file:line:column code message`. */
export function headline({ place, code, severity, message }: Problem, paint: Paint = plain): string {
	const mark = severity === "warning" ? "warning: " : "";
	return `${inert(place.file)}:${place.line}:${place.column} ${paint(severity, `${code}${mark && " "}${mark.trimEnd()}`)} ${message}`;
}

function plain(_: string, text: string): string {
	return text;
}

/** A problem and, below it, the line that it is on. */
function text(problem: Problem, { columns = 120, paint = plain }: Printing): string {
	const number = String(problem.place.line);
	// The very beginning stands for the whole file.
	const { line, column, end } = problem.place;
	const quoted = line === 1 && column === 1 && end === undefined ? undefined : quote(problem, columns - number.length - 5);
	if (quoted === undefined) return headline(problem, paint);
	return [
		headline(problem, paint),
		`  ${paint("quiet", `${number} |`)} ${quoted.line}`.trimEnd(),
		`  ${paint("quiet", `${" ".repeat(number.length)} |`)} ${paint(problem.severity, quoted.carets)}`,
	].join("\n");
}

/** Where the codes are explained, each once, at the end: many problems share one. */
function explained(problems: readonly Problem[], { site, paint = plain }: Printing): string[] {
	const codes = [...new Set(problems.map(({ code }) => code))];
	if (site === undefined || codes.length === 0) return [];
	return [
		"",
		`  ${paint("quiet", codes.length === 1 ? "What this code means, and how to mend it:" : "What these codes mean, and how to mend them:")}`,
		...codes.map((code) => `  ${helpAddress(code, site)}`),
		"",
	];
}

/** One problem as an annotation of GitHub's. */
function command({ code, severity, place, message }: Problem, { site, path = (file) => file }: Printing): string {
	const end =
		place.end === undefined ? "" : `,endLine=${place.end.line}${place.end.line === place.line ? `,endColumn=${place.end.column}` : ""}`;
	const help = site === undefined ? "" : `\n${helpAddress(code, site)}`;
	return `::${severity} file=${property(path(place.file))},line=${place.line},col=${place.column}${end},title=${code}::${data(`${message}${help}`)}`;
}

/** "3 errors and 1 warning in 2 files" */
export function summary(problems: readonly Problem[]): string {
	const errors = problems.filter(({ severity }) => severity === "error").length;
	const warnings = problems.length - errors;
	const files = new Set(problems.map(({ place }) => place.file)).size;
	const parts = [count(errors, "error"), count(warnings, "warning")].filter((part) => !part.startsWith("0 "));
	return `${parts.join(" and ")} in ${count(files, "file")}`;
}

function count(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

// Escapes of GitHub's workflow commands.
function data(message: string): string {
	return message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(value: string): string {
	return data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
