// A link names a disagreement by its anchor on the list. Where it stands on another page than this, it leads on there.
const list = document.querySelector<HTMLElement>("[data-places]");
const id = location.hash.slice(1);
if (list !== null && id !== "" && document.getElementById(id) === null) void leadOn(list.dataset.places ?? "");

async function leadOn(places: string): Promise<void> {
	const response = await fetch(places);
	const pages: Record<string, string[]> = response.ok ? await response.json() : {};
	for (const [page, ids] of Object.entries(pages)) if (ids.includes(id)) location.replace(`${page}#${id}`);
}
