/**
 * A field that takes the focus when it comes (as a `ref`): what one came for is to type into it. Preact leaves `autofocus`
 * to the browser, which heeds it only while a page loads. Whoever types elsewhere already is not disturbed.
 */
export function takeFocus(field: HTMLElement | null): void {
  if (!document.activeElement?.matches("input, textarea, select")) field?.focus();
}
