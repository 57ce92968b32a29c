/** What a row is about: a blank in the data is said as what it is. `dimension` in the plural, e.g. "client". */
export function memberName(
  value: { readonly key: string | null; readonly label: string } | undefined,
  dimension: string,
): string {
  if (!value) return ''
  if (value.key !== null && value.label !== '(none)') return value.label
  return dimension === 'client' ? 'No client (internal time)' : `No ${dimension}`
}
