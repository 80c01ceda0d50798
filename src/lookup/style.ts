/** How a library's entries are written. */
export interface EntryStyle {
	indent: string;
	/** The column at which the equals signs stand, counted from the field's name; none where they are not aligned. */
	width: number;
	/** What stands around the equals sign of a field that is not aligned. */
	gap: [string, string];
	quotes: boolean;
	/** Whether the last field ends with a comma, too. */
	comma: boolean;
}

const plain: EntryStyle = { indent: "  ", width: 0, gap: [" ", " "], quotes: false, comma: false };
const field = /^([ \t]*)([A-Za-z][\w-]*)([ \t]*)=([ \t]*)(["{]?)/;

/** The style of an entry, from its own text: of an entry in one line, a plain style. */
export function styleOf(entry: string): EntryStyle {
	const fields = entry
		.split("\n")
		.slice(1)
		.flatMap((line) => {
			const [whole, indent = "", name = "", before = "", after = "", open = ""] = field.exec(line) ?? [];
			return whole === undefined ? [] : [{ indent, name: name.length, before, after, open }];
		});
	const [first] = fields;
	if (first === undefined) return plain;
	const columns = new Set(fields.map(({ name, before }) => name + before.length));
	const aligned = columns.size === 1 && new Set(fields.map(({ name }) => name)).size > 1;
	return {
		indent: first.indent,
		width: aligned ? first.name + first.before.length - 1 : 0,
		gap: [aligned ? " " : first.before, first.after],
		quotes: fields.filter(({ open }) => open === '"').length > fields.filter(({ open }) => open === "{").length,
		comma: /,\s*[})]\s*$/.test(entry),
	};
}

/** One field in a style, without the comma and line end behind it. */
export function writeField(name: string, value: string, { width, gap, quotes }: EntryStyle): string {
	const [open, close] = quotes && !value.includes('"') ? ['"', '"'] : ["{", "}"];
	return `${name.padEnd(width)}${gap[0]}=${gap[1]}${open}${value}${close}`;
}

/** A whole entry in a style; a longer name than those seen moves its equals signs to the right. */
export function writeEntry(type: string, key: string, fields: readonly (readonly [string, string])[], style: EntryStyle): string {
	const width = style.width === 0 ? 0 : Math.max(style.width, ...fields.map(([name]) => name.length));
	const lines = fields.map(([name, value]) => `${style.indent}${writeField(name, value, { ...style, width })}`);
	return `@${type}{${key},\n${lines.join(",\n")}${style.comma ? "," : ""}\n}`;
}
