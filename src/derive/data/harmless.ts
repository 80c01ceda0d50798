/** What can be harmful at all: few texts hold any of it, and the rest is quickly told. */
const suspect = /[=@\t\r＝＠＋－+-]/;

/**
 * A text with an apostrophe before what a spreadsheet would run as a formula; everything else is as it is. Spreadsheets
 * run what begins with = or @, or with a sign and then calls something; a signed number with its unit is none. So do those
 * that part cells at semicolons and tabs with what stands behind one.
 */
export function harmless(text: string): string {
	if (!suspect.test(text)) return text;
	return text.replace(/(?<=^|[;\t\n])[=@\t\r＝＠＋－]|(?<=^|[;\t\n])[+-](?!\s*[\d.]+(?:\s*[\p{L}%‰°µ/^ 0-9.–-]*)(?:;|$))/gu, "'$&");
}
