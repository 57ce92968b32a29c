import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** LibreOffice as a judge of the workbooks we write; null where it is not installed. */
export const libreOffice =
  ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'].find(path => existsSync(path)) ??
  null
if (!libreOffice) console.warn('Tests that open workbooks in LibreOffice are skipped: it was not found.')

interface LibreSheet {
  readonly values: (string | number | boolean | null)[][]
  /** As it shows them. */
  readonly texts: string[][]
}

/** What LibreOffice makes of a workbook: it is converted to its own flat format, and that is read. */
export async function asLibreOffice(
  bytes: ArrayBuffer,
): Promise<{ sheets: Map<string, LibreSheet>; tables: { name: string; range: string }[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'moat-libre-'))
  try {
    writeFileSync(join(folder, 'book.xlsx'), new Uint8Array(bytes))
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const to = ['--headless', profile, '--convert-to', 'fods', '--outdir', folder, join(folder, 'book.xlsx')]
    await promisify(execFile)(libreOffice ?? '', to, { timeout: 170_000 })
    return readFlat(readFileSync(join(folder, 'book.fods'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readFlat(flat: string): Awaited<ReturnType<typeof asLibreOffice>> {
  const sheets = new Map<string, LibreSheet>()
  // Charts carry tables of their own.
  const xml = flat.replace(/<draw:frame.*?<\/draw:frame>/gs, '')
  for (const [, name = '', body = ''] of xml.matchAll(
    /<table:table table:name="([^"]*)"[^>]*>(.*?)<\/table:table>/gs,
  )) {
    const values: LibreSheet['values'] = []
    const texts: string[][] = []
    for (const [, row = ''] of body.matchAll(/<table:table-row[^>]*?(?:\/>|>(.*?)<\/table:table-row>)/gs)) {
      const all = [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)]
      const cells = all.slice(0, all.findLastIndex(([, attributes = '']) => /value-type/.test(attributes)) + 1)
      values.push(cells.map(([, attributes = '', inside = '']) => cellValue(attributes, inside)))
      texts.push(cells.map(([, , inside = '']) => textOf(inside)))
    }
    sheets.set(plain(name), { values, texts })
  }
  const ranges = xml.matchAll(/<table:database-range table:name="([^"]*)" table:target-range-address="([^"]*)"/g)
  return {
    sheets,
    tables: [...ranges].map(([, name = '', range = '']) => ({ name: plain(name), range: plain(range) })),
  }
}

function cellValue(attributes: string, inside: string): string | number | boolean | null {
  const type = /calcext:value-type="(\w+)"|office:value-type="(\w+)"/.exec(attributes)
  const number = /office:value="([^"]*)"/.exec(attributes)?.[1]
  if (number !== undefined) return Number(number)
  const truth = /office:boolean-value="(\w+)"/.exec(attributes)?.[1]
  if (truth !== undefined) return truth === 'true'
  return type ? textOf(inside) : null
}

const textOf = (inside: string): string =>
  plain(
    [...inside.replace(/<office:annotation.*?<\/office:annotation>/gs, '').matchAll(/<text:p[^>]*>(.*?)<\/text:p>/gs)]
      .map(([, text = '']) => text.replace(/<[^>]*>/g, ''))
      .join('\n'),
  )

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
