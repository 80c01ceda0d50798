// The theme follows the system until the reader chooses; the choice is kept.
const button = document.querySelector<HTMLButtonElement>("button.theme");
const root = document.documentElement;

if (button !== null) {
	button.hidden = false;
	button.addEventListener("click", () => {
		const dark = root.dataset.theme === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : root.dataset.theme === "dark";
		root.dataset.theme = dark ? "light" : "dark";
		try {
			localStorage.setItem("theme", root.dataset.theme);
		} catch {
			// Without storage the choice lasts for this page.
		}
	});
}
