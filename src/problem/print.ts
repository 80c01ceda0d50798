import type { Problem } from "./problem.ts";

/** How problems can be printed: for a reader, for a program, as annotations of a pull request. */
export const formats = ["text", "json", "github"] as const;
export type Format = (typeof formats)[number];

/** Prints problems, a line each; in JSON as one array. Ends without a line break. */
export function print(problems: readonly Problem[], format: Format): string {
	switch (format) {
		case "text":
			return problems.map(text).join("\n");
		case "json":
			return JSON.stringify(
				problems.map(({ code, severity, place, message }) => ({ ...place, code, severity, message })),
				null,
				2,
			);
		case "github":
			return problems
				.map(
					({ code, severity, place, message }) =>
						`::${severity} file=${property(place.file)},line=${place.line},col=${place.column},title=${code}::${data(message)}`,
				)
				.join("\n");
	}
}

/** One problem as `file:line:column code message`. */
function text({ place, code, severity, message }: Problem): string {
	const mark = severity === "warning" ? "warning: " : "";
	return `${place.file}:${place.line}:${place.column} ${code} ${mark}${message}`;
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
