import { hash53 } from '../../../analytics/hash53.ts'
import { normalName } from '../../../datasets/normal-name.ts'
import type { ReadRow } from '../../reading/sheet.ts'
import type { StageContext } from '../stage-context.ts'

/** The client that a row names: its id; 0 where the cell is blank; null where the row has to be rejected. */
export function clientOfRow(read: ReadRow, context: StageContext): number | null {
  const text = read.values.client
  if (typeof text !== 'string' || text === '') return 0
  context.clientCells++
  const found = context.directory.find(text)
  if (found === 'AMBIGUOUS') {
    context.note(
      'ERROR',
      read.row,
      'AMBIGUOUS_CLIENT',
      `Two clients are called "${text}": name this one by its external id`,
      {
        column: 'client',
        value: text,
      },
    )
    return null
  }
  if (found !== null) {
    context.clientsFound++
    return found
  }
  if (context.createMissingClients) return createClient(text, read.row, context)
  const [closest, ...others] = context.directory.closest(text)
  const meant =
    closest === undefined
      ? 'upload it with the clients first, or let the upload create missing clients'
      : `did you mean ${[closest, ...others].map(name => `"${name}"`).join(' or ')}? Map the name, correct the cell, or let the upload create missing clients`
  context.note('ERROR', read.row, 'UNKNOWN_CLIENT', `No client is called "${text}": ${meant}`, {
    column: 'client',
    value: text,
    suggestion: closest,
  })
  return null
}

function createClient(name: string, row: number, context: StageContext): number {
  const { id, rowKey } = context.directory.identify(name, null)
  context.directory.remember(id, rowKey, name, null)
  context.createdClients.push({
    client_id: id,
    row,
    row_key: rowKey,
    content_hash: hash53(`created\x1f${name}`),
    name,
    normal_name: normalName(name),
    is_active: 1,
  })
  context.note('NOTICE', row, 'CLIENT_CREATED', `The client "${name}" was not known and is created by this upload`, {
    column: 'client',
    value: name,
  })
  return id
}
