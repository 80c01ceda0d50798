/** A text as a YAML scalar: in quotes where it would be read as anything else. */
export function textScalar(text: string): string {
	return isNumber(text) ? JSON.stringify(text) : valueScalar(text);
}

/** A value as a YAML scalar: a number stays as it is written. */
export function valueScalar(text: string): string {
	const isPlain = /^[~<\p{L}\d][^\p{Cc}#:,[\]{}"'&*!|>`]*$/u.test(text) && text.trim() === text && !/^(?:true|false|null|~)$/i.test(text);
	return isPlain || isNumber(text) ? text : JSON.stringify(text);
}

/** A list in one line. */
export function listScalar(texts: readonly string[]): string {
	return `[${texts.map(textScalar).join(", ")}]`;
}

function isNumber(text: string): boolean {
	return /^[-+]?(?:\d|\.\d)/.test(text) && !Number.isNaN(Number(text));
}
