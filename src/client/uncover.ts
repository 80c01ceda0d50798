// What has the focus in a table comes out from under the header and the first column, which stay where they are. Browsers
// see to it for what scrolls with the table (`scroll-padding`), but not for what stays on one side and scrolls on the other.
const gap = 8;

function uncover({ target }: FocusEvent): void {
	if (!(target instanceof HTMLElement)) return;
	const scroll = target.closest(".table .scroll");
	const cell = target.closest("th, td");
	const corner = scroll?.querySelector("thead :is(th, td):not(.choose)");
	if (scroll === null || cell === null || corner === null || corner === undefined) return;
	const stays = corner.getBoundingClientRect();
	const own = target.getBoundingClientRect();
	const left = stays.right + gap - own.left;
	const top = stays.bottom + gap - own.top;
	// The first column itself, and the header itself, are not under anything on that side.
	if (left > 0 && cell.getBoundingClientRect().left > stays.left && getComputedStyle(cell).left !== "0px") scroll.scrollLeft -= left;
	if (top > 0 && cell.closest("thead") === null) scroll.scrollTop -= top;
	const { top: now } = target.getBoundingClientRect();
	if (now < gap) scrollBy(0, now - gap);
}
document.addEventListener("focusin", uncover);
