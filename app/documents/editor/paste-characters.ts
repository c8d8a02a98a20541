/** Unicode's superscript and subscript characters. */
const raised = new Map(
  pairsOf("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
);
const lowered = new Map(pairsOf("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"));

function pairsOf(plain: string, shifted: string): [string, string][] {
  const signs = [...shifted];
  return [...plain].map((sign, index) => [sign, signs[index] ?? sign]);
}

/** The vocabulary has no superscript or subscript: m², 1ᵉʳ and H₂O use characters; what has no such character stays. */
export function shiftCharacters(body: HTMLElement): void {
  shift(body, "sup, [data-look*='super']", /vertical-align:\s*super/i, raised);
  shift(body, "sub, [data-look*='sub']", /vertical-align:\s*sub/i, lowered);
}

function shift(
  body: HTMLElement,
  selector: string,
  look: RegExp,
  letters: ReadonlyMap<string, string>,
): void {
  for (const element of body.querySelectorAll(selector)) {
    if (!element.matches("sup, sub") && !look.test(element.getAttribute("data-look") ?? "")) continue;
    const signs = [...(element.textContent ?? "")];
    if (!signs.every((sign) => letters.has(sign) || /\s/.test(sign))) continue;
    const words = body.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const text = words.currentNode as Text;
      text.data = [...text.data].map((sign) => letters.get(sign) ?? sign).join("");
    }
  }
}

const emoji =
  /^(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3|[#*0-9])+$/u;

/**
 * Replaces images of a single emoji, from messengers and web mail, by the emoji. @returns the number of other images
 */
export function replaceImages(body: HTMLElement): number {
  let others = 0;
  for (const image of body.querySelectorAll("img, picture, svg, video, canvas, v\\:shape, v\\:imagedata")) {
    if (image.parentElement?.closest("picture, svg, v\\:shape")) continue;
    const [said = ""] = [image.getAttribute("data-plain-text"), image.getAttribute("alt")].filter(Boolean);
    if (said && !/^[#*0-9]+$/.test(said) && emoji.test(said)) image.replaceWith(said);
    else {
      if (!isDecoration(image)) others += 1;
      image.remove();
    }
  }
  return others;
}

/** A check-list box, a tracking pixel or a spacer. */
function isDecoration(image: Element): boolean {
  if (image.closest("[role=checkbox], [aria-hidden=true]") || image.getAttribute("role") === "presentation")
    return true;
  return [image.getAttribute("width"), image.getAttribute("height")].some((size) => Number(size ?? 100) <= 2);
}
