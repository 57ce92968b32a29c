/**
 * A small picture beside words, hidden from screen readers: what it means is always said in text as well.
 * Props: `of`, a drawing of `icons.ts` (20 × 20, strokes); `size` in pixels, 16 by default.
 */
export function Icon({ of, size = 16 }: { readonly of: string; readonly size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={of} />
    </svg>
  )
}
