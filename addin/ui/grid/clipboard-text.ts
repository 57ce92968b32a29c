/** Cells as spreadsheets put them on the clipboard: tabs between, lines below each other, quotes where needed. */
export const clipboardText = (cells: readonly (readonly string[])[]): string =>
  cells
    .map(row => row.map(cell => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\r\n')

/** The cells of such a text. */
export function clipboardCells(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    const { cell, end } = cellFrom(text, at)
    rows.at(-1)?.push(cell)
    const mark = text.slice(end, end + 2)
    if (mark.startsWith('\t')) {
      at = end + 1
      if (at === text.length) rows.at(-1)?.push('')
    } else {
      at = end + (mark === '\r\n' ? 2 : 1)
      // Spreadsheets end the last line as well.
      if (at < text.length) rows.push([])
    }
  }
  return rows
}

function cellFrom(text: string, at: number): { cell: string; end: number } {
  if (text[at] === '"') {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y
    quoted.lastIndex = at
    const found = quoted.exec(text)
    if (found) return { cell: (found[1] ?? '').replaceAll('""', '"'), end: quoted.lastIndex }
  }
  const plain = /[^\t\r\n]*/y
  plain.lastIndex = at
  return { cell: plain.exec(text)?.[0] ?? '', end: plain.lastIndex }
}
