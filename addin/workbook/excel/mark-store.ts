import { textInXml, xmlOf } from '../anchors/xml-text.ts'

/** What is remembered of one marked cell, so that it can have back what it had. */
export interface StoredMark {
  readonly id: string
  readonly sheetId: string
  /** Where it was marked; a note knows better. */
  readonly address: string
  readonly colour: string
  /** The fill of before; null: none. */
  readonly before: string | null
  /** The mark whose note tells where this one is now: its own, or that of the first cell of its row; null: none does. */
  readonly by: string | null
}

const space = 'urn:moatmetrics:marks:1'

interface OwnedMarks {
  readonly owner: string
  readonly marks: readonly StoredMark[]
}

/** The marks of one owner, kept in a custom XML part of the workbook. */
export async function readMarks(context: Excel.RequestContext, owner: string) {
  const parts = context.workbook.customXmlParts.getByNamespace(space)
  parts.load('items/id')
  await context.sync()
  const texts = parts.items.map(part => ({ part, xml: part.getXml() }))
  if (texts.length > 0) await context.sync()
  const found = texts.map(({ part, xml }) => ({ part, owned: JSON.parse(textInXml(xml.value) ?? '{}') as OwnedMarks }))
  const own = found.find(({ owned }) => owned.owner === owner)
  return { part: own?.part ?? null, marks: own?.owned.marks ?? [] }
}

export async function writeMarks(
  context: Excel.RequestContext,
  owner: string,
  marks: readonly StoredMark[],
): Promise<void> {
  const { part } = await readMarks(context, owner)
  const xml = xmlOf('marks', space, JSON.stringify({ owner, marks } satisfies OwnedMarks))
  if (marks.length === 0) part?.delete()
  else if (part) part.setXml(xml)
  else context.workbook.customXmlParts.add(xml)
  await context.sync()
}
