/**
 * Ref callback that focuses a field when it is mounted. Preact leaves `autofocus` to the browser, which applies it only
 * on page load. Does nothing while another field has the focus.
 */
export function takeFocus(field: HTMLElement | null): void {
  if (!document.activeElement?.matches("input, textarea, select")) field?.focus();
}
