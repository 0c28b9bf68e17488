/** <a href="#id" data-dialog-open> opens <dialog id>; [data-dialog-close] closes it. Without script the link leads to it. */
export function setUpDialogs(): void {
  document.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest("[data-dialog-open], [data-dialog-close]");
    if (!pressed) return;
    const dialog = pressed.matches("[data-dialog-close]") ? pressed.closest("dialog") : dialogOf(pressed);
    if (!dialog) return;
    event.preventDefault();
    if (pressed.matches("[data-dialog-close]")) dialog.close();
    else if (!dialog.open) dialog.showModal();
  });
}

function dialogOf(opener: Element): HTMLDialogElement | null {
  const id = opener.getAttribute("data-dialog-open") || opener.getAttribute("href")?.slice(1) || "";
  const found = document.getElementById(id);
  return found instanceof HTMLDialogElement ? found : null;
}
