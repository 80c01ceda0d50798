declare module "citeproc" {
	/** What citeproc shares among its engines: how it writes in each format. */
	const citeproc: { Output: { Formats: { html: { text_escape(text: string | undefined): string } } } };
	export default citeproc;
}
