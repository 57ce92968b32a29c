import { type Rational, rationalOfDecimal } from '../../analytics/rational.ts'
import type { Db } from '../../db/tables.ts'

/** The target of a metric: the client's own, else the one for everything; null: none is set. */
export async function readTarget(
  db: Db,
  organizationId: number,
  metric: string,
  clientId: number | null,
): Promise<Rational | null> {
  const rows = await db
    .selectFrom('metric_target')
    .select(['client_id', 'value'])
    .where('organization_id', '=', organizationId)
    .where('metric', '=', metric)
    .where('client_id', 'in', [0, clientId ?? 0])
    .execute()
  const row = rows.find(each => each.client_id !== 0) ?? rows[0]
  return row ? rationalOfDecimal(row.value) : null
}
