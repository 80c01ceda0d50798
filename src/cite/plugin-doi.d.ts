declare module "@citation-js/plugin-doi" {
	/** The plugin's readers; `json` takes a registry's answer to a DOI. */
	export const parsers: { json: { parse(data: object): object } };
}
