import type { Anchor } from '../anchors/anchor.ts'
import { type AnchorText, anchorFrom, anchorText } from '../anchors/anchor-text.ts'
import { checksum } from '../anchors/checksum.ts'
import { breathe } from '../anchors/steps.ts'
import { textInXml, xmlOf } from '../anchors/xml-text.ts'

/**
 * What is remembered of pulled tables is kept in the workbook's custom XML parts: they are saved with it, seen by
 * co-authors, not copied with a sheet (so that a copy is known for one), not undone by Excel (so that the values before
 * are kept as well), and, other than settings, hold megabytes. Document Inspector shows and removes them.
 *
 * A head names its pieces and their checksums. New pieces are written beside the old ones, then the head is replaced,
 * then the old ones go: whoever reads in between sees one or the other.
 */
const headSpace = 'urn:moatmetrics:table:1'
const rowsSpace = 'urn:moatmetrics:rows:1'

interface Head {
  readonly table: AnchorText['head']
  readonly pieces: readonly { readonly id: string; readonly checksum: string }[]
  /** Of the two above. */
  readonly checksum: string
}

export interface StoredAnchor {
  readonly partId: string
  readonly head: AnchorText['head']
  readonly pieces: Head['pieces']
  /** null: it cannot be trusted, `problem` says why. */
  readonly anchor: Anchor | null
  readonly problem: string | null
}

/** Reads what is remembered of all tables. One for each page; it keeps what was read until the workbook has another. */
export class AnchorStore {
  readonly #read = new Map<string, { readonly checksum: string; readonly anchor: Anchor }>()

  async all(context: Excel.RequestContext, signal?: AbortSignal): Promise<StoredAnchor[]> {
    const parts = context.workbook.customXmlParts.getByNamespace(headSpace)
    parts.load('items/id')
    await context.sync()
    const texts = parts.items.map(part => ({ partId: part.id, xml: part.getXml() }))
    if (texts.length > 0) await context.sync()
    const stored: StoredAnchor[] = []
    for (const { partId, xml } of texts) {
      const head = headFrom(xml.value)
      if (head) stored.push(await this.#anchor(context, partId, head, signal))
    }
    return stored
  }

  async #anchor(
    context: Excel.RequestContext,
    partId: string,
    head: Head,
    signal?: AbortSignal,
  ): Promise<StoredAnchor> {
    const base = { partId, head: head.table, pieces: head.pieces }
    if (head.checksum !== checksumOf(head.table, head.pieces))
      return { ...base, anchor: null, problem: 'What the workbook remembers of it was changed by something else.' }
    const known = this.#read.get(partId)
    if (known?.checksum === head.checksum) return { ...base, anchor: known.anchor, problem: null }
    const pieces = await readPieces(context, head.pieces)
    if (pieces === null)
      return { ...base, anchor: null, problem: 'Some of what the workbook remembers of it is missing or was changed.' }
    const anchor = await breathe(anchorFrom(head.table, pieces), signal)
    this.#read.set(partId, { checksum: head.checksum, anchor })
    return { ...base, anchor, problem: null }
  }

  /** Writes what is remembered of one table, in place of `old` where there was something. */
  async write(context: Excel.RequestContext, anchor: Anchor, old: StoredAnchor | null, signal?: AbortSignal) {
    const { head, pieces } = await breathe(anchorText(anchor), signal)
    const parts = context.workbook.customXmlParts
    const kept = new Map((old?.pieces ?? []).map(piece => [piece.checksum, piece]))
    const written: { readonly id: string; readonly checksum: string }[] = []
    for (const piece of pieces) {
      const same = kept.get(piece.checksum)
      if (same) {
        kept.delete(piece.checksum)
        written.push(same)
        continue
      }
      const part = parts.add(xmlOf('rows', rowsSpace, piece.text))
      part.load('id')
      await context.sync()
      written.push({ id: part.id, checksum: piece.checksum })
    }
    const sum = checksumOf(head, written)
    const xml = xmlOf(
      'table',
      headSpace,
      JSON.stringify({ table: head, pieces: written, checksum: sum } satisfies Head),
    )
    const part = old ? parts.getItem(old.partId) : parts.add(xml)
    if (old) part.setXml(xml)
    part.load('id')
    for (const { id } of kept.values()) parts.getItemOrNullObject(id).delete()
    await context.sync()
    this.#read.set(part.id, { checksum: sum, anchor })
  }

  /** Forgets a table that was deleted. */
  async forget(context: Excel.RequestContext, stored: StoredAnchor): Promise<void> {
    for (const { id } of [{ id: stored.partId }, ...stored.pieces])
      context.workbook.customXmlParts.getItemOrNullObject(id).delete()
    await context.sync()
    this.#read.delete(stored.partId)
  }
}

function headFrom(xml: string): Head | null {
  try {
    const head = JSON.parse(textInXml(xml) ?? '') as Partial<Head>
    return head.table && head.pieces && head.checksum ? (head as Head) : null
  } catch {
    return null // Nothing can be said of a table whose head is not ours to read; it is then a person's own.
  }
}

const checksumOf = (table: Head['table'], pieces: Head['pieces']): string => checksum(JSON.stringify([table, pieces]))

/** The texts of pieces, some at a time: an answer holds at most 5 MB. null: one is missing or not what was written. */
async function readPieces(context: Excel.RequestContext, pieces: Head['pieces']): Promise<string[] | null> {
  const texts: string[] = []
  for (let from = 0; from < pieces.length; from += 4) {
    const asked = pieces.slice(from, from + 4).map(({ id, checksum }) => {
      const part = context.workbook.customXmlParts.getItemOrNullObject(id)
      return { checksum, part, xml: part.getXml() }
    })
    await context.sync()
    for (const { checksum: expected, part, xml } of asked) {
      const text = part.isNullObject ? null : textInXml(xml.value)
      if (text === null) return null
      const json = JSON.stringify(JSON.parse(text))
      if (checksum(json) !== expected) return null
      texts.push(json)
    }
  }
  return texts
}
