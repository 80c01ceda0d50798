// The ways into the search from every page: / or Ctrl/⌘-K, or a click on the header's field. The search itself is loaded when
// it is first asked for.
const field = document.querySelector<HTMLInputElement>(".search input");

function open(): void {
	import("./search-dialog.ts").then(
		({ openDialog }) => openDialog(),
		() => field?.focus(),
	);
}

document.addEventListener("keydown", (event) => {
	const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
	const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
	if (event.altKey || (typing && !command) || !(command || (event.key === "/" && !event.ctrlKey && !event.metaKey))) return;
	if (typing && typing.closest("dialog") === null && typing !== field) return;
	event.preventDefault();
	if (field?.id === "q") field.focus();
	else open();
});

// Whoever comes by the keyboard types in the field itself, and Enter leads to the search page.
if (field?.id !== "q") field?.addEventListener("click", open);
