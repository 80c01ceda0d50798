import type { KnowledgeBase } from "../model/types.ts";

/** Where the file of a page is edited, what became of it, and when it last changed. */
export interface SourceLinks {
	/** The day: YYYY-MM-DD. */
	updated: string | undefined;
	edit: string | undefined;
	history: string | undefined;
}

/** The links of a file to the site's repository; none where the site names no repository. */
export function sourceLinks(file: string, { site, history }: Pick<KnowledgeBase, "site" | "history">): SourceLinks {
	const path = `${history.folder}${file}`.split("/").map(encodeURIComponent).join("/");
	const link = (kind: string) => (site.repository === undefined ? undefined : `${site.repository.replace(/\/$/, "")}/${kind}/main/${path}`);
	return { updated: history.updated.get(file)?.slice(0, 10), edit: link("edit"), history: link("commits") };
}
