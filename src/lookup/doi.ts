/**
 * Reads a DOI as people paste it: bare, behind `doi:`, as an address at doi.org, in angle brackets, with the
 * sentence's full stop. Gives it in lower case, since a DOI's case means nothing; nothing where it is none.
 */
export function parseDoi(text: string): string | undefined {
	const bare = text
		.trim()
		.replace(/^<(.*)>$/, "$1")
		.replace(/^(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\//i, "")
		.replace(/^doi:\s*/i, "")
		.replace(/[.,;]+$/, "");
	const doi = /^10\.\d{4,9}%2f/i.test(bare) ? decoded(bare) : bare;
	return /^10\.\d{4,9}(?:\.\d+)*\/[^\s\p{Cc}"{}\\]+$/u.test(doi) ? doi.toLowerCase() : undefined;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
