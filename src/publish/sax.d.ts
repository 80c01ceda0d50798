declare module "sax" {
	const sax: {
		/** A parser of XML that calls `onerror` where the text is not well-formed. */
		parser(strict: boolean, options: { xmlns: boolean }): { onerror: (error: Error) => void; write(text: string): { close(): void } };
	};
	export default sax;
}
