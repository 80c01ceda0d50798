import { addressOfKey } from "../model/addresses.ts";
import type { KnowledgeBase } from "../model/types.ts";

/** A record's address, from the site's root. */
export function recordPath(id: string, { site }: Pick<KnowledgeBase, "site">): string {
	return `/${site.record.address}/${id}/`;
}

/** A reference's address, from the site's root. */
export function referencePath(key: string): string {
	return `/references/${addressOfKey(key)}/`;
}

/** An address from the site's root as a full one. */
export function fullAddress(path: string, { site }: Pick<KnowledgeBase, "site">): string {
	return `${site.url.replace(/\/$/, "")}${path}`;
}
