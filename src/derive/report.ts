import type { Site } from "../schema/site.ts";

/** The forms in `.github/ISSUE_TEMPLATE/`, each with the fields that a link fills in. */
interface Forms {
	"wrong-value.yml": { record: string; measurement?: string; shown?: string; source?: string; page: string };
	"suggest-paper.yml": Record<never, string>;
}

/**
 * A new issue in a form of the repository, its fields filled in through the address. Nothing where the repository is not
 * at GitHub, which alone has such forms.
 */
export function issueLink<Form extends keyof Forms>(
	{ repository }: Pick<Site, "repository">,
	form: Form,
	fields: Forms[Form],
): string | undefined {
	if (repository === undefined || new URL(repository).hostname !== "github.com") return undefined;
	return `${newIssue(repository)}?${new URLSearchParams({ template: form, ...fields })}`;
}

/**
 * Where a reader reports a wrong value: the form for it where there is one, else a new issue whose text says the same.
 * Nothing where the site names no repository.
 */
export function reportLink(site: Pick<Site, "repository">, about: Forms["wrong-value.yml"]): string | undefined {
	if (site.repository === undefined) return undefined;
	const title = [about.record, about.measurement].filter(Boolean).join(": ");
	const body = Object.entries(about).map(([name, text]) => `${name}: ${text}\n`);
	return (
		issueLink(site, "wrong-value.yml", about) ??
		`${newIssue(site.repository)}?${new URLSearchParams({ title, body: `${body.join("")}\nWhat is printed, and where?\n` })}`
	);
}

function newIssue(repository: string): string {
	return `${repository.replace(/\/$/, "")}/issues/new`;
}
