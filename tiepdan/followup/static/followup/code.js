// The slip's QR opens this page with the code behind "#": it never reaches a server's log. It is put in the field and cleared.
const field = document.querySelector("[data-code]");
const code = decodeURIComponent(location.hash.slice(1));
if (field instanceof HTMLInputElement && /^[\w-]{16,40}$/.test(code)) {
  history.replaceState(null, "", location.pathname);
  field.value = code;
  field.focus();
  field.form?.requestSubmit();
}
