/** A text as HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Data as JSON that can stand in a <script> element of a page. */
export function jsonForHtml(data: unknown): string {
	return JSON.stringify(data).replaceAll("<", "\\u003c");
}
