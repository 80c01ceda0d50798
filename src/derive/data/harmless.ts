/**
 * A text with an apostrophe before what a spreadsheet would run as a formula; everything else is as it is. Spreadsheets
 * run what begins with = or @, or with a sign and then calls something; a signed number with its unit is none. So do those
 * that part cells at semicolons and tabs with what stands behind one.
 */
export function harmless(text: string): string {
	return text.replace(/(?<=^|[;\t\n])[=@\t\r＝＠＋－]|(?<=^|[;\t\n])[+-](?!\s*[\d.]+(?:\s*[\p{L}%‰°µ/^ 0-9.–-]*)(?:;|$))/gu, "'$&");
}
