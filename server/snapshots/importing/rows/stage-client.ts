import { hash53 } from '../../../analytics/hash53.ts'
import { normalName } from '../../../datasets/normal-name.ts'
import { flagOf, intOf, type StageRow, textOf } from '../stage-context.ts'

/** A row of the client list. A blank external id keeps the one that is known. */
export const stageClient: StageRow = (read, context) => {
  const { values } = read
  const name = textOf(values.name) ?? ''
  const { id, rowKey, externalId } = context.directory.identify(name, textOf(values.external_id))
  context.directory.remember(id, rowKey, name, externalId)
  const metadata = read.extra && Object.keys(read.extra).length > 0 ? JSON.stringify(read.extra) : null
  const row = {
    client_id: id,
    external_id: externalId,
    name,
    normal_name: normalName(name),
    industry_id: context.dictionary.term('INDUSTRY', values.industry),
    contact_email: textOf(values.contact_email),
    contact_phone: textOf(values.contact_phone),
    is_active: flagOf(values.is_active) ?? 1,
    since_day: intOf(values.since),
    metadata,
  }
  return { ...row, row: read.row, row_key: rowKey, content_hash: hash53(Object.values(row).join('\x1f')) }
}
