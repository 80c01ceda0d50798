// Texts to be copied get a button for it, where the browser lets a page copy.
if ("clipboard" in navigator) {
	for (const button of document.querySelectorAll<HTMLButtonElement>("button.copy")) {
		const word = button.textContent;
		let timer: ReturnType<typeof setTimeout> | undefined;
		button.hidden = false;
		button.addEventListener("click", async () => {
			const text = button.closest(".copied")?.querySelector(".copied-text")?.textContent ?? "";
			const done = await navigator.clipboard.writeText(text).then(
				() => "Copied",
				() => "Not copied",
			);
			button.textContent = done;
			clearTimeout(timer);
			timer = setTimeout(() => {
				button.textContent = word;
			}, 2000);
		});
	}
}
