/** The logo of the portal: a lozenge of four, indigo and ochre, as woven on a Sahelian cloth. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path className="mark-cloth" d="M16 1l7 7-7 7-7-7zM16 17l7 7-7 7-7-7z" />
      <path className="mark-earth" d="M8 9l7 7-7 7-7-7zM24 9l7 7-7 7-7-7z" />
    </svg>
  );
}
